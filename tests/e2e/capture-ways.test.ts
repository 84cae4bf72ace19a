import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resumeWatching } from '../../app/capture/resume-watching.ts';
import type { OutcomeId } from '../../domain/index.ts';
import { type Scanner, saneScanner } from '../../scan/index.ts';
import { hasSane, saneTestEnvironment } from '../support/sane-test-scanner.ts';
import { known, stackOf } from '../support/stacks.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { menuLink, openWorkplace, PASSWORD, type Seat, shot, type Workplace } from './workplace.ts';

const UPRIGHT = join(import.meta.dirname, '../../samples/05-dang-ky-doanh-nghiep.png');
/** Small sheets, so that they come quickly. */
const SMALL = { device: 'test:0', dpi: 200, colour: 'gray', sheet: 'A5' } as const;

describe.skipIf(!HAS_BROWSER)('the ways in which papers come, and what is told of them later', () => {
	let place: Workplace;
	let seat: Seat;
	let page: Page;
	const ends: (() => void)[] = [];
	const scans: unknown[] = [];
	beforeAll(async () => {
		const sane = saneScanner({ env: saneTestEnvironment([], (dispose) => ends.push(dispose)) });
		const scanner: Scanner = {
			...sane,
			scan: (device, settings, target) => {
				scans.push({ device, ...settings });
				return sane.scan(device, settings, target);
			},
		};
		place = await openWorkplace({ scanner });
		seat = await place.sit('clerk');
		page = seat.page;
	});
	afterAll(async () => {
		await place?.close();
		for (const end of ends) end();
	});
	const press = async (...keys: readonly string[]): Promise<void> => {
		for (const key of keys) await page.keyboard.press(key);
	};
	const closed = () => page.getByRole('dialog').waitFor({ state: 'hidden' });

	it.skipIf(!hasSane)('offers the usual ways while the office has named none', async () => {
		await menuLink(page, 'Số hóa').click();
		await page.getByRole('button', { name: 'Cách quét: tự chọn' }).waitFor();
		await press('p');
		await page.getByRole('dialog').getByText('Giấy một mặt').waitFor();
		await page.getByRole('dialog').getByText('Giấy mỏng, giấy dán, sổ').waitFor();
		await shot(page, 'ways-usual');
		expect(await graveFindings(page)).toEqual([]);
		await press('2');
		await closed();
		await page.getByRole('button', { name: 'Cách quét: Giấy mỏng' }).waitFor();
	});

	it.skipIf(!hasSane)(
		'scans by a profile of the office, chosen by a digit, and says which one while it scans',
		async () => {
			const admin = await place.actor('admin');
			const scannerProfiles = [
				{ name: 'Khai sinh, kết hôn', ...SMALL, source: 'feeder' },
				{ name: 'Sổ hộ khẩu (mặt kính)', ...SMALL, source: 'flatbed', colour: 'colour' },
			] as const;
			await place.app.changeSettings(admin, { scannerProfiles });
			await page.reload();
			// What was chosen of the usual ways is none of the office's: its first one counts when a scan begins.
			await menuLink(page, 'Số hóa').click();
			await page.getByRole('button', { name: 'Cách quét: Khai sinh, kết hôn' }).waitFor();
			await press('p');
			await page.getByRole('button', { name: 'Khai sinh, kết hôn' }).waitFor();
			await shot(page, 'ways-profiles');
			await press('1');
			await closed();
			await press('s');
			await page.getByText('Đang quét theo “Khai sinh, kết hôn”').waitFor();
			await shot(page, 'ways-scanning');
			await page.getByText('Đã quét xong 10 trang').waitFor();
			expect(scans).toEqual([
				{ device: 'test:0', source: 'feeder', dpi: 200, colour: 'gray', paperMm: { width: 148, height: 210 } },
			]);
			// The last choice is kept, also over a new start of the screen; what the office changes in it counts.
			await place.app.changeSettings(admin, {
				scannerProfiles: [{ ...scannerProfiles[0], source: 'flatbed' }, scannerProfiles[1]],
			});
			await page.reload();
			await page.getByRole('button', { name: 'Cách quét: Khai sinh, kết hôn' }).waitFor();
			await press('s');
			await page.getByText('Đã quét xong 1 trang').waitFor();
			expect(scans[1]).toMatchObject({ source: 'flatbed' });
			await press('o');
			await page.getByRole('dialog').getByRole('radio', { name: 'Mặt kính' }).and(page.locator(':focus')).waitFor();
			await shot(page, 'ways-by-hand');
			await press('Enter');
			await closed();
			await page.getByRole('button', { name: 'Cách quét: tự chọn' }).waitFor();
		},
	);

	it('says that the folder is watched since when, also after the program was started anew, and how to stop', async () => {
		const hotFolder = join(place.dataDir, '..', 'may-quet');
		await mkdir(hotFolder);
		await place.app.changeSettings(await place.actor('admin'), { hotFolder });
		const clerk = await place.actor('clerk');
		await place.app.startWatching(clerk, { stableMs: 50 });
		// As the end of the program leaves it: nothing runs, and it is kept that it should.
		await place.core.capture.stop(`watch ${clerk.accountId}`);
		resumeWatching(place.core);
		await writeFile(join(hotFolder, 'khai-sinh-moi.png'), await readFile(UPRIGHT));
		await menuLink(page, 'Số hóa').click();
		await page.getByText(/Đang theo dõi từ .*, đã nhận 1: .*may-quet/).waitFor();
		await shot(page, 'ways-watching');
		await press('w');
		await page.getByText(/Chưa theo dõi .*may-quet/).waitFor();
	});

	it('lets a supervisor give what a disabled clerk left to another', async () => {
		const admin = await place.actor('admin');
		for (const name of ['tam', 'nga']) {
			await place.app.createAccount(admin, { name, password: PASSWORD, roles: ['clerk'] });
		}
		const { actor: tam } = await place.app.signIn('tam', PASSWORD);
		await stackOf(place.app, tam, 2, 'tam');
		await place.app.disableAccount(admin, tam.accountId);
		const { page: chief, context, trouble } = await place.sit('supervisor');
		await menuLink(chief, 'Tổng quan').click();
		await chief.getByText('tam: 1 chồng giấy (2 trang)').waitFor();
		await shot(chief, 'ways-left-work');
		expect(await graveFindings(chief)).toEqual([]);
		await chief.keyboard.press('g');
		await chief.getByLabel('Cán bộ nhận').waitFor();
		await chief.getByLabel('Cán bộ nhận').fill('nga');
		await chief.locator('.ant-select-item-option-active').getByText('nga').waitFor();
		await shot(chief, 'ways-hand-over');
		await chief.keyboard.press('Enter');
		await chief.getByRole('dialog').getByTitle('nga').waitFor();
		await chief.getByRole('button', { name: 'Giao cho cán bộ khác', exact: true }).click();
		await chief.getByText('Đã giao việc của tam.').waitFor();
		await chief.getByText('Việc còn dở của người đã nghỉ').waitFor({ state: 'hidden' });
		const { actor: nga } = await place.app.signIn('nga', PASSWORD);
		expect((await place.app.showDesk(nga)).stacks).toMatchObject([{ pageCount: 2 }]);
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('tells the supervisor what was counted on paper, and both which of two captures of a sheet is seen', async () => {
		const clerk = await place.actor('clerk');
		const { app, core } = place;
		const { id, pages } = await stackOf(app, clerk, 2, 'pair');
		await app.editStacks(clerk, { kind: 'pair', stackId: id, page: known(pages[0]).id, on: true });
		await app.editStacks(clerk, { kind: 'expect', stackId: id, count: 2 });
		const [made] = await app.finishStack(clerk, id);
		const outcome = known(made);
		const state = async () => (await app.showOutcome(clerk, outcome).catch(() => undefined))?.row.state;
		core.jobs.wake();
		await expect.poll(state, { timeout: 90_000 }).toBe('recognized');
		const url = `${page.url().split('#')[0]}#/outcomes/${outcome}`;
		await page.goto(url);
		await page.getByText('Bản có ghi chú, bút phê').waitFor();
		await page.getByText('Thiếu 1 trang: đếm trên giấy được 2, quét được 1.').waitFor();
		await page.getByRole('button', { name: 'Xem bản không ghi chú F7' }).waitFor();
		await shot(page, 'ways-pair-verify');
		expect(await graveFindings(page)).toEqual([]);
		// Also while a field is typed into.
		await page.locator('.outcome-side input[type=text], .outcome-side input:not([type])').first().focus();
		await press('F7');
		await page.getByText('Bản không có ghi chú', { exact: true }).waitFor();
		await press('F7');
		await page.getByText('Bản có ghi chú, bút phê').waitFor();
		await submit(outcome);
		const { page: other, context, trouble } = await place.sit('supervisor');
		await menuLink(other, 'Duyệt').click();
		await other.getByText('thiếu 1 trang').first().waitFor();
		await shot(other, 'ways-missing-queue');
		await other.keyboard.press('Enter');
		await other.getByText('Bản có ghi chú, bút phê').waitFor();
		await other.keyboard.press('F7');
		await other.getByText('Bản không có ghi chú', { exact: true }).waitFor();
		await shot(other, 'ways-pair-approve');
		expect(trouble).toEqual([]);
		await context.close();
	});

	async function submit(id: OutcomeId): Promise<void> {
		const clerk = await place.actor('clerk');
		for await (const result of place.app.signByClerk(clerk, { ids: [id], key: place.certificates.clerk })) {
			expect(result.kind).toBe('signed');
		}
		await place.app.verifyOutcome(clerk, id);
		await place.app.submitOutcome(clerk, id);
	}
});
