import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServe, startServe } from '../../cli/serve/index.ts';
import { buildRenderer, HAS_BROWSER, openBrowser, watchForTrouble } from './browser.ts';
import { createFixedApp } from './fixed-app.ts';
import { samplePapers } from './sample-papers.ts';

/** Where a person who works on the screens wants to see them: `SOHOA_SHOTS=<folder>`. */
const SHOTS = process.env.SOHOA_SHOTS;

let browser: Browser;
let rendererDir: string;
let serve: RunningServe;
let page: Page;
let trouble: readonly string[];

// The renderer and the loopback host are real; the app behind them holds fixed papers (fixed-app.ts).
describe.skipIf(!HAS_BROWSER)('screens', () => {
	beforeAll(async () => {
		[browser, rendererDir] = await Promise.all([openBrowser(), buildRenderer()]);
	});
	afterAll(async () => {
		await browser?.close();
	});
	beforeEach(async () => {
		const app = createFixedApp(samplePapers());
		serve = await startServe({ port: 0, app, rendererDir, refusalText: (reason) => reason });
		const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
		page = await context.newPage();
		trouble = watchForTrouble(page);
		await page.goto(serve.url);
		return async () => {
			await context.close();
			await serve.close();
		};
	});

	it('leads a new office by keyboard alone: set up, add a clerk, sign in, search without accents, open', async () => {
		await setUp();
		await shot('accounts');
		await addClerk();
		await signInAsClerk();
		await page.getByRole('link', { name: 'Về việc cấp giấy phép' }).waitFor();
		await shot('list');

		await page.getByRole('link', { name: 'Về việc cấp giấy phép' }).focus();
		await page.keyboard.press('/');
		await page.keyboard.type('hoa duong');
		await page.getByText('1 kết quả').waitFor();
		expect(await page.locator('.snippet mark').allTextContents()).toEqual(['Hoà']);
		await shot('search');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');

		await page.getByText('2 chỗ khớp').waitFor();
		await page.getByRole('img', { name: 'Trang 1' }).waitFor();
		const width =
			"document.querySelector('.sheet img').decode().then(() => document.querySelector('.sheet img').naturalWidth)";
		expect(await page.evaluate(width)).toBe(827);
		await shot('outcome');
		expect(trouble).toEqual([]);
	});

	it('opens the document for the one who is signed in', async () => {
		await setUp();
		await addClerk();
		await signInAsClerk();
		await page.getByRole('link', { name: 'Về việc cấp giấy phép' }).click();
		const href = await page.getByRole('link', { name: 'Mở tệp PDF' }).getAttribute('href');
		const answer = await page.evaluate(async (path) => {
			const response = await fetch(path);
			return [response.status, response.headers.get('content-type')];
		}, href ?? '');
		expect(answer).toEqual([200, 'application/pdf']);
	});

	it('treats what was read from paper as text', async () => {
		await setUp();
		await addClerk();
		await signInAsClerk();
		await page.keyboard.type('script');
		await page.getByText('1 kết quả').waitFor();
		expect(await page.locator('.snippet').textContent()).toContain('<script>alert(1)</script> & "nháy"');
		expect(trouble).toEqual([]);
	});

	it('says that the two passwords differ, and that a password is too weak', async () => {
		await page.getByLabel('Tên cơ quan').fill('UBND xã An Bình');
		await page.getByLabel('Mã định danh cơ quan').fill('H00.01');
		await page.getByLabel('Tên đăng nhập của quản trị').fill('quantri');
		await page.getByLabel('Mật khẩu', { exact: true }).fill('ngan');
		await page.getByLabel('Nhập lại mật khẩu').fill('khac');
		await page.getByRole('button', { name: 'Thiết lập' }).click();
		await page.getByText('Hai lần nhập mật khẩu không giống nhau.').waitFor();
		await page.getByLabel('Nhập lại mật khẩu').fill('ngan');
		await page.getByRole('button', { name: 'Thiết lập' }).click();
		await page.locator('[data-fault=passwordTooWeak]').waitFor();
		await shot('set-up-fault');
		expect(trouble).toEqual([]);
	});

	it('says nothing about which of name and password was wrong', async () => {
		await setUp();
		await page.getByRole('button', { name: 'Đăng xuất' }).click();
		await fillSignIn('quantri', 'Sai-mat-khau-1');
		await page.locator('[data-fault=signInFailed]').waitFor();
		await shot('sign-in-fault');
	});

	it('switches every text to English and back, and remembers', async () => {
		await page.getByText('Thiết lập lần đầu').waitFor();
		await page.getByLabel('Ngôn ngữ').click();
		await page.getByTitle('English').click();
		await page.getByRole('heading', { name: 'First set-up' }).waitFor();
		expect(await page.evaluate('document.documentElement.lang')).toBe('en');
		await page.reload();
		await page.getByRole('heading', { name: 'First set-up' }).waitFor();
	});

	it('leads back to the sign-in screen when the session has ended', async () => {
		await setUp();
		await page.context().clearCookies({ name: `sohoa-session-${serve.port}` });
		await page.getByRole('link', { name: 'Dữ liệu' }).click();
		await page.getByRole('link', { name: 'Tài khoản' }).click();
		await page.reload();
		await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
	});

	it('shows what is wrong with the data, and why a backup failed', async () => {
		await setUp();
		await page.getByRole('link', { name: 'Dữ liệu' }).click();
		await page.getByRole('button', { name: 'Kiểm tra dữ liệu' }).click();
		await page.getByText('outcomes/2026/11/a.pdf').waitFor();
		await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
		await page.locator('[data-fault=diskFull]').waitFor();
		await shot('data');
		expect(trouble).toEqual([]);
	});
});

async function setUp(): Promise<void> {
	await page.getByLabel('Tên cơ quan').waitFor();
	await shot('set-up');
	// The first box has the focus; every other is one Tab away, the eye of a password box another.
	await page.keyboard.type('UBND xã An Bình');
	await page.keyboard.press('Tab');
	await page.keyboard.type('H00.01');
	await page.keyboard.press('Tab');
	await page.keyboard.type('quantri');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Mat-khau-9');
	await page.getByLabel('Nhập lại mật khẩu').focus();
	await page.keyboard.type('Mat-khau-9');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Tài khoản' }).waitFor();
}

async function addClerk(): Promise<void> {
	await page.getByRole('button', { name: 'Thêm tài khoản' }).press('Enter');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Tên đăng nhập').fill('lan');
	await dialog.getByLabel('Mật khẩu ban đầu').fill('Mat-khau-8');
	await shot('add-account');
	await dialog.getByLabel('Mật khẩu ban đầu').press('Enter');
	await page.getByRole('cell', { name: 'lan', exact: true }).waitFor();
	await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');
}

async function signInAsClerk(): Promise<void> {
	await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
	await shot('sign-in');
	await fillSignIn('lan', 'Mat-khau-8');
	await page.getByRole('heading', { name: 'Kết quả số hóa' }).waitFor();
}

async function fillSignIn(name: string, password: string): Promise<void> {
	await page.getByLabel('Tên đăng nhập').fill(name);
	await page.getByLabel('Mật khẩu').fill(password);
	await page.keyboard.press('Enter');
}

async function shot(name: string): Promise<void> {
	if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png` });
}
