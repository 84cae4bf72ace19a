import type { Page } from 'playwright-core';
import type { Role } from '../../domain/index.ts';

/** Somebody of an invented office, with what they may do. */
export type Person = { readonly name: string; readonly password: string; readonly roles: readonly Role[] };

export const ADMIN = { name: 'quantri', password: 'Mat-khau-9' } as const;
const ROLE_NAMES: Readonly<Record<Role, string>> = {
	clerk: 'Cán bộ một cửa',
	supervisor: 'Lãnh đạo duyệt',
	registrar: 'Văn thư',
	archivist: 'Lưu trữ',
	admin: 'Quản trị',
};

/** The first start: the office and its administrator, who is signed in then. */
export async function setUpOffice(page: Page): Promise<void> {
	await page.getByLabel('Tên cơ quan').fill('UBND xã An Bình');
	await page.getByLabel('Mã định danh cơ quan').fill('H00.01');
	await page.getByLabel('Tên đăng nhập của quản trị').fill(ADMIN.name);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(ADMIN.password);
	await page.getByLabel('Nhập lại mật khẩu').fill(ADMIN.password);
	await page.getByRole('button', { name: 'Thiết lập' }).press('Enter');
	await page.getByRole('navigation', { name: 'Chức năng' }).waitFor();
}

/** The administrator, who is at the accounts, adds one. */
export async function addAccount(page: Page, { name, password, roles }: Person): Promise<void> {
	await page.keyboard.press('n');
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Tên đăng nhập').fill(name);
	for (const [role, label] of Object.entries(ROLE_NAMES) as [Role, string][]) {
		await dialog.getByRole('checkbox', { name: label }).setChecked(roles.includes(role));
	}
	await dialog.getByLabel('Mật khẩu ban đầu').fill(password);
	await dialog.getByLabel('Mật khẩu ban đầu').press('Enter');
	await page.getByRole('cell', { name, exact: true }).waitFor();
	await dialog.waitFor({ state: 'hidden' });
}

/** Whoever sits there leaves, and another person signs in. */
export async function changeSeat(page: Page, { name, password }: Omit<Person, 'roles'>): Promise<void> {
	await page.getByRole('button', { name: 'Đăng xuất' }).press('Enter');
	await page.getByLabel('Tên đăng nhập').fill(name);
	await page.getByLabel('Mật khẩu').fill(password);
	await page.keyboard.press('Enter');
	await page.locator('.side-bar .who', { hasText: name }).waitFor();
}
