import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAPER_SIZES } from '../../../scan/paper-sizes.ts';
import { settlePlaced, settleResolution } from '../../../scan/resolution.ts';

const claim = (xDpi: number, yDpi = xDpi) => [{ xDpi, yDpi }];
const settle = (w: number, h: number, claims: { xDpi: number; yDpi: number }[]) => {
	const { resolution, warnings } = settleResolution(w, h, claims);
	return { ...resolution, codes: warnings.map((warning) => warning.code) };
};

describe('settleResolution', () => {
	it('believes a claim that makes a sheet', () => {
		expect(settle(2480, 3508, claim(300))).toEqual({ xDpi: 300, yDpi: 300, source: 'file', codes: [] });
	});

	it('believes 72 dpi when the pixels make an A4 sheet at it, and says that it is low', () => {
		expect(settle(595, 842, claim(72))).toMatchObject({ xDpi: 72, source: 'file', codes: ['lowResolution'] });
	});

	it.each([1, 72, 96, 1292])('corrects a claim of %i dpi on A4 at 300', (dpi) => {
		expect(settle(2480, 3508, claim(dpi))).toMatchObject({
			xDpi: 300,
			yDpi: 300,
			source: 'paperSize',
			codes: ['dpiCorrected'],
		});
	});

	it('keeps what was claimed beside the correction', () => {
		expect(settle(3508, 2480, claim(1292))).toMatchObject({ claimedDpi: 1292 });
	});

	it('corrects a usual claim that makes no sheet when another makes one to the millimetre', () => {
		expect(settle(1654, 2339, claim(300))).toMatchObject({ xDpi: 200, source: 'paperSize' });
	});

	it('doubts a usual claim that makes a page narrower than a card', () => {
		expect(settle(2480, 3500, claim(1200))).toMatchObject({ xDpi: 300, source: 'paperSize' });
	});

	it('believes a usual claim on a small cutting', () => {
		expect(settle(600, 200, claim(300))).toMatchObject({ xDpi: 300, source: 'file', codes: [] });
	});

	it('believes unequal resolutions of a fax', () => {
		expect(settle(1728, 1145, claim(204, 98))).toMatchObject({
			xDpi: 204,
			yDpi: 98,
			source: 'file',
			codes: ['lowResolution'],
		});
	});

	it('assumes an A4 long side for a photograph that says 72', () => {
		expect(settle(3024, 4032, claim(72))).toMatchObject({
			xDpi: 345,
			source: 'assumed',
			claimedDpi: 72,
			codes: ['dpiAssumed'],
		});
	});

	it('takes the second claim when the first is nonsense', () => {
		expect(settle(2480, 3508, [...claim(72), ...claim(300)])).toMatchObject({ xDpi: 300, source: 'file' });
	});

	it.each([
		[1240, 1754, 150], // A4, not A6 at 300
		[1748, 2480, 300], // A5, not A3 at 150
		[3508, 4961, 300], // A3, not A5 at 600
		[1011, 638, 300], // ID-1
		[2244, 3130, 300], // land-use certificate, 190 × 265 mm
		[2550, 4200, 300], // Legal
	])('reads %i × %i px as a sheet at %i dpi', (w, h, dpi) => {
		expect(settle(w, h, [])).toMatchObject({ xDpi: dpi, source: 'paperSize' });
	});

	it('finds every sheet at 300 dpi again, in both orientations, when the file says nothing', () => {
		fc.assert(
			fc.property(fc.constantFrom(...PAPER_SIZES.filter((p) => p.name !== 'A6')), fc.boolean(), (paper, landscape) => {
				const size = [paper.widthMm, paper.heightMm].map((mm) => Math.round((mm / 25.4) * 300)) as [number, number];
				const [w, h] = landscape ? [size[1], size[0]] : size;
				return settle(w, h, []).xDpi === 300;
			}),
		);
	});

	it('always gives positive numbers, whatever is claimed', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 100_000 }),
				fc.integer({ min: 1, max: 100_000 }),
				fc.double(),
				fc.double(),
				(w, h, x, y) => {
					const { xDpi, yDpi } = settle(w, h, claim(x, y));
					return xDpi > 1 && yDpi > 1 && Number.isFinite(xDpi) && Number.isFinite(yDpi);
				},
			),
		);
	});
});

describe('settlePlaced', () => {
	it('names the PDF page as the source', () => {
		expect(settlePlaced(2480, 3508, { xDpi: 300.1, yDpi: 299.9 }).resolution.source).toBe('pdfPage');
	});

	it('corrects a page of as many points as the picture has pixels', () => {
		expect(settlePlaced(2480, 3508, { xDpi: 72, yDpi: 72 }).resolution).toMatchObject({
			xDpi: 300,
			source: 'paperSize',
		});
	});
});
