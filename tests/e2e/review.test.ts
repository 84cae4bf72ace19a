import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldName, OutcomeId } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { menuLink, openWorkplace, PASSWORD, type Seat, shot, type Workplace } from './workplace.ts';

/** How many fields the clerk corrected in each paper: the order of the queue must be 3, 1, 2, 0 (by their index). */
const CORRECTED = [0, 2, 1, 3] as const;
/** What the machine was sure of: a correction then takes no doubt away. */
const FIELDS: readonly FieldName[] = ['signerPosition', 'signerName', 'issuingBody'];

describe.skipIf(!HAS_BROWSER)('the supervisor', () => {
	let place: Workplace;
	let papers: readonly OutcomeId[];
	let seat: Seat;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		papers = await place.copy(id, CORRECTED.length + 2, (n) => ({
			documentNumber: `${n + 1}/GCN-STC`,
			subject: `Giấy số ${n + 1}`,
		}));
		for (const [n, paper] of papers.slice(0, CORRECTED.length).entries()) await submit(paper, CORRECTED[n] ?? 0);
		seat = await place.sit('supervisor');
	}, 240_000);
	afterAll(() => place?.close());

	const submit = async (id: OutcomeId, corrected: number): Promise<void> => {
		const clerk = await place.actor('clerk');
		for await (const result of place.app.signByClerk(clerk, { ids: [id], key: place.certificates.clerk })) {
			if (result.kind === 'failed') throw new Error(`Not signed: ${result.fault.code}`);
		}
		for (const field of FIELDS.slice(0, corrected)) {
			await place.app.correctField(clerk, id, { field, value: `Đã sửa ${field}` });
		}
		await place.app.verifyOutcome(clerk, id);
		await place.app.submitOutcome(clerk, id);
	};
	const stateOf = async (n: number) => {
		const id = papers[n];
		if (id === undefined) throw new Error('No such paper');
		return (await place.app.showOutcome(await place.actor('archivist'), id)).row.state;
	};
	const title = (page: Page, n: number) => page.getByRole('heading', { level: 1, name: `Giấy số ${n + 1}` });
	/** Until a key may decide: the signatures are told and the look was long enough. */
	const ready = (page: Page) => page.locator('.review .ant-btn-primary:enabled').waitFor();

	it('finds the greatest deviation first, with the reasons in words', async () => {
		const { page } = seat;
		await menuLink(page, 'Duyệt').click();
		await page.getByRole('link', { name: 'Giấy số 4' }).waitFor();
		const names = await page.locator('.review-table .row-link').allTextContents();
		expect(names).toEqual(['Giấy số 4', 'Giấy số 2', 'Giấy số 3', 'Giấy số 1']);
		const [worst = ''] = await page.locator('.review-table tbody tr').allTextContents();
		expect(worst).toContain('3 trường cán bộ đã sửa');
		expect(await graveFindings(page)).toEqual([]);
		await shot(page, 'approve-queue');
	});

	it('approves by A and returns by R and a digit, by keyboard alone; the next one opens', async () => {
		const { page } = seat;
		await page.keyboard.press('Enter');
		await title(page, 3).waitFor();
		await ready(page);
		await shot(page, 'approve-deciding');
		expect(await graveFindings(page)).toEqual([]);
		await page.keyboard.press('a');
		await title(page, 1).waitFor();
		expect(await stateOf(3)).toBe('approved');
		await ready(page);
		await page.keyboard.press('r');
		await page.getByRole('dialog').getByText('Thiếu trang').waitFor();
		await page.keyboard.press('2');
		await page.getByRole('radio', { name: 'Thiếu trang' }).and(page.locator(':checked')).waitFor();
		await shot(page, 'approve-return');
		await page.keyboard.press('Enter');
		await title(page, 2).waitFor();
		expect(await stateOf(1)).toBe('returned');
	});

	it('tells the clerk why', async () => {
		const { page, context, trouble } = await place.sit('clerk');
		await page.goto(`${page.url().split('#')[0]}#/outcomes/${papers[1]}`);
		await page.getByText('lanhdao trả lại lúc').waitFor();
		expect(await page.locator('.ant-alert-warning').first().textContent()).toContain('Thiếu trang.');
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('approves together only what was seen, and not what has changed since', async () => {
		const { page } = seat;
		// Seen: 3 (index 2, on the screen) and 1 (index 0); the others come later and stay unseen.
		await ready(page);
		await page.keyboard.press('j');
		await title(page, 0).waitFor();
		await ready(page);
		await submit(papers[4] ?? fail(), 0);
		await page.getByRole('link', { name: 'Về danh sách chờ duyệt' }).click();
		await page.getByRole('link', { name: 'Giấy số 5' }).waitFor();
		await page.getByRole('button', { name: 'Duyệt 2 kết quả đã xem' }).waitFor();
		await shot(page, 'approve-seen');
		await page.keyboard.press('Control+Enter');
		await page.getByText('Bạn đã mở xem 2 kết quả').waitFor();
		await shot(page, 'approve-batch');
		// While the question stands on the screen, another supervisor gives one back.
		const supervisor = await place.actor('supervisor');
		await place.app.returnOutcome(supervisor, papers[2] ?? fail(), { reason: 'Sai ngày' });
		await page.keyboard.press('Enter');
		await page.getByText('Đã duyệt 1/2 kết quả.').waitFor();
		await page.locator('[data-fault=changedMeanwhile]').waitFor();
		await shot(page, 'approve-batch-done');
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		expect([await stateOf(0), await stateOf(2), await stateOf(4)]).toEqual(['approved', 'returned', 'submitted']);
	});

	it('is told before an attempt that nobody approves their own', async () => {
		const admin = await place.actor('admin');
		await place.app.createAccount(admin, { name: 'kiemnhiem', password: PASSWORD, roles: ['clerk', 'supervisor'] });
		const both = (await place.app.signIn('kiemnhiem', PASSWORD)).actor;
		const id = papers[5] ?? fail();
		const batch = { ids: [id], key: place.certificates.clerk };
		for await (const result of place.app.signByClerk(both, batch)) expect(result.kind).toBe('signed');
		await place.app.verifyOutcome(both, id);
		await place.app.submitOutcome(both, id);
		const { page, context, trouble } = await place.sit(null);
		await page.getByLabel('Tên đăng nhập').fill('kiemnhiem');
		await page.getByLabel('Mật khẩu').fill(PASSWORD);
		await page.keyboard.press('Enter');
		await page.getByRole('navigation', { name: 'Chức năng' }).waitFor();
		await menuLink(page, 'Duyệt').click();
		await page.getByText('bạn trình: người khác duyệt').waitFor();
		await page.getByRole('link', { name: 'Giấy số 6' }).click();
		await page.getByText('Bạn là người trình kết quả này nên không được duyệt.').waitFor();
		await page.getByRole('button', { name: 'Trả lại R' }).and(page.locator(':enabled')).waitFor();
		await page.keyboard.press('a');
		expect(await page.getByRole('button', { name: 'Duyệt A' }).isEnabled()).toBe(false);
		await shot(page, 'approve-own');
		expect(await stateOf(5)).toBe('submitted');
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('takes an approval back while the agency has not signed', async () => {
		const { page } = seat;
		await page.keyboard.press('2');
		await page.getByRole('link', { name: 'Giấy số 4' }).click();
		await page.getByRole('button', { name: 'Thu hồi duyệt, trả lại' }).and(page.locator(':enabled')).waitFor();
		await page.keyboard.press('r');
		await page.getByRole('radio', { name: 'Thông tin không đúng' }).waitFor();
		await page.keyboard.press('1');
		await page.getByRole('radio', { name: 'Thông tin không đúng' }).and(page.locator(':checked')).waitFor();
		await page.keyboard.press('Control+Enter');
		await page.getByRole('heading', { level: 1, name: 'Giấy số 4' }).waitFor({ state: 'hidden' });
		expect(await stateOf(3)).toBe('returned');
	});

	it('sees in the overview what was caused', async () => {
		const { page, trouble } = seat;
		await menuLink(page, 'Tổng quan').click();
		await page.getByRole('heading', { name: 'Đang tồn' }).waitFor();
		const figure = (name: string) => page.locator(`[data-figure=${name}]`).textContent();
		expect(await figure('today-scanned')).toBe('7');
		expect(await figure('today-submitted')).toBe('6');
		expect(await figure('today-approved')).toBe('2');
		expect(await figure('today-returned')).toBe('3');
		expect(await figure('share')).toBe('0 %');
		const returns = page.locator('.panel', { has: page.getByRole('heading', { name: 'Vì sao bị trả lại' }) });
		expect(await returns.getByRole('row').allTextContents()).toHaveLength(3);
		await returns.getByText('Thiếu trang').waitFor();
		await page.getByText('cũ nhất').first().waitFor();
		await shot(page, 'overview');
		expect(await graveFindings(page)).toEqual([]);
		await page.getByRole('link', { name: 'Chờ duyệt' }).click();
		await page.getByRole('link', { name: 'Giấy số 5' }).waitFor();
		expect(trouble).toEqual([]);
	});
});

function fail(): never {
	throw new Error('Too few papers');
}
