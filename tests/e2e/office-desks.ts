import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { menuLink } from './workplace.ts';

/** Goes to a section's list by keyboard and opens what stands first there. */
export async function openFirst(page: Page, section: string): Promise<void> {
	await menuLink(page, section).press('Enter');
	await page.locator('.row-link').first().waitFor();
	await page.keyboard.press('ArrowDown');
	await page.locator('.row-link:focus').waitFor();
	await page.keyboard.press('Enter');
}

/** Into the box that asks for it; Enter signs. */
export async function typeKeyPassword(page: Page, password: string): Promise<void> {
	await page.locator('#certificate-password:focus').waitFor();
	await page.keyboard.type(password);
	await page.keyboard.press('Enter');
}

/** Tab by Tab to the box of a field. */
export async function tabTo(page: Page, field: string): Promise<void> {
	const box = page.locator(`#field-${field}:focus`);
	for (let tabs = 0; tabs < 60 && (await box.count()) === 0; tabs += 1) await page.keyboard.press('Tab');
	await box.waitFor();
}

/** Confirms every field of the open paper: the certain ones together, the others one by one. */
export async function confirmFields(page: Page): Promise<void> {
	await page.keyboard.press('F8');
	await page.locator('.verify-field.together').first().waitFor({ state: 'detached' });
	const open = (): Promise<number> => page.locator('.verify-field.single').count();
	for (let left = await open(); left > 0; left -= 1) {
		await page.keyboard.press('Enter');
		await expect.poll(open, { timeout: 30_000 }).toBeLessThan(left);
	}
}

/** Until a key may decide on the paper: its signatures are told, and it was looked at for long enough. */
export async function mayDecide(page: Page): Promise<void> {
	await page.locator('.review .ant-btn-primary:enabled').waitFor();
}
