import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldName, OutcomeId } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { openWorkplace, PASSWORD, type Seat, shot, type Workplace } from './workplace.ts';

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

const box = (page: Page, field: FieldName) => page.locator(`#field-${field}`);

describe.skipIf(!HAS_BROWSER)('Kiểm tra', () => {
	let place: Workplace;
	let model: OutcomeId;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		model = id;
	});
	afterAll(() => place?.close());

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
		const seat = await place.sit('clerk');
		const { page } = seat;
		const keys = keyboardOf(seat);
		await open(page, id);
		await page.getByRole('button', { name: 'Ký số giấy tờ' }).waitFor();
		await shot(page, 'verify-opened');
		await keys.press('Control+Enter');
		await page.locator('#sign_certificate:focus').waitFor();
		await keys.type(place.certificates.clerk.path);
		await keys.press('Tab');
		await keys.type(place.certificates.clerk.password);
		await keys.press('Enter');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Xác nhận đã đối chiếu' }).waitFor();
		await keys.press('F8');
		await page.locator('.verify-field.together').waitFor({ state: 'detached' });
		await shot(page, 'verify-together');
		let left = await page.locator('.verify-field.single').count();
		for (; left > 0; left -= 1) {
			await keys.press('Enter');
			await expect.poll(() => page.locator('.verify-field.single').count()).toBeLessThan(left);
		}
		// Neither press waits for what the one before set going.
		await keys.press('Control+Enter', 'Control+Enter');
		await expect.poll(() => stateOf(id)).toBe('submitted');
		expect(keys.count()).toBeLessThanOrEqual(15);
		expect(seat.trouble).toEqual([]);
		await seat.context.close();
	});
});
