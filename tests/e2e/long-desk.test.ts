import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BROWSER } from './browser.ts';
import { menuLink, openWorkplace, shot, type Workplace } from './workplace.ts';

/** More than one call brings. */
const PAPERS = 1_030;

describe.skipIf(!HAS_BROWSER)('a pile of more papers than one call brings', () => {
	let place: Workplace;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		await place.copy(id, PAPERS - 1);
	}, 240_000);
	afterAll(() => place?.close());

	it('is counted whole, walked to its end, and picked whole for signing', async () => {
		const { page, trouble } = await place.sit('clerk');
		await menuLink(page, 'Ký').click();
		await page.getByText(`${PAPERS} giấy tờ chờ ký`, { exact: true }).waitFor();
		await page.getByText('Trang 1/11').waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('.pick-table tbody input:focus').waitFor();
		for (let to = 2; to <= 11; to += 1) {
			await page.keyboard.press('PageDown');
			await page.getByText(`Trang ${to}/11`).waitFor();
			await page.locator('.pick-table tbody input:focus').waitFor();
		}
		expect(await page.locator('.pick-table tbody tr').count()).toBe(PAPERS % 100);
		await page.keyboard.press('a');
		await page.getByRole('button', { name: `Ký ${PAPERS} giấy tờ` }).waitFor();
		await shot(page, 'sign-long');
		expect(trouble).toEqual([]);
	});

	it('is picked whole also before its end was seen', async () => {
		const { page } = await place.sit('clerk');
		await menuLink(page, 'Ký').click();
		await page.getByRole('button', { name: `Chọn tất cả ${PAPERS}` }).click();
		await page.getByRole('button', { name: `Ký ${PAPERS} giấy tờ` }).waitFor();
	});
});
