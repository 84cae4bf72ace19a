import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignatures } from '../../../sign/index.ts';
import {
	A4,
	AGENCY_MARK,
	blankPdf,
	CLERK_MARK,
	type Office,
	openOffice,
	type PageShape,
	SIGNED_AT,
	signAs,
} from '../../support/signing.ts';
import { type BoxedWord, pdfToBoxes, whySkipped } from '../../support/validators.ts';

const MM_PER_PT = 25.4 / 72;
const [A5, A3]: readonly (readonly [number, number])[] = [
	[419.53, 595.28],
	[841.89, 1190.55],
];
let office: Office;

beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.remove());

const SHAPES: Readonly<Record<string, PageShape & { readonly shown: readonly [number, number] }>> = {
	A4: { size: A4, shown: [210, 297] },
	A5: { size: A5 ?? A4, shown: [148, 210] },
	A3: { size: A3 ?? A4, shown: [297, 420] },
	'A4 landscape': { size: [A4[1], A4[0]], shown: [297, 210] },
	'A4 turned by 90': { size: A4, rotate: 90, shown: [297, 210] },
	'A4 turned by 180': { size: A4, rotate: 180, shown: [210, 297] },
	'A4 turned by 270': { size: A4, rotate: 270, shown: [297, 210] },
	'A4 turned by -90': { size: A4, rotate: -90, shown: [297, 210] },
	'A3 cropped to A4 in its middle': { size: A3 ?? A4, crop: [120, 170, 595.28, 841.89], shown: [210, 297] },
	'A3 cropped and turned': { size: A3 ?? A4, crop: [120, 170, 595.28, 841.89], rotate: 90, shown: [297, 210] },
	'A4 in units of half an inch': { size: [595.28 / 36, 841.89 / 36], userUnit: 36, shown: [210, 297] },
	'a card': { size: [243, 153], shown: [85.7, 54] },
};

/** The words of a page as poppler displays it, boxes in mm; poppler's own page is cropped, turned and scaled. */
async function wordsOf(file: string, userUnit = 1): Promise<readonly BoxedWord[]> {
	const [words = []] = await pdfToBoxes(file, true);
	return words.map(({ text, box }) => ({
		text,
		box: box.map((pt) => pt * MM_PER_PT * userUnit) as unknown as BoxedWord['box'],
	}));
}

const why = whySkipped('pdftotext');

describe.skipIf(why !== '')(`both marks, upright as displayed${why}`, () => {
	it.each(Object.keys(SHAPES))('%s', async (name) => {
		const shape = SHAPES[name];
		if (shape === undefined) throw new Error('No such shape');
		const [width, height] = shape.shown;
		const slug = name.replaceAll(' ', '-');
		const source = await office.put(`${slug}.pdf`, await blankPdf([shape]));
		const clerk = await signAs(office, source, office.at(`${slug}-1.pdf`), CLERK_MARK);
		const agency = await signAs(office, office.at(`${slug}-1.pdf`), office.at(`${slug}-2.pdf`), AGENCY_MARK);
		expect([clerk.mark?.corner, agency.mark?.corner]).toEqual(['topLeft', 'topRight']);
		// The check finds each mark where the signer says that it is.
		const { findings } = await checkSignatures(office.at(`${slug}-2.pdf`), { anchors: office.anchors, now: SIGNED_AT });
		for (const [i, { mark }] of [clerk, agency].entries()) {
			for (const [k, value] of (mark?.boxMm ?? []).entries()) expect(findings[i]?.mark?.boxMm[k]).toBeCloseTo(value, 1);
		}
		// And poppler's words lie in it, left to right: so they are upright.
		const words = await wordsOf(office.at(`${slug}-2.pdf`), shape.userUnit);
		const scanned = words.find(({ text }) => text === 'Người')?.box ?? [0, 0, 0, 0];
		const copied = words.find(({ text }) => text === 'SAO')?.box ?? [0, 0, 0, 0];
		const [cx = 0, cy = 0] = clerk.mark?.boxMm ?? [];
		const [ax = 0, ay = 0, aw = 0] = agency.mark?.boxMm ?? [];
		expect(scanned[0]).toBeCloseTo(cx, 0);
		expect(Math.abs(scanned[1] - cy)).toBeLessThan(1.5);
		expect(Math.abs(copied[1] - ay)).toBeLessThan(1.5);
		expect(copied[0]).toBeGreaterThan(ax - 0.5);
		expect(copied[2]).toBeGreaterThan(copied[3]);
		expect(ax + aw).toBeLessThanOrEqual(width);
		expect(ay).toBeLessThan(height / 3);
		expect(copied[0]).toBeGreaterThan(scanned[0]);
	});
});

describe('the place of a mark', () => {
	const touches = (a: readonly number[], b: readonly number[]) => {
		const [ax = 0, ay = 0, aw = 0, ah = 0] = a;
		const [bx = 0, by = 0, bw = 0, bh = 0] = b;
		return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
	};

	it('is beside a QR code in the corner, never over it', async () => {
		const source = await office.put('qr.pdf', await blankPdf([{ size: A4 }]));
		const code = [12, 8, 25, 25] as const;
		const { mark } = await signAs(office, source, office.at('qr-1.pdf'), CLERK_MARK, { keepClear: [code] });
		expect(mark?.corner).toBe('topLeft');
		expect(touches(mark?.boxMm ?? [], code)).toBe(false);
		expect(mark?.boxMm[0]).toBeGreaterThan(37);
		expect(mark?.boxMm[1]).toBeCloseTo(6.5, 1);
	});

	it('of the agency is not over the clerk’s, however long the name', async () => {
		const agencyName = 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG VÀ KIỂM SOÁT THỦ TỤC HÀNH CHÍNH PHƯỜNG PHAN ĐÌNH PHÙNG MẪU';
		for (const [i, size] of [A4, A5 ?? A4].entries()) {
			const source = await office.put(`long${i}.pdf`, await blankPdf([{ size }]));
			const clerk = await signAs(office, source, office.at(`long${i}-1.pdf`), {
				kind: 'clerk',
				signerName: 'CÔNG TẰNG TÔN NỮ THỊ HUYỀN TRÂN MẪU',
			});
			const agency = await signAs(office, office.at(`long${i}-1.pdf`), office.at(`long${i}-2.pdf`), {
				kind: 'agencyCopy',
				agencyName,
			});
			expect(touches(clerk.mark?.boxMm ?? [], agency.mark?.boxMm ?? [])).toBe(false);
			expect(agency.mark?.corner).toBe('topRight');
		}
	});

	it('is left out where the whole page must be kept clear; the signature is valid all the same', async () => {
		const source = await office.put('full.pdf', await blankPdf([{ size: A4 }]));
		const { mark } = await signAs(office, source, office.at('full-1.pdf'), CLERK_MARK, {
			keepClear: [[0, 0, 210, 297]],
		});
		expect(mark).toBeUndefined();
		const { verdict, findings } = await checkSignatures(office.at('full-1.pdf'), {
			anchors: office.anchors,
			now: SIGNED_AT,
		});
		expect(verdict).toBe('valid');
		expect(findings[0]).not.toHaveProperty('mark');
	});
});
