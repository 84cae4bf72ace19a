import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { openWorkplace, type Seat, shot, type Workplace } from './workplace.ts';

/** Windows that people here have, CSS px: the usual one, the same at 125 % and 150 %, and 4K. */
const WINDOWS = [
	{ width: 1366, height: 768 },
	{ width: 1093, height: 614 },
	{ width: 911, height: 512 },
	{ width: 3840, height: 2160 },
] as const;

describe.skipIf(!HAS_BROWSER)('screens for everybody', () => {
	let place: Workplace;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		await place.copy(id, 12, (n) => ({ documentNumber: `${n + 1}/GCN-STC` }));
	});
	afterAll(() => place?.close());

	it.each(ROLES)('%s: every section is free of grave axe findings and fits every window', async (role) => {
		const seat = await place.sit(role);
		const { page, trouble, context } = seat;
		for (const name of await sections(page)) {
			await open(page, name);
			await shot(page, `section-${role}-${name}`);
			expect([name, await graveFindings(page)]).toEqual([name, []]);
			for (const window of WINDOWS) {
				await page.setViewportSize(window);
				if (window.width !== WINDOWS[0].width) await shot(page, `section-${role}-${name}-${window.width}`);
				expect([name, window.width, await widerThanWindow(page)]).toEqual([name, window.width, false]);
			}
			await page.setViewportSize(WINDOWS[0]);
		}
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('one outcome, in the hands of each who may see it', async () => {
		for (const role of ['clerk', 'supervisor', 'archivist'] as const) {
			const { page, context, trouble } = await place.sit(role);
			await page.goto(`${page.url().split('#')[0]}#/outcomes`);
			await page.locator('.row-link').first().click();
			await page.getByRole('img', { name: 'Trang 1' }).waitFor();
			await shot(page, `outcome-${role}`);
			expect([role, await graveFindings(page)]).toEqual([role, []]);
			expect([role, await widerThanWindow(page)]).toEqual([role, false]);
			expect(trouble).toEqual([]);
			await context.close();
		}
	});

	it('before the office: sign-in, with a fault', async () => {
		const { page, context } = await place.sit(null);
		await page.getByLabel('Tên đăng nhập').fill('khong-co');
		await page.getByLabel('Mật khẩu').fill('Sai-mat-khau-1');
		await page.keyboard.press('Enter');
		await page.locator('[data-fault=signInFailed]').waitFor();
		expect(await graveFindings(page)).toEqual([]);
		await context.close();
	});

	it('over the screen: shortcuts, command palette, lock', async () => {
		const { page, context }: Seat = await place.sit('clerk' satisfies Role);
		await page.keyboard.press('Alt+1');
		await page.getByRole('heading', { name: 'Tổng quan' }).waitFor();
		await page.keyboard.press('?');
		await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
		expect(await graveFindings(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.keyboard.press('Control+k');
		await page.getByRole('combobox', { name: 'Lệnh hoặc giấy tờ cần tìm' }).waitFor();
		expect(await graveFindings(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.keyboard.press('Control+l');
		await page.getByRole('heading', { name: 'Màn hình đã khóa' }).waitFor();
		expect(await graveFindings(page)).toEqual([]);
		await context.close();
	});

	it('shows where the focus is', async () => {
		const { page, context } = await place.sit('clerk');
		await page.getByRole('heading', { level: 1 }).waitFor();
		let seen = 0;
		for (let step = 0; step < 16; step += 1) {
			await page.keyboard.press('Tab');
			// After the last element the focus leaves the page once, before it comes round.
			if (await page.evaluate('document.activeElement === document.body')) continue;
			expect(await page.evaluate(FOCUS_SHOWN)).toEqual(expect.objectContaining({ shown: true }));
			seen += 1;
		}
		expect(seen).toBeGreaterThan(12);
		await context.close();
	});
});

/** The names of the menu, as the role sees it. */
async function sections(page: Page): Promise<readonly string[]> {
	return page.getByRole('navigation', { name: 'Chức năng' }).locator('.menu-name').allTextContents();
}

/** Goes to a section and waits until it stands still. */
async function open(page: Page, name: string): Promise<void> {
	const menu = page.getByRole('navigation', { name: 'Chức năng' });
	await menu.locator('a', { has: page.locator('.menu-name', { hasText: new RegExp(`^${name}$`) }) }).click();
	await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
	await expect.poll(() => page.locator('main .ant-spin-spinning').count(), { timeout: 45_000 }).toBe(0);
}

function widerThanWindow(page: Page): Promise<boolean> {
	return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/** Whether the focused element, or what stands around it, is drawn differently for being focused. */
const FOCUS_SHOWN = `(() => {
	const at = document.activeElement;
	const look = (node) => { const s = getComputedStyle(node); return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor].join(); };
	const drawn = (node) => { const s = getComputedStyle(node); return (s.outlineStyle !== 'none' && s.outlineWidth !== '0px') || s.boxShadow !== 'none'; };
	const around = [at, at.parentElement, at.parentElement?.parentElement].filter(Boolean);
	return { shown: around.some(drawn), what: at.outerHTML.slice(0, 120), look: look(at) };
})()`;
