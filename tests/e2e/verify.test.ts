import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FieldName, OutcomeId } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { graveFindings } from './grave-findings.ts';
import { menuLink, openWorkplace, type Seat, shot, type Workplace } from './workplace.ts';

/** A seat whose keys are counted: values that are typed are not. */
type Keyboard = {
	press(...keys: readonly string[]): Promise<void>;
	type(text: string): Promise<void>;
	count(): number;
};

function keyboardOf({ page }: Seat): Keyboard {
	let pressed = 0;
	return {
		async press(...keys) {
			for (const key of keys) {
				pressed += 1;
				await page.keyboard.press(key);
			}
		},
		type: (text) => page.keyboard.type(text),
		count: () => pressed,
	};
}

/** What comes true after a while: a loaded machine takes its time. */
const soon = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 30_000, interval: 100 });

const box = (page: Page, field: FieldName) => page.locator(`#field-${field}`);

describe.skipIf(!HAS_BROWSER)('Kiểm tra', () => {
	let place: Workplace;
	let model: OutcomeId;
	let seat: Seat;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		model = id;
		seat = await place.sit('clerk');
	});
	afterAll(() => place?.close());
	afterEach(() => expect(seat.trouble).toEqual([]));

	const one = async (values: Partial<Record<FieldName, string>> = {}): Promise<OutcomeId> => {
		const [id] = await place.copy(model, 1, () => values);
		if (id === undefined) throw new Error('No copy');
		return id;
	};
	const stateOf = async (id: OutcomeId) => (await place.app.showOutcome(await place.actor('clerk'), id)).row.state;
	const open = async (page: Page, id: OutcomeId): Promise<void> => {
		await page.goto(`${new URL(page.url()).origin}/#/outcomes/${id}`);
		await page.locator('.verify-field').first().waitFor();
	};

	it('takes a paper from opened to submitted by keyboard alone, in at most 15 keystrokes', async () => {
		const id = await one({ documentNumber: '901/GCN-STC' });
		const { page } = seat;
		const keys = keyboardOf(seat);
		await open(page, id);
		await page.getByRole('button', { name: 'Ký số giấy tờ' }).waitFor();
		await shot(page, 'verify-opened');
		expect(await graveFindings(page)).toEqual([]);
		await keys.press('Control+Enter');
		await page.locator('#certificate-password:focus').waitFor();
		await keys.type(place.certificates.clerk.password);
		await keys.press('Enter');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Xác nhận đã đối chiếu' }).waitFor();
		await keys.press('F8');
		await page.locator('.verify-field.together').first().waitFor({ state: 'detached' });
		await shot(page, 'verify-together');
		let left = await page.locator('.verify-field.single').count();
		for (; left > 0; left -= 1) {
			await keys.press('Enter');
			await soon(() => page.locator('.verify-field.single').count()).toBeLessThan(left);
		}
		// Neither press waits for what the one before set going.
		await keys.press('Control+Enter', 'Control+Enter');
		await soon(() => stateOf(id)).toBe('submitted');
		expect(keys.count()).toBeLessThanOrEqual(15);
	});

	it('keeps every keystroke: after a reload the box says what was typed, and a word that can not be a day stays in it', async () => {
		const id = await one({ documentNumber: '902/GCN-STC' });
		const { page } = seat;
		await open(page, id);
		await box(page, 'issueDate').fill('31/02/2026');
		await page.getByText('Không có ngày này trong lịch').waitFor();
		await box(page, 'issueDate').press('Enter');
		await page.getByText('Chưa lưu được').waitFor();
		await page.locator('#field-issueDate:focus').waitFor();
		const clerk = await place.actor('clerk');
		await soon(async () => (await place.app.showDrafts(clerk, id)).map(({ text }) => text)).toEqual(['31/02/2026']);
		await shot(page, 'verify-draft');
		await page.reload();
		await soon(() => box(page, 'issueDate').inputValue()).toBe('31/02/2026');
		await box(page, 'issueDate').fill('05012026');
		await box(page, 'issueDate').press('Enter');
		await soon(async () => (await place.app.showOutcome(clerk, id)).readings.issueDate?.value).toBe('2026-01-05');
		await soon(() => place.app.showDrafts(clerk, id)).toEqual([]);
	});

	it('loses no key: a step that is asked for while a correction is on its way follows it', async () => {
		const id = await one({ documentNumber: '903/GCN-STC' });
		const clerk = await place.actor('clerk');
		const certificate = place.certificates.clerk;
		for await (const { kind } of place.app.signByClerk(clerk, { ids: [id], key: certificate })) {
			if (kind !== 'signed') throw new Error('Not signed');
		}
		const { page } = seat;
		await open(page, id);
		await page.keyboard.press('F8');
		await box(page, 'ownerName').fill('CÔNG TY THỬ');
		// No pause: what was typed is neither kept nor confirmed yet, and verifying comes before submitting.
		await page.keyboard.press('Enter');
		for (const field of ['subject', 'address', 'validityScope'] as const) {
			if (await box(page, field).count()) await box(page, field).press('Enter');
		}
		await page.keyboard.press('Control+Enter');
		await page.keyboard.press('Control+Enter');
		await soon(() => stateOf(id)).toBe('submitted');
		expect((await place.app.showOutcome(clerk, id)).readings.ownerName?.value).toBe('CÔNG TY THỬ');
	});

	it('reads a zone anew, drawn by keys or by the mouse, into the field that has the focus', async () => {
		const id = await one({ enterpriseCode: '4600100003' });
		const { page } = seat;
		await open(page, id);
		const printed =
			(await place.app.showOutcome(await place.actor('clerk'), model)).readings.enterpriseCode?.value ?? '';
		await box(page, 'enterpriseCode').focus();
		await page.locator('.field-box').waitFor();
		await page.keyboard.press('F4');
		await page.locator('.zone-box').waitFor();
		await shot(page, 'verify-zone');
		await page.keyboard.press('Enter');
		await soon(async () => (await box(page, 'enterpriseCode').inputValue()).replaceAll(' ', '')).toContain(printed);
		await box(page, 'enterpriseCode').press('Escape');
		await page.getByRole('button', { name: 'Vừa ngang' }).click();
		await page.getByRole('button', { name: 'Xoay hình' }).click();
		await box(page, 'enterpriseCode').focus();
		const place90 = await page.locator('.field-box').boundingBox();
		if (place90 === null) throw new Error('The field has a place');
		await page.keyboard.down('Shift');
		await page.mouse.move(place90.x - 6, place90.y - 6);
		await page.mouse.down();
		await page.mouse.move(place90.x + place90.width + 6, place90.y + place90.height + 6, { steps: 4 });
		await shot(page, 'verify-turned');
		await page.mouse.up();
		await page.keyboard.up('Shift');
		await soon(async () => (await box(page, 'enterpriseCode').inputValue()).replaceAll(' ', '')).toContain(printed);
	});

	it('confirms one field over many outcomes, equal values together', async () => {
		const ids = await place.copy(model, 14, (n) => ({ placeOfIssue: n < 6 ? 'Cao Bằng' : `Nơi ${n}` }));
		const { page } = seat;
		await menuLink(page, 'Kiểm tra').click();
		await page.getByRole('heading', { name: 'Chờ kiểm tra' }).waitFor();
		await page.locator('.row-link').first().waitFor();
		await page.keyboard.press('v');
		await page.getByRole('combobox', { name: 'Trường' }).click();
		await page.getByRole('combobox', { name: 'Trường' }).fill('Địa danh');
		await page.keyboard.press('Enter');
		await page.getByText('Còn 14 kết quả').waitFor();
		await page.locator('[data-row="0"] input:focus').waitFor();
		await shot(page, 'verify-group');
		expect(await graveFindings(page)).toEqual([]);
		await page.keyboard.press('Control+Shift+Enter');
		await page.getByText('Còn 8 kết quả').waitFor();
		await page.keyboard.press('Enter');
		await page.getByText('Còn 7 kết quả').waitFor();
		await page.keyboard.type('Thái Nguyên');
		await page.keyboard.press('Enter');
		await page.getByText('Còn 6 kết quả').waitFor();
		await page.keyboard.press('Control+Enter');
		await page.getByText('để sau', { exact: false }).last().waitFor();
		await shot(page, 'verify-group-done');
		const clerk = await place.actor('clerk');
		const places = await Promise.all(
			ids.map(async (id) => (await place.app.showOutcome(clerk, id)).readings.placeOfIssue),
		);
		expect(places.filter((one) => one?.by !== undefined).length).toBe(8);
		expect(places.filter((one) => one?.value === 'Thái Nguyên').length).toBe(1);
	});

	it('offers what earlier outcomes say, accents or not, and takes it by key only', async () => {
		const clerk = await place.actor('clerk');
		const earlier = await one({ documentNumber: '904/GCN-STC' });
		for await (const { kind } of place.app.signByClerk(clerk, { ids: [earlier], key: place.certificates.clerk })) {
			if (kind !== 'signed') throw new Error('Not signed');
		}
		await place.app.correctField(clerk, earlier, { field: 'issuingBody', value: 'UBND xã Đồng Thử' });
		await place.app.verifyOutcome(clerk, earlier);
		const id = await one({ documentNumber: '905/GCN-STC' });
		const { page } = seat;
		await open(page, id);
		// Offers are asked for once in a while: another morning.
		await page.reload();
		await box(page, 'issuingBody').focus();
		await page.keyboard.type('dong thu');
		await page.getByRole('option', { name: /UBND xã Đồng Thử/ }).waitFor();
		expect(await box(page, 'issuingBody').inputValue()).toBe('dong thu');
		await shot(page, 'verify-offers');
		expect(await graveFindings(page)).toEqual([]);
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Tab');
		expect(await box(page, 'issuingBody').inputValue()).toBe('UBND xã Đồng Thử');
		await page.keyboard.press('Enter');
		await soon(async () => (await place.app.showOutcome(clerk, id)).readings.issuingBody?.value).toBe(
			'UBND xã Đồng Thử',
		);
	});

	it('has a field typed twice where the office wants it, the first value out of sight', async () => {
		const admin = await place.actor('admin');
		await place.app.changeSettings(admin, { doubleKeyFields: ['enterpriseCode'] });
		const clerk = await place.actor('clerk');
		const id = await one({ documentNumber: '906/GCN-STC' });
		for await (const { kind } of place.app.signByClerk(clerk, { ids: [id], key: place.certificates.clerk })) {
			if (kind !== 'signed') throw new Error('Not signed');
		}
		const { readings } = await place.app.showOutcome(clerk, id);
		const fields = Object.values(readings).map(({ field, value }) => ({ field, value }));
		await place.app.confirmFields(clerk, id, fields);
		const { page } = seat;
		await open(page, id);
		await page.keyboard.press('Control+Enter');
		await page.locator('#twice-box:focus').waitFor();
		await shot(page, 'verify-twice');
		await page.keyboard.type('4600100003');
		await page.keyboard.press('Enter');
		await page.getByText('Hai lần gõ khác nhau').waitFor();
		await page.keyboard.press('1');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('Control+Enter');
		await soon(() => stateOf(id)).toBe('verified');
		await place.app.changeSettings(admin, { doubleKeyFields: null });
	});
});
