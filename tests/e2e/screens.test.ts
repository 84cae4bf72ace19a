import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp, type SohoaApp } from '../../app/index.ts';
import { type RunningServe, startServe } from '../../cli/serve/index.ts';
import { scratchFolder } from '../support/office.ts';
import { buildRenderer, HAS_BROWSER, openBrowser, watchForTrouble } from './browser.ts';
import { NAMES, openWorkplace, PASSWORD, shot, type Workplace } from './workplace.ts';

describe.skipIf(!HAS_BROWSER)('a new data folder', () => {
	let browser: Browser;
	let rendererDir: string;
	let app: SohoaApp;
	let serve: RunningServe;
	let page: Page;
	let trouble: readonly string[];

	beforeAll(async () => {
		[browser, rendererDir] = await Promise.all([openBrowser(), buildRenderer()]);
	});
	afterAll(() => browser?.close());
	beforeEach(async () => {
		const folder = await scratchFolder();
		app = await createApp({ dataDir: join(folder.path, 'data'), workers: 1 });
		serve = await startServe({ port: 0, app: app.served, rendererDir, refusalText: (reason) => reason });
		const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
		page = await context.newPage();
		trouble = watchForTrouble(page);
		await page.goto(serve.url);
		return async () => {
			await context.close();
			await serve.close();
			await app.close();
			await folder.dispose();
		};
	});

	it('is set up by keyboard alone; a clerk is added and signs in', async () => {
		await setUp(page);
		await page.keyboard.press('Alt+2');
		await page.getByRole('heading', { name: 'Tài khoản' }).waitFor();
		await page.keyboard.press('n');
		const dialog = page.getByRole('dialog');
		await dialog.getByLabel('Tên đăng nhập').fill('lan');
		await dialog.getByLabel('Mật khẩu ban đầu').fill('Mat-khau-8');
		await shot(page, 'add-account');
		await dialog.getByLabel('Mật khẩu ban đầu').press('Enter');
		await page.getByRole('cell', { name: 'lan', exact: true }).waitFor();
		await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');

		await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
		await shot(page, 'sign-in');
		await signIn(page, 'lan', 'Mat-khau-8');
		await page.getByRole('link', { name: 'Kiểm tra' }).waitFor();
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
		await shot(page, 'set-up-fault');
		expect(trouble).toEqual([]);
	});

	it('switches every text to English and back, and remembers', async () => {
		await page.getByText('Thiết lập lần đầu').waitFor();
		await page.getByLabel('Ngôn ngữ').selectOption('en');
		await page.getByRole('heading', { name: 'First set-up' }).waitFor();
		expect(await page.evaluate('document.documentElement.lang')).toBe('en');
		await page.reload();
		await page.getByRole('heading', { name: 'First set-up' }).waitFor();
		await page.getByLabel('Language').selectOption('vi');
		await page.getByRole('heading', { name: 'Thiết lập lần đầu' }).waitFor();
	});
});

describe.skipIf(!HAS_BROWSER)('an office at work', () => {
	let place: Workplace;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		await place.copy(id, 1, () => ({ documentNumber: '7/GCN-STC', subject: '<script>alert(1)</script> & "nháy"' }));
	});
	afterAll(() => place?.close());

	it('finds without accents, marks what was found, opens it and its document', async () => {
		const { page, context, trouble } = await place.sit('archivist');
		await page.goto(`${page.url().split('#')[0]}#/outcomes`);
		await page.getByRole('searchbox').first().fill('cong ty co phan dich vu');
		await page.locator('mark').first().waitFor();
		await shot(page, 'search');
		await page.getByRole('searchbox').first().press('ArrowDown');
		await page.keyboard.press('Enter');
		await page.getByRole('img', { name: 'Trang 1' }).waitFor();
		const width =
			"document.querySelector('.sheet img').decode().then(() => document.querySelector('.sheet img').naturalWidth)";
		expect(await page.evaluate(width)).toBeGreaterThan(600);
		const href = await page.getByRole('link', { name: 'Mở tệp PDF' }).getAttribute('href');
		const answer = await page.evaluate(async (path) => {
			const response = await fetch(path);
			return [response.status, response.headers.get('content-type')];
		}, href ?? '');
		expect(answer).toEqual([200, 'application/pdf']);
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('treats what was read from paper as text', async () => {
		const { page, context, trouble } = await place.sit('archivist');
		await page.goto(`${page.url().split('#')[0]}#/outcomes`);
		await page.getByText('<script>alert(1)</script> & "nháy"').first().waitFor();
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('says nothing about which of name and password was wrong, and how long a lock lasts', async () => {
		const { page, context } = await place.sit(null);
		await signIn(page, NAMES.registrar, 'Sai-mat-khau-1');
		await page.locator('[data-fault=signInFailed]').waitFor();
		await shot(page, 'sign-in-fault');
		for (let failure = 1; failure < 5; failure += 1) {
			await place.app.signIn(NAMES.registrar, 'Sai-mat-khau-1').catch(() => undefined);
		}
		await page.keyboard.press('Enter');
		await page.locator('[data-fault=accountLocked]').getByText('Chờ 15 phút').waitFor();
		await context.close();
	});

	it('offers names at sign-in only where the office wants that', async () => {
		const admin = await place.actor('admin');
		await place.app.changeSettings(admin, { offerAccountNames: true });
		const { page, context } = await place.sit(null);
		await page.getByLabel('Tên đăng nhập').fill('can');
		await page.locator('.ant-select-item-option', { hasText: NAMES.clerk }).waitFor();
		await page.keyboard.press('Enter');
		await page.getByLabel('Mật khẩu').fill(PASSWORD);
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: 'Kiểm tra' }).waitFor();
		await place.app.changeSettings(admin, { offerAccountNames: null });
		expect(await place.app.officeStatus()).not.toHaveProperty('accountNames');
		await context.close();
	});

	it('shows what is wrong with the data, why a backup failed, and that one was made', async () => {
		const { page, context, trouble } = await place.sit('admin');
		await page.getByRole('link', { name: 'Dữ liệu' }).click();
		await page.getByText('Chưa sao lưu lần nào.').waitFor();
		const [file] = await place.core.vault.list('outcomes');
		if (file === undefined) throw new Error('Nothing was stored');
		await writeFile(join(place.dataDir, 'backups'), 'in the way');
		await page.keyboard.press('b');
		await page.locator('main [data-fault]').waitFor();
		await rm(join(place.dataDir, 'backups'));
		await page.keyboard.press('b');
		await page.getByText('Đã sao lưu').waitFor();
		await page.getByText('0 ngày trước').waitFor();
		await rm(join(place.dataDir, file));
		await page.keyboard.press('k');
		await page.getByText(file).waitFor();
		await shot(page, 'data');
		expect(trouble).toEqual([]);
		await context.close();
	});
});

async function setUp(page: Page): Promise<void> {
	await page.getByLabel('Tên cơ quan').waitFor();
	await shot(page, 'set-up');
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
	await page.getByRole('heading', { name: 'Cài đặt' }).waitFor();
}

async function signIn(page: Page, name: string, password: string): Promise<void> {
	await page.getByLabel('Tên đăng nhập').fill(name);
	await page.getByLabel('Mật khẩu').fill(password);
	await page.keyboard.press('Enter');
}
