import { describe, expect, it } from 'vitest';
import { poolSize } from '../../../../ocr/engine/index.ts';

describe('pool size', () => {
	it.each([
		{ cores: 2, freeMb: 16_000, size: 2 },
		{ cores: 32, freeMb: 64_000, size: 8 },
		{ cores: 8, freeMb: 2_024, size: 4 },
		{ cores: 8, freeMb: 1_100, size: 1 },
		{ cores: 1, freeMb: 0, size: 1 },
	])('$cores cores, $freeMb MB free: $size', ({ cores, freeMb, size }) => {
		expect(poolSize(cores, freeMb)).toBe(size);
	});

	it('fits this machine', () => {
		expect(poolSize()).toBeGreaterThanOrEqual(1);
	});
});
