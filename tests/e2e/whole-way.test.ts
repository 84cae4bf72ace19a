import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scanner } from '../../scan/index.ts';
import { SAMPLES } from '../../scripts/demo/samples.ts';
import { HAS_BROWSER } from './browser.ts';
import { menuLink, openWorkplace, PASSWORD, type Seat, shot, type Workplace } from './workplace.ts';

/**
 * A scanner with one sheet of paper on it that can be read. SANE's own test driver (capture.test.ts) shows a colour pattern, on
 * which there is nothing to check.
 */
const scanner: Scanner = {
	listScanners: async () => [{ id: 'stand-in', name: 'Máy quét thử' }],
	capabilities: async () => ({ sources: ['flatbed'], colours: ['colour'], resolutionsDpi: [300] }),
	async *scan(_device, _settings, { folder }) {
		const path = join(folder, 'page-0001.png');
		await copyFile(join(SAMPLES, '05-dang-ky-doanh-nghiep.png'), path);
		yield { path, index: 0, widthPx: 1654, heightPx: 2339, dpi: 200 };
	},
};

/** The figure of the README: from the page on the screen to `submitted`, beyond what is typed into boxes. */
const MOST_KEYS = 15;

describe.skipIf(!HAS_BROWSER)('a paper on its whole way, by keyboard', () => {
	let place: Workplace;
	beforeAll(async () => {
		place = await openWorkplace({ scanner });
	});
	afterAll(() => place?.close());

	it('is scanned, checked and submitted in few keystrokes', async () => {
		const { page, context, trouble } = await place.sit('clerk');
		const kept = { device: 'stand-in', source: 'flatbed', dpi: 300, colour: 'colour' };
		await page.evaluate((text) => localStorage.setItem('sohoa.scan', text), JSON.stringify(kept));
		let keys = 0;
		const press = async (key: string): Promise<void> => {
			keys += 1;
			await page.keyboard.press(key);
		};
		await page.evaluate("location.hash = '#/capture'");
		await page.getByText('Chưa có giấy tờ nào chờ xử lý').waitFor();
		await press('s');
		await page.getByRole('option', { name: /^Trang 1/ }).waitFor();
		await scanEnded(page);
		await shot(page, 'way-scanned');
		await press('Control+Enter');
		await page.getByRole('option', { name: /^Trang 1/ }).waitFor({ state: 'detached' });
		await press('Alt+4');
		await page.locator('.outcomes .row-link').waitFor();
		await press('ArrowDown');
		await page.locator('.outcomes .row-link:focus').waitFor();
		await press('Enter');
		await page.getByRole('button', { name: 'Ký số giấy tờ' }).waitFor();
		await press('Control+Enter');
		await page.locator('#certificate-password:focus').waitFor();
		await page.keyboard.type(PASSWORD);
		await press('Enter');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Xác nhận đã đối chiếu' }).waitFor();
		await press('F8');
		await page.locator('.verify-field.together').first().waitFor({ state: 'detached' });
		for (let left = await open(page); left > 0; left -= 1) {
			await press('Enter');
			await expect.poll(() => open(page)).toBeLessThan(left);
		}
		await press('Control+Enter');
		await press('Control+Enter');
		await page.getByText('Đã trình duyệt.').first().waitFor();
		expect(keys).toBeLessThanOrEqual(MOST_KEYS);
		process.stdout.write(`from scanner to submitted: ${keys} keystrokes\n`);
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('is approved by another person', async () => {
		const { page, context, trouble } = await take('supervisor', 'Duyệt');
		await page.locator('.row-link').first().waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await page.locator('.review button:enabled', { hasText: 'Duyệt' }).first().waitFor();
		await page.keyboard.press('a');
		await page.getByText('Đã duyệt.').waitFor();
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('gets its codes and the agency’s signature, and is in the repository', async () => {
		const { page, context, trouble } = await take('registrar', 'Văn thư');
		await page.locator('.pick-table tbody tr').first().waitFor();
		await page.keyboard.press('a');
		await page.keyboard.press('Control+Enter');
		await page.getByRole('dialog').getByText('không đổi được nữa').waitFor();
		await page.getByRole('dialog').locator('.ant-btn-primary:focus').waitFor();
		await page.keyboard.press('Enter');
		await page.getByRole('dialog').getByText('Xong 1/1.').waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('Control+Enter');
		await page.locator('#certificate-password:focus').waitFor();
		await page.keyboard.type(PASSWORD);
		await page.keyboard.press('Enter');
		await page.getByText('Đã ký 1 giấy tờ.').waitFor();
		await menuLink(page, 'Gửi').press('Enter');
		await page.keyboard.press('5');
		await page.locator('[data-state=stored]').waitFor();
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('is found again without accents', async () => {
		const { page, context, trouble } = await take('archivist', 'Tra cứu');
		await page.getByRole('searchbox', { name: 'Tìm kết quả' }).waitFor();
		await page.keyboard.press('/');
		await page.locator('input[type=search]:focus').waitFor();
		await page.keyboard.type('dang ky doanh nghiep');
		await page.locator('.snippet mark').first().waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('.row-link:focus').waitFor();
		await page.keyboard.press('Enter');
		await page.getByText('Chữ ký hợp lệ, nội dung còn nguyên vẹn.').nth(1).waitFor();
		await shot(page, 'way-found');
		expect(trouble).toEqual([]);
		await context.close();
	});

	async function take(role: 'supervisor' | 'registrar' | 'archivist', section: string): Promise<Seat> {
		const seat = await place.sit(role);
		await menuLink(seat.page, section).press('Enter');
		await seat.page.getByRole('heading', { level: 1 }).waitFor();
		return seat;
	}
});

/** Fields that still ask for a person's look. */
function open(page: Page): Promise<number> {
	return page.locator('.verify-field.single').count();
}

function scanEnded(page: Page): Promise<void> {
	return page.getByRole('button', { name: 'Dừng quét' }).waitFor({ state: 'hidden' });
}
