import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginJob, failJob, setSetting, UPLOAD_PAUSED } from '../../db/index.ts';
import { Fault, type OutcomeId, toFaultRecord } from '../../domain/index.ts';
import { SAMPLES } from '../../scripts/demo/samples.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { menuLink, openWorkplace, shot, type Workplace } from './workplace.ts';

// What a screen shows when there is nothing, not yet, not any more, or something broken; and the way on from there.
describe.skipIf(!HAS_BROWSER)('states of screens', () => {
	let place: Workplace;
	let read: OutcomeId;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		read = id;
	});
	afterAll(() => place?.close());

	it('a screen that breaks says so, leaves the others, and comes back whole', async () => {
		const { page, context } = await place.sit('clerk');
		await page.goto(`${page.url().split('#')[0]}#/outcomes/${read}`);
		const box = page.locator('#field-documentNumber');
		await box.fill('99/GCN-DO');
		const clerk = await place.actor('clerk');
		await expect.poll(() => place.app.showDrafts(clerk, read)).toMatchObject([{ text: '99/GCN-DO' }]);
		// An answer that no screen can show stands for any error in one.
		await page.route('**/rpc/overview/figures', (route) =>
			route.fulfill({
				contentType: 'application/json',
				body: '{"json":{"office":{},"mine":{},"monthStart":"2026-11-01"}}',
			}),
		);
		await menuLink(page, 'Tổng quan').click();
		await page.getByText('Màn hình này gặp lỗi và không hiện được.').waitFor();
		await page.getByRole('button', { name: 'Mở lại màn hình' }).and(page.locator(':focus')).waitFor();
		await shot(page, 'state-broken');
		await menuLink(page, 'Kiểm tra').click();
		await page.getByRole('heading', { name: 'Chờ kiểm tra' }).waitFor();
		await menuLink(page, 'Tổng quan').click();
		await page.unroute('**/rpc/overview/figures');
		await page.getByRole('button', { name: 'Mở lại màn hình' }).press('Enter');
		await page.getByRole('heading', { name: 'Đang tồn' }).waitFor();
		await page.goto(`${page.url().split('#')[0]}#/outcomes/${read}`);
		await expect.poll(() => box.inputValue()).toBe('99/GCN-DO');
		await context.close();
	});

	it('a file of the screens that could not be fetched is fetched when the screen is opened again', async () => {
		const { page, context } = await place.sit(null);
		await page.route(/assets\/uploads-[^/]*\.js/, (route) => route.abort());
		await page.getByLabel('Tên đăng nhập').fill('canbo');
		await page.getByLabel('Mật khẩu').fill('Demo-2026');
		await page.keyboard.press('Enter');
		await menuLink(page, 'Gửi').click();
		await page.getByText('Màn hình này gặp lỗi và không hiện được.').waitFor();
		await page.unroute(/assets\/uploads-[^/]*\.js/);
		await page.getByRole('button', { name: 'Mở lại màn hình' }).press('Enter');
		await page.getByRole('heading', { name: 'Gửi vào kho' }).waitFor();
		await context.close();
	});

	it('work that failed says why in the drawer, and is done again when a person asks', async () => {
		const at = new Date().toISOString();
		const jobId = await place.core.db.write(async (tx) => {
			const id = await beginJob(tx, { kind: 'recognize', subjectId: read, payload: {} }, at);
			await failJob(tx, id, toFaultRecord(new Fault('engineStopped')), at);
			return id;
		});
		const supervisor = await place.sit('supervisor');
		await supervisor.page.getByRole('button', { name: '1 giấy tờ xử lý lỗi' }).click();
		await supervisor.page.getByText('Cán bộ một cửa thử lại').waitFor();
		expect(await supervisor.page.getByRole('dialog').getByRole('button', { name: 'Thử lại' }).count()).toBe(0);
		await supervisor.context.close();

		const { page, context, trouble } = await place.sit('clerk');
		await page.getByRole('button', { name: '1 giấy tờ xử lý lỗi' }).click();
		const drawer = page.getByRole('dialog');
		await drawer.getByText('05-dang-ky-doanh-nghiep.png').waitFor();
		await drawer.getByText('Bộ nhận dạng dừng').waitFor();
		await shot(page, 'state-jobs-failed');
		expect(await graveFindings(page)).toEqual([]);
		await drawer.getByRole('button', { name: 'Thử lại' }).click();
		await drawer.getByText('Máy đang rảnh.').waitFor();
		const { entries } = await place.app.showAudit(await place.actor('admin'), { kinds: ['jobRetried'], limit: 10 });
		expect(entries).toMatchObject([{ event: { kind: 'jobRetried', jobId } }]);
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('a paper that could not be read waits in Số hóa: T tries again, D puts it down for a reason; W watches the folder', async () => {
		const hotFolder = join(place.dataDir, '..', 'may-quet');
		await mkdir(hotFolder);
		await place.app.changeSettings(await place.actor('admin'), { hotFolder });
		const damaged = join(place.dataDir, '..', 'hong.png');
		await writeFile(damaged, (await readFile(join(SAMPLES, '05-dang-ky-doanh-nghiep.png'))).subarray(0, 20_000));
		const clerk = await place.actor('clerk');
		for await (const { kind } of place.app.importOutcomes(clerk, [damaged])) expect(kind).toBe('queued');
		const { page, context, trouble } = await place.sit('clerk');
		await menuLink(page, 'Số hóa').click();
		const row = page.locator('.work-list .failed');
		await row.getByText('hong.png').waitFor();
		await row.getByRole('button', { name: /Thử lại\s*T/ }).waitFor();
		await shot(page, 'state-not-read');
		const retried = page.waitForResponse((response) => response.url().includes('capture/retry'));
		await page.keyboard.press('t');
		expect((await retried).status()).toBe(200);
		await row.getByText('hong.png').waitFor();
		await page.keyboard.press('d');
		await page.getByRole('dialog').getByLabel('Lý do').and(page.locator(':focus')).waitFor();
		await page.keyboard.press('Enter');
		await row.waitFor({ state: 'detached' });
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('w');
		await page.getByRole('button', { name: /Dừng theo dõi/ }).waitFor();
		await page.keyboard.press('w');
		await page.getByRole('button', { name: /Theo dõi thư mục/ }).waitFor();
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('uploads that are paused after a restore go on when the registrar says so', async () => {
		await place.core.db.write((tx) => setSetting(tx, UPLOAD_PAUSED, true, new Date().toISOString()));
		const archivist = await place.sit('archivist');
		await menuLink(archivist.page, 'Gửi').click();
		await archivist.page.getByText('Văn thư').first().waitFor();
		expect(await archivist.page.getByRole('button', { name: /tiếp tục/ }).count()).toBe(0);
		await archivist.context.close();
		const { page, context, trouble } = await place.sit('registrar');
		await menuLink(page, 'Gửi').click();
		await page.getByRole('alert').filter({ hasText: 'Sohoa hỏi kho' }).waitFor();
		await shot(page, 'state-paused');
		await page.keyboard.press('g');
		await page.getByRole('alert').waitFor({ state: 'detached' });
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('what is on its way is told only when it takes long', async () => {
		const { page, context } = await place.sit('registrar');
		const held = Promise.withResolvers<void>();
		await page.route('**/rpc/uploads/list', async (route) => {
			await held.promise;
			await route.continue();
		});
		await menuLink(page, 'Gửi').click();
		const delay = page
			.locator('.uploads .loading')
			.evaluate((node) => node.getAnimations()[0]?.effect?.getTiming().delay);
		expect(await delay).toBe(300);
		await page.locator('.uploads .loading').filter({ visible: true }).getByText('Đang tải').waitFor();
		held.resolve();
		await page.locator('.loading').waitFor({ state: 'detached' });
		await context.close();
	});

	it('a form keeps what is typed while the host is gone, and saves it when that is back', async () => {
		const { page, context } = await place.sit('admin');
		const name = page.getByLabel('Tên cơ quan');
		await name.fill('UBND xã An Bình');
		await page.route('**/rpc/**', (route) => route.abort('connectionrefused'));
		await page.getByRole('button', { name: 'Lưu' }).first().click();
		await page.locator('[data-host=unreachable]').waitFor();
		await name.fill('UBND xã An Bình (mẫu)');
		// The notice lies over nothing that one works with.
		const covered = await name.evaluate((box) => {
			const { left, top } = box.getBoundingClientRect();
			return box.ownerDocument.elementFromPoint(left + 5, top + 5) !== box;
		});
		expect(covered).toBe(false);
		await shot(page, 'state-host-gone-form');
		await page.unroute('**/rpc/**');
		await page.locator('[data-host=back]').waitFor();
		expect(await name.inputValue()).toBe('UBND xã An Bình (mẫu)');
		await page.getByRole('button', { name: 'Lưu' }).first().click();
		await page.getByText('Đã lưu cài đặt.').waitFor();
		await expect.poll(async () => (await place.app.officeStatus()).office?.name).toBe('UBND xã An Bình (mẫu)');
		await context.close();
	});

	it('each part of the settings is saved by itself and found again', async () => {
		const repository = join(place.dataDir, '..', 'kho');
		await mkdir(repository);
		const { page, context, trouble } = await place.sit('admin');
		await change(page, 'Cơ quan', () => page.getByLabel('Mã định danh cơ quan').fill('H00.00.07'));
		await change(page, 'Quy trình', async () => {
			await page.getByRole('radio', { name: /Đối chiếu trước/ }).check();
			await page.getByRole('checkbox', { name: 'Mã hồ sơ' }).check();
		});
		await change(page, 'Mã số', async () => {
			await page.getByLabel('Mẫu mã kết quả số hóa').fill('{ownerId}.{numberNotation}.{NN}');
			await page.getByLabel('Quyết định', { exact: true }).first().fill('KQ.G15.000031');
		});
		await change(page, 'Kho lưu trữ', async () => {
			await page.getByRole('radio', { name: 'Thư mục khác trên máy này' }).check();
			await page.getByLabel('Thư mục', { exact: true }).fill(repository);
			await page.getByLabel('Tệp lớn nhất mà kho nhận').fill('40');
		});
		await change(page, 'Máy quét', async () => {
			await page.getByRole('button', { name: 'Thêm cấu hình' }).click();
			await page.getByLabel('Tên gọi').fill('Bàn số 1');
			await page.getByLabel('Thiết bị').fill('test:0');
		});
		await change(page, 'Thư mục', () =>
			page.getByLabel('Thư mục máy quét gửi vào').fill(join(place.dataDir, '..', 'may-quet')),
		);
		await change(page, 'An toàn', async () => {
			await page.getByLabel(/Khóa màn hình sau/).fill('25');
			await page.getByLabel('Cho chọn tên đăng nhập').check();
		});
		await page.reload();
		const found = async (part: string, look: () => Promise<unknown>) => {
			await page.getByRole('tab', { name: part, exact: true }).click();
			return look();
		};
		const value = (label: string | RegExp) => () => page.getByLabel(label, { exact: true }).first().inputValue();
		expect(await found('Cơ quan', value('Mã định danh cơ quan'))).toBe('H00.00.07');
		expect(await found('Quy trình', () => page.getByRole('radio', { name: /Đối chiếu trước/ }).isChecked())).toBe(true);
		expect(await page.getByRole('checkbox', { name: 'Mã hồ sơ' }).isChecked()).toBe(true);
		expect(await found('Mã số', value('Mẫu mã kết quả số hóa'))).toBe('{ownerId}.{numberNotation}.{NN}');
		expect(await value('Quyết định')()).toBe('KQ.G15.000031');
		expect(await found('Kho lưu trữ', value('Thư mục'))).toBe(repository);
		expect(await found('Máy quét', value('Tên gọi'))).toBe('Bàn số 1');
		expect(await found('An toàn', value(/Khóa màn hình sau/))).toBe('25');
		expect(await page.getByLabel('Cho chọn tên đăng nhập').isChecked()).toBe(true);
		await shot(page, 'state-settings');
		expect(trouble).toEqual([]);
		await context.close();
	});

	it('days of the log are typed as people here write them, in either language', async () => {
		const { page, context, trouble } = await place.sit('supervisor');
		await menuLink(page, 'Nhật ký').click();
		const from = page.getByLabel('Từ ngày');
		await from.fill('32/1/2026');
		expect(await from.getAttribute('aria-invalid')).toBe('true');
		await from.fill('01012030');
		await from.press('Enter');
		await expect.poll(() => from.inputValue()).toBe('01/01/2030');
		await page.getByText('Không có dòng nhật ký nào khớp.').waitFor();
		await page.getByRole('button', { name: 'Bỏ lọc' }).click();
		await expect.poll(() => from.inputValue()).toBe('');
		await page.getByText('Đăng nhập').first().waitFor();
		await page.getByLabel('Ngôn ngữ').selectOption('en');
		expect(await page.getByLabel('From').getAttribute('placeholder')).toBe('day/month/year');
		expect(trouble).toEqual([]);
		await context.close();
	});
});

/** Opens a part of the settings, changes it, saves it, and waits until the program says so. */
async function change(page: Page, part: string, act: () => Promise<void>): Promise<void> {
	await page.getByRole('tab', { name: part, exact: true }).click();
	await act();
	const saved = page.waitForResponse((response) => /settings\/change/.test(response.url()));
	await page
		.getByRole('tabpanel', { name: part, exact: true })
		.getByRole('button', { name: 'Lưu', exact: true })
		.click();
	expect([part, (await saved).status()]).toEqual([part, 200]);
}
