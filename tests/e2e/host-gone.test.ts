import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../app/index.ts';
import { startServe } from '../../cli/serve/index.ts';
import { scratchFolder } from '../support/office.ts';
import { buildRenderer, HAS_BROWSER, openBrowser } from './browser.ts';
import { shot } from './workplace.ts';

const OFFICE = 'UBND xã An Bình';

let browser: Browser;
let rendererDir: string;

// The loopback host is real and goes away under a page that stays open.
describe.skipIf(!HAS_BROWSER)('a page whose host is gone', () => {
	beforeAll(async () => {
		[browser, rendererDir] = await Promise.all([openBrowser(), buildRenderer()]);
	});
	afterAll(() => browser?.close());

	it('says so and keeps what is typed; a host that was started anew does not know it, and it says that too', async () => {
		const folder = await scratchFolder();
		const app = await createApp({ dataDir: folder.path, workers: 1 });
		const options = { app: app.served, rendererDir, refusalText: (reason: string) => reason };
		const first = await startServe({ ...options, port: 0 });
		const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
		await page.goto(first.url);
		await setUp(page);
		await first.close();

		await page.getByLabel('Mật khẩu', { exact: true }).press('Enter');
		await page.locator('[data-host=unreachable]').waitFor();
		expect(await page.getByLabel('Tên cơ quan').inputValue()).toBe(OFFICE);
		await page.locator('[data-fault=hostGone]').waitFor();
		await shot(page, 'host-unreachable');

		const second = await startServe({ ...options, port: first.port });
		await page.locator('[data-host=changed]').waitFor();
		expect(await page.getByLabel('Tên cơ quan').inputValue()).toBe(OFFICE);
		await shot(page, 'host-changed');

		// The new link, opened in the same browser, lets the old page in again: the cookie is the browser's.
		const other = await page.context().newPage();
		await other.goto(second.url);
		await page.locator('[data-host=back]').waitFor();
		await shot(page, 'host-back');
		await page.getByRole('button', { name: 'Thiết lập' }).click();
		await page.getByRole('navigation', { name: 'Chức năng' }).waitFor();
		await second.close();
		await app.close();
		await folder.dispose();
	});
});

async function setUp(page: Page): Promise<void> {
	await page.getByLabel('Tên cơ quan').fill(OFFICE);
	await page.getByLabel('Mã định danh cơ quan').fill('H00.01');
	await page.getByLabel('Tên đăng nhập của quản trị').fill('quantri');
	await page.getByLabel('Mật khẩu', { exact: true }).fill('Mat-khau-9');
	await page.getByLabel('Nhập lại mật khẩu').fill('Mat-khau-9');
}
