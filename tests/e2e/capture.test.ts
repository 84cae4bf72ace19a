import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saneScanner } from '../../scan/index.ts';
import { hasSane, saneTestEnvironment } from '../support/sane-test-scanner.ts';
import { HAS_BROWSER } from './browser.ts';
import { openWorkplace, type Seat, shot, type Workplace } from './workplace.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');
const SETTINGS = { device: 'test:0', source: 'feeder', dpi: 200, colour: 'gray' };

describe.skipIf(!HAS_BROWSER)('Số hóa', () => {
	let place: Workplace;
	let seat: Seat;
	let page: Page;
	const ends: (() => void)[] = [];
	beforeAll(async () => {
		const env = saneTestEnvironment([], (dispose) => ends.push(dispose));
		place = await openWorkplace({ scanner: saneScanner({ env }) });
		seat = await place.sit('clerk');
		page = seat.page;
		await page.evaluate((kept) => localStorage.setItem('sohoa.scan', kept), JSON.stringify(SETTINGS));
		await page.getByRole('link', { name: 'Số hóa' }).click();
		await page.getByRole('heading', { name: 'Số hóa giấy tờ' }).waitFor();
	});
	afterAll(async () => {
		await place?.close();
		for (const end of ends) end();
	});

	it('takes files', async () => {
		await page.getByText('Chưa có giấy tờ nào chờ xử lý').waitFor();
		await shot(page, 'capture-empty');
		const files = ['07-trich-luc-khai-sinh.jpg', '05-dang-ky-doanh-nghiep.png'];
		await page.locator('input[type=file]').setInputFiles(files.map((name) => join(SAMPLES, name)));
		await page.getByRole('option', { name: 'Trang 2' }).waitFor();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('r');
		await page.getByRole('option', { name: 'Trang 2, xoay 90°' }).waitFor();
		await shot(page, 'capture-files');
		await page.keyboard.press(' ');
		await shot(page, 'capture-close-up');
	});

	it.skipIf(!hasSane)('scans', async () => {
		await page.keyboard.press('s');
		await page.getByText('Đã quét xong 10 trang').waitFor();
		await page.getByRole('option', { name: 'Trang 10' }).waitFor();
		await shot(page, 'capture-scanned');
		expect(seat.trouble).toEqual([]);
	});
});
