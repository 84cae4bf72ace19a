import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BROWSER } from './browser.ts';
import { NAMES, openWorkplace, PASSWORD, shot, type Workplace } from './workplace.ts';

describe.skipIf(!HAS_BROWSER)('the shell', () => {
	let place: Workplace;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		await place.copy(id, 3, (n) => ({ documentNumber: `${n + 71}/GCN-STC` }));
	});
	afterAll(() => place?.close());

	it('leads by keys to each section, and says what waits there', async () => {
		const { page, context, trouble } = await place.sit('clerk');
		const menu = page.getByRole('navigation', { name: 'Chức năng' });
		await menu.getByRole('link', { name: 'Ký 4 việc đang chờ' }).waitFor();
		await page.keyboard.press('Alt+4');
		await page.getByRole('heading', { name: 'Chờ kiểm tra' }).waitFor();
		await page.keyboard.press('?');
		const sheet = page.getByRole('dialog', { name: 'Phím tắt' });
		await sheet.getByText('Đến mục Tra cứu').waitFor();
		expect(await sheet.getByText('Alt+5').count()).toBe(1);
		await shot(page, 'sheet');
		await page.keyboard.press('Escape');
		await sheet.waitFor({ state: 'hidden' });
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('finds commands without marks and papers by number', async () => {
		const { page, context, trouble } = await place.sit('clerk');
		await page.keyboard.press('Control+k');
		const box = page.getByRole('combobox', { name: 'Lệnh hoặc giấy tờ cần tìm' });
		await box.fill('kiem tra');
		await page.getByRole('option', { name: 'Đến mục Kiểm tra' }).waitFor();
		await box.press('Enter');
		await page.getByRole('heading', { name: 'Chờ kiểm tra' }).waitFor();
		await page.keyboard.press('Control+k');
		await box.fill('72/GCN');
		await page.getByRole('option', { name: '72/GCN-STC' }).waitFor();
		await shot(page, 'palette');
		await box.press('Enter');
		await page.waitForURL(/#\/outcomes\/[0-9a-f-]{36}/);
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('locks when nobody is there; the same person goes on where they were, with what they had typed', async () => {
		const { page, context, trouble } = await place.sit('admin');
		await page.clock.install();
		await page.reload();
		await page.getByRole('link', { name: 'Tài khoản' }).click();
		await page.getByRole('cell', { name: NAMES.registrar, exact: true }).waitFor();
		await page.keyboard.press('n');
		await page.getByRole('dialog').getByLabel('Tên đăng nhập').fill('dang go do');
		await page.clock.fastForward('09:00');
		expect(await page.getByRole('heading', { name: 'Màn hình đã khóa' }).count()).toBe(0);
		await page.clock.fastForward('01:10');
		await page.getByRole('heading', { name: 'Màn hình đã khóa' }).waitFor();
		await shot(page, 'locked');
		// Nothing of it can be seen, read out or reached.
		expect(await page.getByText(NAMES.registrar).isVisible()).toBe(false);
		expect(await page.getByRole('cell').count()).toBe(0);
		expect(await page.locator('#root').getAttribute('inert')).not.toBeNull();
		await page.keyboard.press('Alt+1');
		const cover = page.getByRole('dialog', { name: 'Màn hình đã khóa' });
		await cover.getByLabel('Mật khẩu').fill('Sai-mat-khau-1');
		await page.keyboard.press('Enter');
		await page.locator('[data-fault=signInFailed]').waitFor();
		await cover.getByLabel('Mật khẩu').fill(PASSWORD);
		await page.keyboard.press('Enter');
		const box = page.getByRole('dialog').getByLabel('Tên đăng nhập');
		await box.waitFor();
		expect(await box.inputValue()).toBe('dang go do');
		expect(page.url()).toContain('#/accounts');
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('ends the session in the core at Ctrl+L; somebody else starts clean', async () => {
		const { page, context } = await place.sit('clerk');
		await page.keyboard.press('Alt+5');
		await page.getByRole('searchbox').first().fill('71/GCN');
		await page.getByText('71/GCN-STC').first().waitFor();
		const left = page.waitForResponse((response) => response.url().includes('/session/signOut'));
		await page.keyboard.press('Control+l');
		await page.getByRole('heading', { name: 'Màn hình đã khóa' }).waitFor();
		await left;
		const rows = await page.evaluate(
			"fetch('/rpc/outcomes/list', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{\"json\":{}}' }).then((r) => r.text())",
		);
		expect(rows).toContain('sessionExpired');
		await page.getByRole('button', { name: 'Người khác đăng nhập' }).click();
		await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
		await page.getByLabel('Tên đăng nhập').fill(NAMES.archivist);
		await page.getByLabel('Mật khẩu').fill(PASSWORD);
		await page.keyboard.press('Enter');
		await page.getByRole('link', { name: 'Tra cứu' }).click();
		expect(await page.getByRole('searchbox').first().inputValue()).toBe('');
		await context.close();
	});

	it('locks, and keeps the screen, when the session has ended elsewhere', async () => {
		const { page, context } = await place.sit('registrar');
		const admin = await place.actor('admin');
		const [account] = (await place.app.listAccounts(admin)).filter(({ name }) => name === NAMES.registrar);
		if (account === undefined) throw new Error('There is a registrar');
		await place.app.setPassword(admin, account.id, PASSWORD);
		await page.keyboard.press('Control+k');
		await page.getByRole('combobox', { name: 'Lệnh hoặc giấy tờ cần tìm' }).fill('72/GCN');
		await page.getByRole('heading', { name: 'Màn hình đã khóa' }).waitFor();
		await page.getByText('Phiên làm việc đã kết thúc.').waitFor();
		await context.close();
	});

	it('says that the host is gone, keeps what is typed, and recovers by itself', async () => {
		const { page, context } = await place.sit('clerk');
		await page.keyboard.press('Alt+5');
		await page.getByRole('searchbox').first().fill('71');
		await page.route('**/rpc/**', (route) => route.abort('connectionrefused'));
		await page.getByRole('searchbox').first().fill('71/GCN');
		await page.locator('[data-host=unreachable]').waitFor();
		await shot(page, 'host-gone');
		expect(await page.getByRole('searchbox').first().inputValue()).toBe('71/GCN');
		await page.unroute('**/rpc/**');
		await page.locator('[data-host=back]').waitFor();
		await page.getByText('71/GCN-STC').first().waitFor();
		await context.close();
	});
});
