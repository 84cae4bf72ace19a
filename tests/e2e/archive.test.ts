import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeId } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { openWorkplace, type Seat, shot, type Workplace } from './workplace.ts';

const run = promisify(execFile);

const BODIES = ['UBND xã An Bình', 'Sở Xây dựng tỉnh Thái Nguyên', 'Sở Tài chính'] as const;
const OWNERS = ['Nguyễn Thị Hòa', 'Trần Văn Đạt', 'Lê Quang Ân', 'Phạm Thu Hương'] as const;
const COPIES = 150;

describe.skipIf(!HAS_BROWSER)('the archivist', () => {
	let place: Workplace;
	let seat: Seat;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		const copies = await place.copy(id, COPIES, (n) => ({
			documentNumber: `${n + 1}/QĐ-UBND`,
			issueDate: `${2019 + (n % 6)}-0${1 + (n % 9)}-15`,
			issuingBody: BODIES[n % 3] ?? '',
			ownerName: OWNERS[n % 4] ?? '',
			subject:
				n === 77 ? 'Về việc cấp giấy phép xây dựng nhà ở tại thôn Đông Hòa' : `Về việc công nhận kết quả ${n + 1}`,
		}));
		await store(place, copies.slice(77, 79));
		seat = await place.sit('archivist');
		await seat.page.getByText(`${COPIES + 1} kết quả`, { exact: true }).waitFor();
	}, 180_000);
	afterAll(() => place?.close());

	it('finds one paper among many without accents, by keyboard, and steps through its finds', async () => {
		const { page, trouble } = seat;
		await shot(page, 'browse');
		await page.keyboard.type('thon dong hoa');
		await page.getByText('1 kết quả', { exact: true }).waitFor();
		expect(await page.locator('.snippet mark').allTextContents()).toEqual(['thôn', 'Đông', 'Hòa']);
		await shot(page, 'search');
		await page.getByLabel('Tìm kết quả').fill('78 qd');
		await page.getByRole('link', { name: 'thôn Đông Hòa' }).waitFor();
		await page.getByText('1 kết quả', { exact: true }).waitFor();
		await page.getByLabel('Tìm kết quả').fill('so tai chinh');
		await page.locator('[data-index="1"]').waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('.hit-row.active .row-link:focus').waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('[data-index="1"] .row-link:focus').waitFor();
		await page.keyboard.press('Enter');
		await page.getByText(/^Chỗ khớp \d+\/\d+$/).waitFor();
		await page.locator('.field-box').waitFor();
		const before = await page.getByText(/^Chỗ khớp \d+\/\d+$/).textContent();
		await page.keyboard.press('F3');
		await page.getByText(before ?? '', { exact: true }).waitFor({ state: 'detached' });
		await page.keyboard.press('Shift+F3');
		await page.getByText(before ?? '', { exact: true }).waitFor();
		await shot(page, 'outcome');
		await page.goBack();
		// Everything is as it was left.
		expect(await page.getByLabel('Tìm kết quả').inputValue()).toBe('so tai chinh');
		await page.locator('[data-index="1"].active').waitFor();
		expect(trouble).toEqual([]);
	});

	it('narrows down by conditions with counts, and keeps the search under a name', async () => {
		const { page, trouble } = seat;
		await page.getByLabel('Tìm kết quả').fill('');
		await page.getByText(`${COPIES + 1} kết quả`, { exact: true }).waitFor();
		const body = page.getByRole('checkbox', { name: 'Sở Xây dựng tỉnh Thái Nguyên 50' });
		await body.focus();
		await page.keyboard.press('Space');
		await page.getByText('50 kết quả', { exact: true }).waitFor();
		// Under the other conditions; its own values stay to be chosen.
		await page.getByRole('checkbox', { name: 'Năm 2020 25' }).focus();
		await page.keyboard.press('Space');
		await page.getByText('25 kết quả', { exact: true }).waitFor();
		await page.getByRole('checkbox', { name: 'UBND xã An Bình 0' }).waitFor({ state: 'detached' });
		expect(await page.getByLabel('Từ ngày').inputValue()).toBe('01/01/2020');
		await page.keyboard.press('Control+s');
		await page.getByRole('dialog').getByLabel('Tên').fill('Xây dựng 2020');
		await shot(page, 'save');
		await page.keyboard.press('Enter');
		await page.getByText('Đã lưu “Xây dựng 2020”.').waitFor();
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.keyboard.press('b');
		await page.getByText(`${COPIES + 1} kết quả`, { exact: true }).waitFor();
		await page.keyboard.press('m');
		await page.getByRole('button', { name: 'Xây dựng 2020', exact: true }).press('Enter');
		await page.getByText('25 kết quả', { exact: true }).waitFor();
		await shot(page, 'filters');
		expect(trouble).toEqual([]);
	});

	it('sorts by number and walks to the end of a long list', async () => {
		const { page } = seat;
		await page.getByRole('button', { name: 'Bỏ lọc' }).press('Enter');
		await page.getByText(`${COPIES + 1} kết quả`, { exact: true }).waitFor();
		await page.getByLabel('Sắp xếp').click();
		await page.getByTitle('Theo số ký hiệu').click();
		await page.locator('[data-index="0"]', { hasText: /^1\/QĐ-UBND/ }).waitFor();
		await page.locator('[data-index="1"]', { hasText: /^2\/QĐ-UBND/ }).waitFor();
		await page.keyboard.press('/');
		await page.getByLabel('Tìm kết quả').press('ArrowDown');
		// More is fetched as the end of what is there comes near.
		for (const last of [49, 99, 149, COPIES]) {
			const focused = page.locator(`[data-index="${last}"] .row-link:focus`);
			// Rows that arrive just then may take the key's target away: a person presses again.
			const walk = async (): Promise<number> => {
				await page.keyboard.press('End');
				return focused.count();
			};
			await expect.poll(walk, { timeout: 45_000, interval: 500 }).toBe(1);
			await page.locator(`[data-index="${Math.min(COPIES, last + 1)}"]`).waitFor();
		}
		expect(await page.locator('.hits tbody tr').count()).toBeLessThan(40);
	});

	it('selects by keyboard and exports a ZIP that holds what it says', async () => {
		const { page, trouble } = seat;
		await page.getByLabel('Tìm kết quả').fill('hoa');
		await page.getByRole('checkbox', { name: /^Nguyễn Thị Hòa/ }).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('[data-index="0"] .row-link:focus').waitFor();
		await page.keyboard.press('Space');
		await page.getByText('Đã chọn 1 kết quả').waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('[data-index="1"] .row-link:focus').waitFor();
		await page.keyboard.press('Space');
		await page.getByText('Đã chọn 2 kết quả').waitFor();
		await shot(page, 'selected');
		await page.keyboard.press('Control+e');
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Số phiếu yêu cầu (nếu có)').fill('15/PYC');
		await dialog.getByLabel('CSV').check();
		await shot(page, 'export');
		const download = page.waitForEvent('download');
		await page.keyboard.press('Control+Enter');
		const file = await (await download).path();
		await run('unzip', ['-t', file]).catch((error: { code?: unknown }) => {
			if (error.code !== 'ENOENT') throw error;
		});
		const files = unzipSync(await readFile(file));
		const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString('utf8'));
		expect(manifest).toMatchObject({ outcomes: 2, request: '15/PYC', madeBy: 'luutru' });
		expect(manifest.files).toHaveLength(3);
		for (const { name, sha256 } of manifest.files) {
			const hash = createHash('sha256')
				.update(files[name] ?? new Uint8Array())
				.digest('hex');
			expect([name, hash]).toEqual([name, sha256]);
		}
		const rows = Buffer.from(files['danh-sach.csv'] ?? [])
			.toString('utf8')
			.trim()
			.split('\r\n');
		expect(rows).toHaveLength(3);
		expect(rows[1]).toMatch(/"\d+\/QĐ-UBND"/);
		expect(trouble).toEqual([]);
	});

	it('selects all that is found', async () => {
		const { page } = seat;
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.getByRole('button', { name: 'Bỏ chọn' }).press('Enter');
		await page.keyboard.press('/');
		await page.getByLabel('Tìm kết quả').press('ArrowDown');
		await page.locator('.row-link:focus').waitFor();
		await page.keyboard.press('Control+a');
		await page.getByText(/^Đã chọn cả \d+ kết quả\.$/).waitFor();
		await page.getByRole('button', { name: 'Bỏ chọn' }).press('Enter');
	});

	it('recalls a stored paper, which then says so wherever it is found', async () => {
		const { page, trouble } = seat;
		await page.getByLabel('Tìm kết quả').fill('78/QĐ');
		await page.getByRole('link', { name: 'thôn Đông Hòa' }).waitFor();
		await page.getByText('1 kết quả', { exact: true }).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('[data-index="0"] .row-link:focus').waitFor();
		await page.keyboard.press('Enter');
		await page.getByText('Các phiên bản của tệp').waitFor();
		await page.getByText('Ký số SAO Y của cơ quan').waitFor();
		expect(await page.locator('.revisions li').count()).toBe(3);
		const href = await page.locator('.revisions li a').last().getAttribute('href');
		const head = await page.evaluate(async (path) => (await (await fetch(path)).text()).slice(0, 5), href ?? '');
		expect(head).toBe('%PDF-');
		await page.keyboard.press('t');
		await page.getByRole('dialog').getByLabel('Tìm kết quả thay thế').fill('79/qd');
		await page.getByRole('dialog').getByRole('radio').waitFor();
		await shot(page, 'replace');
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await page.keyboard.press('h');
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Số quyết định thu hồi').fill('99/QĐ-UBND');
		await dialog.getByLabel('Ngày quyết định').fill('5/1/2026');
		await dialog.getByLabel('Lý do').fill('Cấp sai thẩm quyền');
		await shot(page, 'recall');
		await page.keyboard.press('Control+Enter');
		await page.getByText('Đã thu hồi theo quyết định số 99/QĐ-UBND ngày 05/01/2026.').waitFor();
		await shot(page, 'recalled');
		await page.goBack();
		await page.locator('[data-index="0"]', { hasText: 'Thu hồi' }).waitFor();
		expect(trouble).toEqual([]);
	});

	it('has nothing that screen readers stumble over', async () => {
		const { page } = seat;
		expect(await graveFindings(page)).toEqual([]);
		await page.locator('[data-index="0"] .row-link').press('Enter');
		await page.getByText('Các phiên bản của tệp').waitFor();
		expect(await graveFindings(page)).toEqual([]);
	});
});

/** Brings outcomes the whole way into the repository. */
async function store({ app, actor, certificates }: Workplace, ids: readonly OutcomeId[]): Promise<void> {
	const [clerk, supervisor, registrar] = [await actor('clerk'), await actor('supervisor'), await actor('registrar')];
	for await (const { kind } of app.signByClerk(clerk, { ids, key: certificates.clerk })) expect(kind).toBe('signed');
	for (const id of ids) {
		await app.verifyOutcome(clerk, id);
		await app.submitOutcome(clerk, id);
		const { document, revision } = await app.showOutcome(supervisor, id);
		if (document === undefined) throw new Error('There is no document');
		await app.approveOutcome(supervisor, id, { sha256: document.sha256, revision });
		await app.issueCodes(registrar, id);
	}
	for await (const { kind } of app.signByAgency(registrar, { ids, key: certificates.agency }))
		expect(kind).toBe('signed');
	for await (const { kind } of app.uploadOutcomes(registrar, ids)) expect(kind).toBe('stored');
}
