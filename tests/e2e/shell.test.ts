import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { readSheet } from './shortcut-sheet.ts';
import { menuLink, NAMES, openWorkplace, PASSWORD, shot, type Workplace } from './workplace.ts';

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

	it.for([
		['clerk', 'Tổng quan', 'Số hóa', 'Ký', 'Kiểm tra'],
		['supervisor', 'Duyệt', 'Nhật ký'],
		['registrar', 'Văn thư', 'Gửi'],
		['archivist', 'Tra cứu'],
		['admin', 'Cài đặt', 'Tài khoản', 'Dữ liệu'],
	] as const satisfies readonly (readonly [Role, ...string[]])[])(
		'lists on the sheet each key that %s sees on a screen, none for two things',
		async ([role, ...sections]) => {
			const { page, context, trouble } = await place.sit(role);
			for (const section of sections) {
				await menuLink(page, section).click();
				await page.locator('#content h1').waitFor();
				await page.waitForLoadState('networkidle');
				await shot(page, `keys-${section}`);
				const keys = await readSheet(page, `sheet-${section}`);
				expect(keys.get('Ctrl+K')).toEqual(['Tìm lệnh']);
				expect(keys.get('Alt+1')).toHaveLength(1);
			}
			expect(trouble).toEqual([]);
			await context.close();
		},
	);

	it('lists the keys of the boxes and the page while fields are checked, and the palette runs them', async () => {
		const { page, context, trouble } = await place.sit('clerk');
		await menuLink(page, 'Kiểm tra').click();
		await page.locator('.row-link').first().waitFor();
		expect((await readSheet(page)).get('J')).toEqual(['Lên, xuống từng dòng']);
		await page.keyboard.press('j');
		await page.keyboard.press('Enter');
		await page.locator('.verify-field textarea').first().waitFor();
		await page.locator('.sheet img').first().waitFor();
		const keys = await readSheet(page, 'sheet-verify');
		expect(keys.get('F2')).toEqual(['Sửa tiếp ở cuối ô']);
		expect(keys.get('Enter')?.[0]).toBe('Đúng, sang trường tiếp');
		expect(keys.get('+')).toEqual(['Phóng to']);
		await page.keyboard.press('Control+k');
		await page.getByRole('combobox', { name: 'Lệnh hoặc giấy tờ cần tìm' }).fill('them truong');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Thêm trường khác' }).waitFor({ state: 'hidden' });
		await page.getByRole('dialog').waitFor({ state: 'hidden' });
		// A zone that has begun has the keys; afterwards the box has them again.
		await page.keyboard.press('F4');
		await page.getByText('Vùng đọc lại:').waitFor();
		const zone = await readSheet(page);
		expect(zone.get('Shift+←')).toEqual(['Đổi cỡ vùng']);
		expect(zone.get('F2')).toEqual(['Sửa tiếp ở cuối ô']);
		expect(zone.get('Enter')).not.toContain('Đúng, sang trường tiếp');
		await page.keyboard.press('Escape');
		await page.getByText('Vùng đọc lại:').waitFor({ state: 'hidden' });
		expect((await readSheet(page)).get('Enter')).toContain('Đúng, sang trường tiếp');
		await page.keyboard.press('Alt+ArrowLeft');
		await page.getByRole('heading', { name: 'Chờ kiểm tra' }).waitFor();
		await page.keyboard.press('v');
		await page.locator('.group-row input').first().waitFor();
		await page.locator('.group-row input').first().focus();
		expect((await readSheet(page)).get('Ctrl+Enter')).toEqual(['Để sau']);
		await page.keyboard.press('Escape');
		await page.getByRole('heading', { name: 'Chờ kiểm tra' }).waitFor();
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('leads an administrator by key to a part of the settings, saves it, and to what can be done to an account', async () => {
		const { page, context, trouble } = await place.sit('admin');
		await menuLink(page, 'Cài đặt').click();
		await page.getByRole('heading', { name: 'Cơ quan', exact: true }).waitFor();
		await page.keyboard.press('8');
		await page.getByRole('heading', { name: 'An toàn', exact: true }).waitFor();
		await page.keyboard.press('Control+s');
		await page.getByText('Đã lưu cài đặt.').waitFor();
		await menuLink(page, 'Tài khoản').click();
		await page.getByRole('cell', { name: NAMES.clerk, exact: true }).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('v');
		await page.getByRole('button', { name: 'Lưu vai trò' }).waitFor();
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('speaks English at Alt+L, and Vietnamese again', async () => {
		const { page, context } = await place.sit('archivist');
		await page.keyboard.press('Alt+l');
		await page.getByText('Find command, paper').waitFor();
		await page.keyboard.press('F1');
		await page.locator('.shortcut-sheet').getByText('Go to').first().waitFor();
		await shot(page, 'sheet-english');
		await page.keyboard.press('Escape');
		await page.locator('.shortcut-sheet').waitFor({ state: 'hidden' });
		await page.keyboard.press('Alt+l');
		await page.getByText('Tìm lệnh, giấy tờ').waitFor();
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
