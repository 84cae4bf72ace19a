import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightedProgress } from '../../../domain/index.ts';

describe('weightedProgress', () => {
	it('weighs its steps', () => {
		const progress = weightedProgress([
			{ key: 'read', weight: 3 },
			{ key: 'write', weight: 1 },
		]);
		expect(progress('read', 0.5)).toBeCloseTo(0.375);
		expect(progress('write', 1)).toBeCloseTo(0.625);
		expect(progress('read', 1)).toBeCloseTo(1);
	});

	it('never goes back, and stays within 0-1, whatever is reported', () => {
		const report = fc.tuple(fc.constantFrom('a', 'b', 'stranger'), fc.double({ min: -1, max: 2, noNaN: true }));
		fc.assert(
			fc.property(fc.array(report, { maxLength: 50 }), (reports) => {
				const progress = weightedProgress([
					{ key: 'a', weight: 1 },
					{ key: 'b', weight: 5 },
				]);
				let before = 0;
				for (const [key, value] of reports) {
					const now = progress(key, value);
					expect(now).toBeGreaterThanOrEqual(before);
					expect(now).toBeLessThanOrEqual(1);
					before = now;
				}
			}),
		);
	});
});
