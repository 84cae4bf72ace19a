import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scanner, saneScanner } from '../../scan/index.ts';
import { hasSane, saneTestEnvironment } from '../support/sane-test-scanner.ts';
import { HAS_BROWSER } from './browser.ts';
import { menuLink, openWorkplace, type Seat, shot, type Workplace } from './workplace.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');
/** What a clerk chose before: small pages, so that they come quickly. */
const SETTINGS = { device: 'test:0', source: 'feeder', dpi: 200, colour: 'gray' };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!HAS_BROWSER)('Số hóa', () => {
	let place: Workplace;
	let seat: Seat;
	let page: Page;
	let sane: Scanner;
	const ends: (() => void)[] = [];
	const environment = (lines: readonly string[]) => saneTestEnvironment(lines, (dispose) => ends.push(dispose));
	beforeAll(async () => {
		sane = saneScanner({ env: environment([]) });
		const scanner: Scanner = {
			listScanners: (...args) => sane.listScanners(...args),
			capabilities: (...args) => sane.capabilities(...args),
			scan: (...args) => sane.scan(...args),
		};
		place = await openWorkplace({ scanner });
		seat = await place.sit('clerk');
		page = seat.page;
		await page.evaluate((kept) => localStorage.setItem('sohoa.scan', kept), JSON.stringify(SETTINGS));
		await menuLink(page, 'Số hóa').click();
		await page.getByText('Chưa có giấy tờ nào chờ xử lý').waitFor();
	});
	afterAll(async () => {
		await place?.close();
		for (const end of ends) end();
	});

	const press = async (...keys: readonly string[]): Promise<void> => {
		for (const key of keys) await page.keyboard.press(key);
	};
	/** The tile of a page (from 1) that bears these marks. */
	const tile = (number: number, ...marks: readonly string[]) =>
		page.getByRole('option', {
			name: new RegExp(`^Trang ${number}(?![0-9])${marks.map((mark) => `.*${mark}`).join('')}`),
		});
	const upload = (...names: readonly string[]) =>
		page.locator('input[type=file]').setInputFiles(names.map((name) => join(SAMPLES, name)));
	const uploadBytes = (name: string, buffer: Buffer) =>
		page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
	const healthy = async (): Promise<void> => {
		// Colours on their way from one to another are neither.
		const moving = `document.getAnimations().filter((one) => one.playState === 'running' &&
			one.effect.getComputedTiming().endTime !== Infinity).length`;
		await expect.poll(() => page.evaluate<number>(moving)).toBe(0);
		const violations = await page.evaluate(`${AXE}; axe.run(document.querySelector('main')).then((found) =>
			found.violations.map(({ id, nodes }) => id + ' ' + nodes.map((node) => node.target).join(' ')))`);
		expect(violations).toEqual([]);
		const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
		expect(wide).toBeLessThanOrEqual(0);
	};

	it('takes pictures together as one stack, lays pages out by key, undoes, and reads the papers in the background', async () => {
		await shot(page, 'capture-empty');
		await healthy();
		await upload('07-trich-luc-khai-sinh.jpg', '05-dang-ky-doanh-nghiep.png', '08-trich-luc-ket-hon.jpg');
		await tile(3).waitFor();
		await press('ArrowRight', 'r');
		await tile(2, 'xoay 90°').waitFor();
		await press('Control+ArrowLeft');
		await tile(1, 'xoay 90°').waitFor();
		await press('l');
		await expect.poll(() => page.locator('.tile-mark').count()).toBe(0);
		await press('End', 'c');
		await tile(3, 'Giấy tờ 2').waitFor();
		await press('Home', 'g');
		await tile(1, 'có ghi chú').waitFor();
		await press('Control+z');
		await expect.poll(() => page.getByText('có ghi chú').count()).toBe(0);
		await press('Control+y');
		await tile(2, 'không ghi chú').waitFor();
		await press('e', '3', 'Enter');
		await page.getByText('Thiếu 1 trang').waitFor();
		await shot(page, 'capture-laid-out');
		await healthy();
		await press(' ');
		await page.getByRole('img', { name: 'Trang 1' }).waitFor();
		await shot(page, 'capture-close-up');
		await press(' ');
		// A key that is pressed while something lies over the screen belongs to that.
		await page.getByRole('img', { name: 'Trang 1' }).waitFor({ state: 'hidden' });
		await expect.poll(() => page.locator('[role=dialog]:visible').count()).toBe(0);
		await press('Control+z');
		await page.getByText('Thiếu 1 trang').waitFor({ state: 'hidden' });
		await press('Control+Enter');
		await page.getByText('Đã chuyển 2 giấy tờ sang nhận dạng').waitFor();
		await page.getByRole('heading', { name: 'Đang nhận dạng' }).waitFor();
		await shot(page, 'capture-reading');
		await expect.poll(() => page.locator('.read-list li').count(), { timeout: 90_000 }).toBe(2);
		await shot(page, 'capture-read');
	});

	it('takes a read paper back into a stack, for a reason', async () => {
		await press('k');
		await page.getByRole('dialog').waitFor();
		await shot(page, 'capture-take-back');
		await press('Enter');
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		await tile(1).waitFor();
		await press('Control+a', 'x');
		await page.getByText('Để riêng (1)').waitFor();
		await expect.poll(() => page.locator('.read-list li').count()).toBe(1);
	});

	it('takes dropped files in pieces, and says what it cannot take', async () => {
		const noise = await sharp(randomBytes(1_000 * 1_200), { raw: { width: 1_000, height: 1_200, channels: 1 } })
			.png()
			.toBuffer();
		await uploadBytes('nhieu.png', noise);
		await page.getByRole('heading', { name: 'nhieu.png' }).waitFor();
		await uploadBytes('ghi-chu.txt', Buffer.from('không phải giấy tờ'));
		await page.getByText('Không nhận được ghi-chu.txt').waitFor();
		await shot(page, 'capture-not-taken');
		await page.getByRole('button', { name: 'Đóng' }).click();
		const held = await page.evaluateHandle(
			"(() => { const held = new DataTransfer(); held.items.add(new File(['x'], 'rong.png')); return held; })()",
		);
		await page.dispatchEvent('.drop-zone', 'dragover', { dataTransfer: held });
		await page.getByText('Thả tệp vào đây').waitFor();
		await page.dispatchEvent('.drop-zone', 'drop', { dataTransfer: held });
		await page.getByText('Không nhận được rong.png').waitFor();
		await page.getByRole('button', { name: 'Đóng' }).click();
	});

	it('moves pages by mouse too, and stays quick with a hundred of them', async () => {
		const sheet = await sharp({ create: { width: 60, height: 84, channels: 3, background: '#eee' } })
			.png()
			.toBuffer();
		const tiff = await sharp(Array(100).fill(sheet), { join: { animated: true } })
			.tiff({ compression: 'lzw' })
			.toBuffer();
		await uploadBytes('tram-trang.tif', tiff);
		await page.getByRole('heading', { name: 'tram-trang.tif' }).waitFor();
		await tile(1).waitFor();
		// Only those that are seen are there.
		expect(await page.getByRole('option').count()).toBeLessThan(60);
		await press('End');
		await tile(100).waitFor();
		await press('b');
		await tile(100, 'trang trắng').waitFor();
		await press('Home');
		await tile(1).waitFor();
		await press('r');
		await tile(1, 'xoay 90°').dragTo(tile(3), { targetPosition: { x: 140, y: 100 } });
		await tile(3, 'xoay 90°').waitFor();
		await shot(page, 'capture-hundred');
		await healthy();
		await press('m');
		await page.getByText('101 trang').first().waitFor();
		await press('Control+z');
		await page.getByRole('button', { name: 'tram-trang.tif' }).waitFor();
	});

	it.skipIf(!hasSane)(
		'scans with one key and is read with one more, says what stopped a scan, and goes on',
		async () => {
			sane = saneScanner({ env: environment(['read-status-code "SANE_STATUS_COVER_OPEN"']) });
			await press('s');
			await page.getByText('Nắp máy quét đang mở').waitFor();
			await shot(page, 'capture-cover-open');
			await healthy();
			sane = saneScanner({ env: environment([]) });
			await press('a');
			await page.getByText('Đã quét xong 10 trang').waitFor();
			await page.getByRole('heading', { name: /^Quét / }).waitFor();
			await tile(10).waitFor();
			await shot(page, 'capture-scanned');
			await press('o');
			await page.getByRole('radio', { name: 'Khay nạp, một mặt' }).and(page.locator(':focus')).waitFor();
			await shot(page, 'capture-scanner');
			await press('Enter');
			await page.getByRole('dialog').waitFor({ state: 'hidden' });
			await press('Control+Enter');
			await page.getByText('Đã chuyển 1 giấy tờ sang nhận dạng').waitFor();
		},
	);

	it('shows the stacks again after the page was loaded anew', async () => {
		await page.reload();
		await page.getByRole('heading', { name: 'Chồng giấy chờ xử lý' }).waitFor();
		await page.getByText('100 trang').first().waitFor();
		expect(seat.trouble).toEqual([]);
	});
});
