import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServedRenderer, HAS_BROWSER, openBrowser, watchForTrouble } from './browser.ts';

const run = promisify(execFile);
const NODE = join('node_modules', '.bin', 'node');
const CLERK = { name: 'lan', password: 'Mat-khau-8' };

/** An invented decision, as a scanner at 300 dpi would deliver it (A4). */
const LINES = [
	'ỦY BAN NHÂN DÂN XÃ AN BÌNH',
	'Số: 123/QĐ-UBND',
	'An Bình, ngày 05 tháng 01 năm 2026',
	'QUYẾT ĐỊNH',
	'Về việc cấp giấy phép xây dựng nhà ở riêng lẻ',
	'Cho phép bà Nguyễn Thị Hoà, thôn Đông, xã An Bình',
	'được xây dựng nhà ở riêng lẻ trên thửa đất số 45.',
];

let browser: Browser;
let folder: string;
let dataDir: string;

type Served = { readonly url: string; stop(): Promise<number | null> };

/** Everything is real here: command line, core, SQLite, OCR, HTTP, browser. */
describe.skipIf(!HAS_BROWSER)('sohoa serve', () => {
	beforeAll(async () => {
		await buildServedRenderer();
		browser = await openBrowser();
		folder = await mkdtemp(join(tmpdir(), 'sohoa-e2e-'));
		dataDir = join(folder, 'data');
	});
	afterAll(async () => {
		await browser?.close();
		if (folder !== undefined) await rm(folder, { recursive: true });
	});

	it('sets up an office on the screen; a clerk imports, finds without accents and opens', async () => {
		const first = await serve();
		await onPage(first.url, async (page) => {
			await setUpOffice(page);
			await addClerk(page);
		});
		expect(await first.stop()).toBe(0);

		const scan = join(folder, 'quet-0001.png');
		await writeFile(scan, await drawScan());
		await run(NODE, ['cli/main.ts', 'import', scan, '--data', dataDir, '--as', CLERK.name], {
			env: { ...process.env, SOHOA_PASSWORD: CLERK.password },
		});

		const second = await serve();
		await onPage(second.url, async (page) => {
			await signIn(page);
			await page.getByRole('row').nth(1).waitFor();
			await shot(page, 'real-list');
			await page.getByLabel('Tìm kết quả').fill('hoa thon dong');
			await page.locator('.snippet mark').first().waitFor();
			expect((await page.locator('.snippet mark').allTextContents()).join(' ')).toMatch(/Hoà.*thôn.*Đông/s);
			await shot(page, 'real-search');
			await page.locator('.hits .row-link').first().click();
			await page.locator('.word-box.hit').first().waitFor();
			expect(await page.evaluate("document.querySelector('.sheet img').decode().then(() => 'seen')")).toBe('seen');
			expect(await page.getByLabel('Số và ký hiệu', { exact: true }).inputValue()).toContain('123/QĐ-UBND');
			expect(await documentHead(page)).toBe('%PDF-');
			await shot(page, 'real-outcome');
		});
		expect(await second.stop()).toBe(0);
	});
});

/** `sohoa serve` on a free port, as a person would start it. */
async function serve(): Promise<Served> {
	const args = ['cli/main.ts', 'serve', '--data', dataDir];
	const env = { ...process.env, SOHOA_LANG: 'vi' };
	const child: ChildProcessByStdio<null, Readable, Readable> = spawn(NODE, args, {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const url = await new Promise<string>((resolve, reject) => {
		let text = '';
		child.stdout.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(text);
			if (match !== null) resolve(match[0]);
		});
		child.stderr.on('data', (chunk: Buffer) => {
			text += chunk.toString();
		});
		child.once('exit', (code) => reject(new Error(`serve ended with ${code}: ${text}`)));
	});
	return {
		url,
		async stop() {
			const ended = once(child, 'exit');
			child.kill('SIGINT');
			const [code] = (await ended) as [number | null];
			return code;
		},
	};
}

async function onPage(url: string, work: (page: Page) => Promise<void>): Promise<void> {
	const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
	const page = await context.newPage();
	const trouble = watchForTrouble(page);
	await page.goto(url);
	await work(page);
	expect(trouble).toEqual([]);
	await context.close();
}

async function setUpOffice(page: Page): Promise<void> {
	await page.getByLabel('Tên cơ quan').fill('UBND xã An Bình');
	await page.getByLabel('Mã định danh cơ quan').fill('H00.01');
	await page.getByLabel('Tên đăng nhập của quản trị').fill('quantri');
	await page.getByLabel('Mật khẩu', { exact: true }).fill('Mat-khau-9');
	await page.getByLabel('Nhập lại mật khẩu').fill('Mat-khau-9');
	await page.getByRole('button', { name: 'Thiết lập' }).click();
	await page.getByRole('link', { name: 'Tài khoản' }).click();
	await page.getByRole('heading', { name: 'Tài khoản' }).waitFor();
}

async function addClerk(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Thêm tài khoản' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Tên đăng nhập').fill(CLERK.name);
	await dialog.getByLabel('Mật khẩu ban đầu').fill(CLERK.password);
	await dialog.getByLabel('Mật khẩu ban đầu').press('Enter');
	await page.getByRole('cell', { name: CLERK.name, exact: true }).waitFor();
}

async function signIn(page: Page): Promise<void> {
	await page.getByLabel('Tên đăng nhập').fill(CLERK.name);
	await page.getByLabel('Mật khẩu').fill(CLERK.password);
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Kết quả số hóa' }).waitFor();
}

/** The first bytes of the document, fetched as the link would. */
async function documentHead(page: Page): Promise<unknown> {
	const href = await page.getByRole('link', { name: 'Mở tệp PDF' }).getAttribute('href');
	return page.evaluate(`fetch(${JSON.stringify(href)}).then((r) => r.text()).then((text) => text.slice(0, 5))`);
}

async function drawScan(): Promise<Uint8Array> {
	const text = LINES.map((line, i) => `<text x="300" y="${420 + i * 150}">${line}</text>`).join('');
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508" font-family="Liberation Serif" font-size="62">
		<rect width="100%" height="100%" fill="white"/>${text}</svg>`;
	return sharp(Buffer.from(svg)).withMetadata({ density: 300 }).png().toBuffer();
}

async function shot(page: Page, name: string): Promise<void> {
	const shots = process.env.SOHOA_SHOTS;
	if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
}
