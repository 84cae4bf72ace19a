import { rm } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServe, startServe } from '../../cli/serve/index.ts';
import { buildRenderer, HAS_BROWSER, openBrowser, watchForTrouble } from './browser.ts';
import { createFixedApp, type Person } from './fixed-app.ts';
import { CERTIFICATE_PASSWORD } from './fixed-desk.ts';
import { samplePapers } from './sample-papers.ts';

/** Where a person who works on the screens wants to see them: `SOHOA_SHOTS=<folder>`. */
const SHOTS = process.env.SOHOA_SHOTS;

const PASSWORD = 'Mat-khau-8';
const PEOPLE: readonly Person[] = [
	{ name: 'lan', password: PASSWORD, roles: ['clerk'] },
	{ name: 'minh', password: PASSWORD, roles: ['supervisor'] },
	{ name: 'thu', password: PASSWORD, roles: ['archivist'] },
	{ name: 'haivai', password: PASSWORD, roles: ['clerk', 'supervisor'] },
];

let browser: Browser;
let rendererDir: string;
let serve: RunningServe;
let page: Page;
let trouble: readonly string[];

// The renderer and the loopback host are real; the app behind them keeps papers in memory (fixed-app.ts, fixed-desk.ts).
describe.skipIf(!HAS_BROWSER)('screens at work', () => {
	beforeAll(async () => {
		[browser, rendererDir] = await Promise.all([openBrowser(), buildRenderer()]);
	});
	afterAll(async () => {
		await browser?.close();
		if (rendererDir !== undefined) await rm(rendererDir, { recursive: true });
	});
	beforeEach(async () => {
		const app = createFixedApp(samplePapers(), PEOPLE);
		serve = await startServe({ port: 0, app, rendererDir, refusalText: (reason) => reason });
		const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
		page = await context.newPage();
		page.setDefaultTimeout(45_000);
		trouble = watchForTrouble(page);
		await page.goto(serve.url);
		return async () => {
			await context.close();
			await serve.close();
		};
	});

	it('shows confidence as a word and a number, and where a value stands', async () => {
		await signIn('thu');
		await page.getByRole('link', { name: 'Về việc cấp giấy phép' }).click();
		const row = page.getByRole('row', { name: 'Chủ giấy tờ' });
		expect(await row.textContent()).toContain('Cần đối chiếu 62%');
		expect(await page.getByRole('row', { name: 'Số và ký hiệu' }).textContent()).toContain('Chắc 98%');
		expect(await page.getByRole('row', { name: 'Ngày ban hành' }).textContent()).toContain('05/01/2026');
		await page.getByText('Phiên bản và tệp').click();
		await page.getByText('SHA-256').waitFor();
		expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
		await row.getByRole('button').press('Enter');
		await page.locator('.field-box').waitFor();
		await shot('field');
		const [field, word] = await Promise.all([
			page.locator('.field-box').boundingBox(),
			page.locator('.word-box.unsure').boundingBox(),
		]);
		// The unsure word “Đường,” is the last of the owner's name.
		expect(Math.abs((field?.y ?? 0) - (word?.y ?? 99))).toBeLessThan(3);
		expect((field?.x ?? 0) + (field?.width ?? 0)).toBeGreaterThan(word?.x ?? Number.POSITIVE_INFINITY);
		expect(trouble).toEqual([]);
	});

	it('leads a clerk by keyboard from an unsigned scan to a submitted outcome', async () => {
		await signIn('lan');
		await openFirst('Kiểm tra');
		await page.getByText('Tiếp theo: ký số cá nhân').waitFor();
		await sign('Sai-mat-khau');
		await page.locator('[data-fault=signingPasswordWrong]').waitFor();
		await shot('sign');
		await page.getByLabel('Mật khẩu chứng thư').fill(CERTIFICATE_PASSWORD);
		await page.keyboard.press('Enter');
		await page.getByText('Tiếp theo: đối chiếu từng trường').waitFor();
		await page.getByRole('dialog').waitFor({ state: 'hidden' });

		// Two fields are not certain: they are asked for one by one before the whole can be verified.
		await page.keyboard.press('Control+Enter');
		await page.getByText('Còn 2 trường cần đối chiếu').waitFor();
		expect(await focused()).toBe('Trích yếu');
		await shot('verify');
		await page.keyboard.press('Enter');
		expect(await focused()).toBe('Người ký');
		await box('Chủ giấy tờ').focus();
		await page.locator('.field-box').waitFor();
		await page.keyboard.type('Nguyễn Thị Hòa Đường');
		await page.keyboard.press('Enter');
		await standing('Chủ giấy tờ', 'đã sửa');
		await page.keyboard.press('Control+Enter');
		await page.getByText('Tiếp theo: trình lãnh đạo duyệt').waitFor();
		expect(await box('Chủ giấy tờ').inputValue()).toBe('Nguyễn Thị Hòa Đường');
		await shot('verified');
		await page.keyboard.press('Control+Enter');
		// The next one that waits is opened, with its first open field.
		await page.getByRole('heading', { name: 'Trích lục khai sinh' }).waitFor();
		expect(trouble).toEqual([]);
	});

	it('takes days as people write them, and words from the page', async () => {
		await signIn('lan');
		await openFirst('Kiểm tra');
		await box('Ngày ban hành').fill('31022026');
		await page.keyboard.press('Enter');
		await page.getByText('Chưa lưu được “Ngày ban hành”').waitFor();
		await box('Ngày ban hành').fill('6/1/2026');
		await page.keyboard.press('Enter');
		await standing('Ngày ban hành', 'đã sửa');
		expect(await box('Ngày ban hành').inputValue()).toBe('06/01/2026');

		await box('Người ký').focus();
		for (const word of ['Nguyễn', 'Thị']) await page.locator('.word-box', { hasText: `${word} (` }).click();
		expect(await focused()).toBe('Người ký');
		expect(await box('Người ký').inputValue()).toBe('Nguyễn Thị');
		await page.keyboard.press('Enter');
		await standing('Người ký', 'đã sửa');
		expect(trouble).toEqual([]);
	});

	it('asks twice before an obligatory field is declared absent', async () => {
		await signIn('lan');
		await openFirst('Kiểm tra', 'Trích lục khai sinh');
		await box('Ngày ban hành').focus();
		await page.keyboard.press('Enter');
		await page.getByText('nhấn Enter lần nữa nếu giấy tờ không có').waitFor();
		await page.keyboard.press('Enter');
		await standing('Ngày ban hành', 'giấy tờ không có');
		expect(await focused()).toBe('Cơ quan ban hành');
	});

	it('says that somebody else has changed the outcome, keeps what was typed, and goes on from the newest', async () => {
		await signIn('lan');
		await openFirst('Kiểm tra');
		const url = page.url();
		const other = await page.context().newPage();
		await other.goto(url);
		const address = other.getByLabel('Người ký', { exact: true });
		await address.fill('Trần Văn Khác');
		await address.press('Enter');
		await other.getByText('đã sửa').waitFor();
		await box('Chủ giấy tờ').fill('Lê Văn Thử');
		await page.keyboard.press('Enter');
		await page.locator('[data-fault=changedMeanwhile]').waitFor();
		expect(await box('Chủ giấy tờ').inputValue()).toBe('Lê Văn Thử');
		await page.waitForFunction("document.getElementById('field-signerName').value === 'Trần Văn Khác'");
		await box('Chủ giấy tờ').press('Enter');
		await standing('Chủ giấy tờ', 'đã sửa');
		await page.locator('[data-fault=changedMeanwhile]').waitFor({ state: 'hidden' });
	});

	it('leads a supervisor by keyboard: sees, approves, returns with a reason that the clerk then reads', async () => {
		await submitAs('lan', 'Về việc cấp giấy phép', 'Trích lục khai sinh');
		await signIn('minh');
		await openFirst('Duyệt', 'Về việc cấp giấy phép');
		await page.getByText('Lê Thị Lan, UBND xã An Bình').waitFor();
		expect(await page.getByText('Chữ ký hợp lệ, nội dung còn nguyên vẹn.').count()).toBe(2);
		expect(await page.getByRole('row', { name: 'Chủ giấy tờ' }).textContent()).toContain('đã sửalan, 23/11/2026');
		await page.getByText('Chuyển trạng thái: Chờ duyệt').waitFor();
		await shot('approve');
		await ready('Duyệt');
		await page.keyboard.press('a');
		await page.getByText('Đã duyệt.').waitFor();

		await page.getByRole('heading', { name: 'Trích lục khai sinh', level: 1 }).waitFor();
		await ready('Trả lại');
		await page.keyboard.press('r');
		await page.getByLabel('Lý do trả lại').press('Control+Enter');
		await page.locator('[data-fault=reasonMissing]').waitFor();
		await page.keyboard.type('Thiếu cơ quan ban hành');
		await shot('return');
		await page.keyboard.press('Control+Enter');
		await page.getByText('Không còn kết quả nào chờ duyệt.').waitFor();
		await signOut();

		await signIn('lan');
		await openFirst('Kiểm tra', 'Trích lục khai sinh');
		await page.getByText('Thiếu cơ quan ban hành').waitFor();
		await page.getByText('minh trả lại lúc').waitFor();
		await shot('returned');
		expect(trouble).toEqual([]);
	});

	it('says why nobody approves what they submitted themselves', async () => {
		await submitAs('haivai', 'Về việc cấp giấy phép');
		await signIn('haivai');
		await openFirst('Duyệt');
		await ready('Duyệt');
		await page.keyboard.press('a');
		await page.locator('[data-fault=fourEyes]').waitFor();
		await shot('four-eyes');
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Về việc cấp giấy phép');
	});

	it('shows each role its own queues only', async () => {
		for (const [name, queues] of [
			['lan', ['Kết quả', 'Kiểm tra']],
			['minh', ['Kết quả', 'Duyệt']],
			['thu', ['Kết quả', 'Dữ liệu']],
		] as const) {
			await signIn(name);
			expect(await page.getByRole('navigation', { name: 'Chức năng' }).getByRole('link').allTextContents()).toEqual(
				queues,
			);
			await signOut();
		}
	});
});

