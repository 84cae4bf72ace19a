import { describe, expect, it } from 'vitest';
import { applyAffine } from '../../../domain/index.ts';
import { placementOf } from '../../../scan/pdf-placement.ts';
import { frameSize, toFrame } from '../../../scan/pdf-words.ts';

describe('placementOf', () => {
	it.each([
		[[600, 0, 0, 800, 0, 0], 0, 1],
		[[-600, 0, 0, 800, 600, 0], 0, 2],
		[[-600, 0, 0, -800, 600, 800], 0, 3],
		[[600, 0, 0, -800, 0, 800], 0, 4],
		[[0, -800, 600, 0, 0, 800], 0, 6],
		[[0, 800, -600, 0, 600, 0], 0, 8],
		[[600, 0, 0, 800, 0, 0], 1, 6],
		[[600, 0, 0, 800, 0, 0], 2, 3],
		[[600, 0, 0, 800, 0, 0], 3, 8],
		[[-600, 0, 0, 800, 600, 0], 1, 7],
		[[-600, 0, 0, 800, 600, 0], 3, 5],
	] as const)('reads matrix %j on a page turned by %i quarters as orientation %i', (matrix, rotation, orientation) => {
		expect(placementOf(matrix, rotation, 1200, 1600)?.orientation).toBe(orientation);
	});

	it('takes the resolution along the stored sides', () => {
		const turned = placementOf([0, -800, 600, 0, 0, 800], 0, 1600, 600);
		expect(turned).toMatchObject({ xDpi: 144, yDpi: 72 });
	});

	it('gives up on a slanted or flat picture', () => {
		expect(placementOf([600, 30, -30, 800, 0, 0], 0, 1200, 1600)).toBeUndefined();
		expect(placementOf([0, 0, 0, 0, 0, 0], 0, 1200, 1600)).toBeUndefined();
	});
});

describe('toFrame', () => {
	const page = { left: 10, bottom: 20, right: 110, top: 220 };
	// A page of 100 × 200 pt; a small box in its top left corner as stored.
	const box = { left: 15, bottom: 190, right: 25, top: 210 };

	it.each([
		[0, [5, 10, 10, 20], [100, 200]],
		[1, [170, 5, 20, 10], [200, 100]],
		[2, [85, 170, 10, 20], [100, 200]],
		[3, [10, 85, 20, 10], [200, 100]],
	] as const)('turns boxes with /Rotate %i quarters', (rotation, expected, size) => {
		const frame = { page, rotation, dpi: 72 };
		expect(toFrame(box, frame)).toEqual(expected);
		expect(frameSize(frame)).toEqual(size);
	});

	it('scales by the resolution', () => {
		const [x, y] = toFrame(box, { page, rotation: 0, dpi: 144 });
		expect([x, y]).toEqual(applyAffine([2, 0, 0, 2, 0, 0], 5, 10));
	});
});
