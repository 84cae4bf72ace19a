import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BROWSER } from './browser.ts';
import { openWorkplace, shot, type Workplace } from './workplace.ts';

describe.skipIf(!HAS_BROWSER)('the workplace', () => {
	let place: Workplace;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		await place.copy(id, 20, (n) => ({ documentNumber: `${n + 1}/GCN-STC` }));
	});
	afterAll(() => place?.close());

	it('shows each role its own queues only', async () => {
		for (const [role, queues] of [
			['clerk', ['Tổng quan', 'Số hóa', 'Ký', 'Kiểm tra', 'Tra cứu', 'Gửi']],
			['supervisor', ['Tổng quan', 'Duyệt', 'Tra cứu', 'Gửi', 'Nhật ký']],
			['registrar', ['Tổng quan', 'Văn thư', 'Tra cứu', 'Gửi']],
			['archivist', ['Tổng quan', 'Tra cứu', 'Gửi', 'Dữ liệu']],
			['admin', ['Cài đặt', 'Tài khoản', 'Dữ liệu', 'Nhật ký']],
		] as const) {
			const { page, context, trouble } = await place.sit(role);
			const menu = page.getByRole('navigation', { name: 'Chức năng' });
			expect(await menu.locator('.menu-name').allTextContents()).toEqual(queues);
			await shot(page, `menu-${role}`);
			expect(trouble).toEqual([]);
			await context.close();
		}
	});
});
