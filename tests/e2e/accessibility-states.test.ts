import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeId, Role } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { openWorkplace, type Seat, shot, type Workplace } from './workplace.ts';

/** What each role's sections are called in the address. */
const SECTIONS = {
	clerk: ['overview', 'capture', 'sign', 'verify', 'outcomes', 'uploads'],
	supervisor: ['approve'],
	registrar: ['agency'],
	archivist: ['data'],
	admin: ['settings', 'accounts', 'audit'],
} as const satisfies Record<Role, readonly string[]>;

/** Every role with every section that it has. */
const SEATS = Object.entries(SECTIONS) as [Role, readonly string[]][];

describe.skipIf(!HAS_BROWSER)('states of screens, for everybody', () => {
	let place: Workplace;
	let one: OutcomeId;
	beforeAll(async () => {
		place = await openWorkplace();
	});
	afterAll(() => place?.close());

	// First: later there is something.
	it.each(SEATS)('%s: nothing there yet, or a fault instead, is free of grave findings', async (role, sections) => {
		const { page, context } = await place.sit(role);
		for (const section of sections) {
			await go(page, section);
			await shot(page, `a11y-empty-${section}`);
			expect([section, await graveFindings(page)]).toEqual([section, []]);
		}
		await context.close();
		const failing = await place.sit(role);
		await failing.page.route(/\/rpc\/(?!session|office|settings\/show)/, (route) =>
			route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify(DISK_FULL) }),
		);
		for (const section of sections) {
			await go(failing.page, section);
			if (asks(section)) await failing.page.locator('main [data-fault=diskFull]').first().waitFor();
			await shot(failing.page, `a11y-fault-${section}`);
			expect([section, await graveFindings(failing.page)]).toEqual([section, []]);
		}
		await failing.context.close();
	});

	it('dialogs of clerks', async () => {
		one = (await place.read('05-dang-ky-doanh-nghiep.png'))[0] ?? fail();
		await place.copy(one, 4, (n) => ({ documentNumber: `${n + 1}/GCN-STC` }));
		const { page, context } = await place.sit('clerk');
		await over(page, 'sign', async () => {
			await page.locator('.desk tbody tr').first().waitFor();
			await page.keyboard.press('a');
			await page.keyboard.press('Control+Enter');
		});
		await over(page, 'outcomes', () => page.keyboard.press('Control+s'));
		await over(page, 'capture', () => page.keyboard.press('o'));
		await context.close();
	});

	it('dialogs of administrators', async () => {
		const { page, context } = await place.sit('admin');
		await over(page, 'accounts', () => page.keyboard.press('n'));
		for (const act of [/^Đặt lại mật khẩu/, /^Đổi vai trò/]) {
			await over(page, 'accounts', () => page.getByRole('button', { name: act }).first().click());
		}
		await context.close();
	});

	it('a supervisor who returns an outcome', async () => {
		await submit();
		const { page, context } = await place.sit('supervisor');
		await over(page, 'approve', async () => {
			await page.locator('.row-link').first().click();
			await page.locator('.sheet img').waitFor();
			await page
				.getByRole('button', { name: /^Trả lại/ })
				.first()
				.click();
		});
		await context.close();
	});

	it('the group view, English, and a very large window', async () => {
		const { page, context } = await place.sit('clerk');
		await go(page, 'verify');
		await page.keyboard.press('v');
		await page.locator('.group-list input:focus').waitFor();
		expect(await graveFindings(page)).toEqual([]);
		await context.close();
		for (const [role, sections] of SEATS) {
			const seat = await place.sit(role, { width: 3840, height: 2160 });
			await seat.page.getByLabel('Ngôn ngữ').selectOption('en');
			for (const section of sections.slice(0, 2)) {
				await go(seat.page, section);
				await shot(seat.page, `a11y-4k-en-${section}`);
				expect([section, await graveFindings(seat.page)]).toEqual([section, []]);
			}
			await seat.page.keyboard.press('Control+l');
			await seat.page.getByRole('heading', { name: 'The screen is locked' }).waitFor();
			expect([role, await graveFindings(seat.page)]).toEqual([role, []]);
			await seat.context.close();
		}
	}, 180_000);

	it('colours that the system forces, and motion that it forbids', async () => {
		const { page, context }: Seat = await place.sit('clerk');
		await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
		await go(page, 'verify');
		await shot(page, 'a11y-forced-verify');
		await page.locator('.row-link').first().click();
		await page.locator('.verify-field').first().waitFor();
		await page.locator('.sheet img').waitFor();
		await shot(page, 'a11y-forced-verify-one');
		// The section one is in is told by more than a background, which forced colours take away.
		const mark = page.locator('.side-bar nav a[aria-current]');
		expect(await mark.evaluate((node) => node.ownerDocument.defaultView?.getComputedStyle(node).outlineStyle)).toBe(
			'solid',
		);
		const moving = await page.evaluate(
			'document.getAnimations().filter((one) => (one.effect?.getTiming().duration ?? 0) > 20).map((one) => one.animationName ?? one.transitionProperty)',
		);
		expect(moving).toEqual([]);
		await context.close();
	});

	/** One paper goes to the supervisor. */
	async function submit(): Promise<void> {
		const clerk = await place.actor('clerk');
		const [id = one] = await place.copy(one, 1, () => ({ documentNumber: '77/GCN-STC', ownerName: 'Nguyễn Thị Mẫu' }));
		for await (const { kind } of place.app.signByClerk(clerk, { ids: [id], key: place.certificates.clerk })) {
			expect(kind).toBe('signed');
		}
		await place.app.verifyOutcome(clerk, id);
		await place.app.submitOutcome(clerk, id);
	}
});

/** Opens something over a section, looks at it, and closes it. */
async function over(page: Page, section: string, act: () => Promise<void>): Promise<void> {
	await go(page, section);
	await act();
	const dialog = page.getByRole('dialog').filter({ visible: true });
	await dialog.first().waitFor();
	await shot(page, `a11y-dialog-${section}`);
	expect([section, await graveFindings(page)]).toEqual([section, []]);
	await page.keyboard.press('Escape');
	await dialog.first().waitFor({ state: 'hidden' });
}

/** As a procedure answers when the disk is full. */
const DISK_FULL = {
	json: { defined: true, code: 'FAULT', status: 422, message: '', data: { code: 'diskFull', message: '', data: {} } },
};

/** Whether a section asks for something that fails here: settings are let through, data are looked at on request. */
function asks(section: string): boolean {
	return section !== 'settings' && section !== 'data';
}

/** Goes to a section and waits until it stands still. */
async function go(page: Page, section: string): Promise<void> {
	await page.evaluate(`location.hash = '#/${section}'`);
	await page.locator(`.side-bar nav a[aria-current][href="#/${section}"]`).waitFor();
	await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
	await page.locator('.loading, .ant-spin-spinning').first().waitFor({ state: 'detached' });
}

function fail(): never {
	throw new Error('Nothing was read');
}