/** Opens a queue from the menu and its first outcome, by keyboard. */
async function openFirst(queue: 'Kiểm tra' | 'Duyệt', name = 'Về việc cấp giấy phép'): Promise<void> {
	await page.getByRole('link', { name: queue, exact: true }).press('Enter');
	const link = page.locator('.row-link', { hasText: name });
	await link.waitFor();
	await shot(queue === 'Duyệt' ? 'approve-queue' : 'verify-queue');
	await link.press('Enter');
	await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** Takes outcomes from the scan to the supervisor, correcting the owner's name of each. */
async function submitAs(name: string, ...titles: readonly string[]): Promise<void> {
	await signIn(name);
	for (const title of titles) {
		await openFirst('Kiểm tra', title);
		await sign(CERTIFICATE_PASSWORD);
		await page.getByText('Tiếp theo: đối chiếu từng trường').waitFor();
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await box('Chủ giấy tờ').fill('Nguyễn Thị Hòa Đường');
		// Twice each: an obligatory field that is not on the paper is declared absent.
		for (const field of ['Ngày ban hành', 'Cơ quan ban hành', 'Trích yếu', 'Chủ giấy tờ']) {
			await box(field).press('Enter');
			await box(field).press('Enter');
		}
		await page.keyboard.press('Control+Enter');
		await page.getByText('Tiếp theo: trình lãnh đạo duyệt').waitFor();
		await page.keyboard.press('Control+Enter');
		await page.getByRole('heading', { name: title, level: 1 }).waitFor({ state: 'hidden' });
	}
	await signOut();
}

/** Waits until a decision may be taken. */
async function ready(button: 'Duyệt' | 'Trả lại'): Promise<void> {
	await page.locator('.review button:enabled', { hasText: button }).waitFor();
}

async function signOut(): Promise<void> {
	await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');
	await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
}

/** Signs what is open; the dialog stays when the password is wrong. */
async function sign(password: string): Promise<void> {
	await page.keyboard.press('Control+Enter');
	await page.getByLabel('Tệp chứng thư số').fill('/khoa/lan.p12');
	await page.getByLabel('Mật khẩu chứng thư').fill(password);
	await page.keyboard.press('Enter');
}

async function signIn(name: string): Promise<void> {
	await page.getByLabel('Tên đăng nhập').fill(name);
	await page.getByLabel('Mật khẩu').fill(PASSWORD);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Kết quả số hóa' }).waitFor();
}

function box(field: string): Locator {
	return page.getByLabel(field, { exact: true });
}

/** Waits until a field's standing says so. */
async function standing(field: string, text: string): Promise<void> {
	await page
		.locator('.verify-field', { has: box(field) })
		.locator('.standing', { hasText: text })
		.waitFor();
}

/** The label of the box that has the focus. */
function focused(): Promise<string> {
	return page.evaluate('document.activeElement.labels?.[0]?.textContent ?? document.activeElement.tagName');
}

async function shot(name: string): Promise<void> {
	if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png` });
}
