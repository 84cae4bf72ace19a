import { describe, expect, it } from 'vitest';
import {
	countsToward,
	DEVIATION_KINDS,
	deviationOf,
	fieldResults,
	leastCertain,
	OUTCOME_STATE_KINDS,
	type PageQuality,
	pageFigures,
	type ReviewFigures,
	type StoredReading,
} from '../../../domain/index.ts';

const FLAWLESS: ReviewFigures = {
	lowestConfidence: 0.95,
	corrected: 0,
	typed: 0,
	maxSkewDeg: 0.4,
	blurredPages: 0,
	darkPages: 0,
	blankPages: 0,
	unreadPages: 0,
	missingPages: 0,
	warnings: 0,
	signature: 'valid',
	returns: 0,
};

/** One flaw of each kind, the least of it. */
const FLAWS: { readonly [K in (typeof DEVIATION_KINDS)[number]]: Partial<ReviewFigures> } = {
	signature: { signature: 'untrusted' },
	missingPages: { missingPages: 1 },
	returned: { returns: 1 },
	unsure: { lowestConfidence: 0.62 },
	unread: { unreadPages: 1 },
	corrected: { corrected: 1 },
	blurred: { blurredPages: 1 },
	typed: { typed: 1 },
	skewed: { maxSkewDeg: 3 },
	dark: { darkPages: 1 },
	blank: { blankPages: 1 },
	warnings: { warnings: 1 },
};

describe('the deviation of an outcome', () => {
	it('is nothing for one that needs no second look, also when no field is left as it was read', () => {
		expect(deviationOf(FLAWLESS)).toEqual({ score: 0, reasons: [] });
		const { lowestConfidence: _none, ...typedAll } = FLAWLESS;
		expect(deviationOf(typedAll).score).toBe(0);
	});

	it.each(DEVIATION_KINDS)('tells “%s”, and only that', (kind) => {
		const { score, reasons } = deviationOf({ ...FLAWLESS, ...FLAWS[kind] });
		expect(reasons.map((reason) => reason.kind)).toEqual([kind]);
		expect(score).toBe(reasons[0]?.points);
		expect(score).toBeGreaterThan(0);
	});

	it('tells people numbers that they can check', () => {
		const { reasons } = deviationOf({ ...FLAWLESS, lowestConfidence: 0.629, corrected: 3, maxSkewDeg: 4.26 });
		expect(reasons.map(({ kind, amount }) => [kind, amount])).toEqual([
			['unsure', 62],
			['corrected', 3],
			['skewed', 4.3],
		]);
	});

	it('puts a signature that does not hold before a page that lacks, and that before a heap of small flaws', () => {
		const small = { corrected: 20, typed: 20, blurredPages: 40, darkPages: 40, blankPages: 40, warnings: 40 };
		const order = [FLAWS.signature, { missingPages: 2, returns: 1 }, { ...small }, FLAWS.corrected].map(
			(flaw) => deviationOf({ ...FLAWLESS, ...flaw }).score,
		);
		expect(order).toEqual(order.toSorted((a, b) => b - a));
		expect(new Set(order).size).toBe(order.length);
	});
});

const reading = (value: string, confidence = 0.9, origin: StoredReading['origin'] = 'ocr'): StoredReading => ({
	field: 'subject',
	value,
	printed: value,
	confidence,
	page: 0,
	box: [0, 0, 1, 1],
	origin,
	at: '2026-11-23T03:00:00.000Z',
});

describe('what became of the fields', () => {
	it('is kept, corrected or typed; what nobody has is none', () => {
		const machine = { subject: reading('a'), signerName: reading('b'), issueDate: reading('c') };
		const current = {
			subject: reading('a', 1, 'typed'),
			signerName: reading('B', 1, 'corrected'),
			ownerName: reading('d', 1, 'typed'),
			plotNumber: reading('', 1, 'typed'),
		};
		expect(fieldResults(machine, current)).toEqual({
			issueDate: 'kept',
			subject: 'kept',
			signerName: 'corrected',
			ownerName: 'typed',
		});
	});

	it('leaves as the least certain one that no person touched', () => {
		const current = {
			subject: reading('a', 0.2, 'corrected'),
			signerName: reading('b', 0.7),
			issueDate: reading('c', 0.8),
			ownerName: reading('d', 0.1, 'demo'),
		};
		expect(leastCertain(current)).toEqual({ lowestConfidence: 0.7, lowestField: 'signerName' });
		expect(leastCertain({ subject: reading('a', 1, 'typed') })).toEqual({});
	});
});

describe('what the pages say', () => {
	const quality: PageQuality = {
		rotationDeg: 0,
		rotationConfidence: 1,
		skewDeg: 0,
		blankProbability: 0,
		inkShare: 0.05,
		sharpness: 1_000,
	};
	const page = (more: Partial<PageQuality> = {}) => ({
		quality: { ...quality, ...more },
		blank: false,
		origin: 'ocr' as const,
	});

	it('counts bad scans, but judges no page that came with its own text, and no blank one for its sharpness', () => {
		const pages = [
			page({ skewDeg: -3.2 }),
			page({ sharpness: 60 }),
			page({ inkShare: 0.4 }),
			{ ...page({ sharpness: 0 }), blank: true },
			{ ...page({ sharpness: 0 }), origin: 'textLayer' as const },
		];
		expect(pageFigures(pages, [])).toEqual({
			maxSkewDeg: 3.2,
			blurredPages: 1,
			darkPages: 1,
			blankPages: 1,
			unreadPages: 0,
			warnings: 0,
		});
		expect(pageFigures([], []).maxSkewDeg).toBe(0);
	});

	it('counts a page that was not read once, and other warnings apart', () => {
		const warnings = [
			{ code: 'pageNotRead', page: 1 },
			{ code: 'ocrTimedOut', page: 1 },
			{ code: 'pageBlank', page: 2 },
			{ code: 'lowResolution', page: 0 },
		] as const;
		expect(pageFigures([page()], warnings)).toMatchObject({ unreadPages: 1, warnings: 1, blankPages: 0 });
	});
});

describe('the share that counts toward item 4.2', () => {
	it('takes what the repository has, under a dossier; says of the rest why not', () => {
		expect(countsToward('stored', true)).toBe('counts');
		expect(countsToward('recalled', true)).toBe('counts');
		expect(countsToward('stored', false)).toBe('noDossierCode');
		expect(countsToward('discarded', false)).toBe('outside');
		const onTheWay = OUTCOME_STATE_KINDS.filter((state) => countsToward(state, true) === 'notStored');
		expect(onTheWay).toContain('uploadFailed');
		expect(onTheWay).not.toContain('draft');
	});
});
