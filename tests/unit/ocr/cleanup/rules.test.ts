import { describe, expect, it } from 'vitest';
import { withoutRules } from '../../../../ocr/cleanup/rules.ts';

const SIZE = 300;

/** A white square of 300 px at 170 dpi (45 mm) with black boxes `[x, y, width, height]`. */
function drawn(...boxes: readonly (readonly [number, number, number, number])[]) {
	const data = new Uint8Array(SIZE * SIZE).fill(255);
	for (const [x, y, w, h] of boxes) for (let j = y; j < y + h; j++) data.fill(0, j * SIZE + x, j * SIZE + x + w);
	return { data, width: SIZE, height: SIZE, dpi: 170 };
}

const inkOf = ({ data }: { readonly data: Uint8Array }): number => data.reduce((sum, v) => sum + (v < 128 ? 1 : 0), 0);

describe('long thin level rules', () => {
	it('go with their soft edges', () => {
		const image = drawn([10, 50, 280, 2], [10, 200, 280, 2]);
		for (let x = 10; x < 290; x++) image.data[49 * SIZE + x] = 210;
		const clean = withoutRules(image);
		expect(inkOf(clean)).toBe(0);
		expect(clean.data[49 * SIZE + 100]).toBe(255);
	});

	it('go between the columns of a table, whose upright rules stay', () => {
		const upright = [
			[10, 50, 2, 152],
			[150, 50, 2, 152],
		] as const;
		const clean = withoutRules(drawn([10, 50, 280, 2], [10, 200, 280, 2], ...upright));
		const left = inkOf(clean);
		expect(left).toBeGreaterThan(0.95 * inkOf(drawn(...upright)));
		expect(left).toBeLessThan(1.05 * inkOf(drawn(...upright)));
	});

	it('leave print that stands on them or crosses them', () => {
		const letters = [
			[60, 36, 4, 15],
			[80, 36, 4, 30],
		] as const;
		const clean = withoutRules(drawn([10, 50, 280, 2], ...letters));
		const alone = drawn(...letters);
		for (const [x, y, w, h] of letters)
			for (let j = y; j < y + h; j++)
				for (let i = x; i < x + w; i++) expect(clean.data[j * SIZE + i]).toBe(alone.data[j * SIZE + i]);
		// Under a letter that ends on the rule a bit of the rule stays.
		expect(inkOf(clean)).toBeLessThan(inkOf(alone) + 10);
	});

	it('are told from short dashes and from bars; without any, the copy is handed back as it is', () => {
		const image = drawn([10, 50, 60, 2], [200, 120, 2, 40]);
		expect(withoutRules(image)).toBe(image);
		const bar = drawn([10, 100, 280, 12]);
		expect(inkOf(withoutRules(bar))).toBe(inkOf(bar));
	});
});
