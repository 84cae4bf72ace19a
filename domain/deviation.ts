import { FIELD_NAMES, type FieldName, type FieldReading, isHuman, type StoredReading } from './fields.ts';
import type { PageWarning, RecognizedPage } from './page.ts';
import type { SignatureVerdict } from './signature-report.ts';

/** What became of a field: as the machine read it, changed by a person, or given by a person where nothing was read. */
export type FieldResult = 'kept' | 'corrected' | 'typed';
export type FieldResults = { readonly [F in FieldName]?: FieldResult };

/** What is odd about a submitted outcome, in numbers: the ground on which a supervisor's queue is sorted. */
export type ReviewFigures = {
	/** Lowest confidence (0-1) among the fields that are as the machine read them; absent when there is none. */
	readonly lowestConfidence?: number;
	readonly lowestField?: FieldName;
	/** Fields that a person changed, and those that a person gave where the machine had read nothing. */
	readonly corrected: number;
	readonly typed: number;
	/** Largest skew that was found and undone, degrees, without its sign. */
	readonly maxSkewDeg: number;
	readonly blurredPages: number;
	readonly darkPages: number;
	readonly blankPages: number;
	readonly unreadPages: number;
	/** Pages that were counted when the paper came in, and that the document lacks. */
	readonly missingPages: number;
	/** Warnings that none of the figures above speaks of. */
	readonly warnings: number;
	readonly signature: SignatureVerdict;
	/** How often it has been given back to the clerk. */
	readonly returns: number;
};

/** One thing that is odd: how much it counts, and the number that people are told (pages, fields, degrees or percent). */
export type DeviationReason = { readonly kind: DeviationKind; readonly points: number; readonly amount: number };

/** Every reason there is; texts in i18n under `screen.approve.deviation.<kind>`. */
export const DEVIATION_KINDS = [
	'signature',
	'missingPages',
	'returned',
	'unsure',
	'unread',
	'corrected',
	'blurred',
	'typed',
	'skewed',
	'dark',
	'blank',
	'warnings',
] as const;
export type DeviationKind = (typeof DEVIATION_KINDS)[number];

/** How far an outcome is from one that needs no second look. `score` is the sum of the points. */
export type Deviation = { readonly score: number; readonly reasons: readonly DeviationReason[] };

/** From here on a value is shown as certain (design.md §8). */
const CERTAIN = 0.9;
/** Up to this a page leans without anybody having erred, degrees: of ten samples nine lie within 1° (November 2026). */
const USUAL_SKEW_DEG = 2;

/**
 * Adds up what is odd. What makes a paper worthless counts most (a signature that does not hold, pages that are not there), then
 * what went wrong before, then doubt about a value, then signs of a bad scan. One kind counts at most `most`, so that a long paper
 * of many small flaws does not stand before one that lacks a page. The weights are ours: no source prescribes them.
 */
export function deviationOf(figures: ReviewFigures): Deviation {
	const { lowestConfidence: lowest = 1, signature } = figures;
	const odd = (kind: DeviationKind, amount: number, each: number, most: number): DeviationReason => ({
		kind,
		amount,
		points: Math.min(most, Math.round(amount * each)),
	});
	const unsure = lowest < CERTAIN ? Math.round((CERTAIN - lowest) * 100) : 0;
	const skew = Math.max(0, figures.maxSkewDeg - USUAL_SKEW_DEG);
	const reasons: readonly DeviationReason[] = [
		odd('signature', signature === 'valid' ? 0 : 1, 200, 200),
		odd('missingPages', figures.missingPages, 60, 120),
		odd('returned', figures.returns, 40, 80),
		{ kind: 'unsure', amount: Math.floor(lowest * 100), points: unsure },
		odd('unread', figures.unreadPages, 30, 60),
		odd('corrected', figures.corrected, 6, 48),
		odd('blurred', figures.blurredPages, 10, 30),
		odd('typed', figures.typed, 3, 24),
		{ kind: 'skewed', amount: Math.round(figures.maxSkewDeg * 10) / 10, points: Math.min(20, Math.round(skew * 4)) },
		odd('dark', figures.darkPages, 5, 15),
		odd('blank', figures.blankPages, 5, 15),
		odd('warnings', figures.warnings, 3, 15),
	];
	const counted = reasons.filter(({ points }) => points > 0).toSorted((a, b) => b.points - a.points);
	return { score: counted.reduce((sum, { points }) => sum + points, 0), reasons: counted };
}

type Readings = { readonly [F in FieldName]?: StoredReading };
type MachineReadings = { readonly [F in FieldName]?: Pick<FieldReading, 'value' | 'confidence'> };

/** Compares what counts now with what the machine had read. A field that a person declared absent, and that nobody read, is none. */
export function fieldResults(machine: MachineReadings, current: Readings): FieldResults {
	const results: { [F in FieldName]?: FieldResult } = {};
	for (const field of FIELD_NAMES) {
		const read = machine[field];
		const now = current[field];
		if (read !== undefined) results[field] = now === undefined || now.value === read.value ? 'kept' : 'corrected';
		else if (now !== undefined && now.value !== '') results[field] = 'typed';
	}
	return results;
}

/** The least certain among the fields that are as the machine read them. */
export function leastCertain(current: Readings): Pick<ReviewFigures, 'lowestConfidence' | 'lowestField'> {
	const doubtful = FIELD_NAMES.flatMap((field) => {
		const reading = current[field];
		return reading === undefined || isHuman(reading.origin) || reading.origin === 'demo'
			? []
			: { lowestConfidence: reading.confidence, lowestField: field };
	});
	return doubtful.toSorted((a, b) => a.lowestConfidence - b.lowestConfidence)[0] ?? {};
}

type Pages = readonly Pick<RecognizedPage, 'quality' | 'blank' | 'origin'>[];
type PageFigures = Pick<
	ReviewFigures,
	'maxSkewDeg' | 'blurredPages' | 'darkPages' | 'blankPages' | 'unreadPages' | 'warnings'
>;

/**
 * Below it a page is hard to read, (gray levels)². Samples as they are: 700 to 10,000; the same blurred with a Gaussian of 1.5 px
 * at 200 dpi: 129 to 297; of 2 px, which runs the marks of letters together: 51 to 111 (measured in November 2026).
 */
const BLURRED_BELOW = 120;
/** More ink than a page of print has (samples: 0.03 to 0.08): a dark scan, or one with a black rim or a photograph. */
const DARK_FROM = 0.2;
/** Warnings that are told by a figure of their own, or that say nothing against the scan. */
const TOLD_ELSEWHERE: readonly PageWarning['code'][] = [
	'pageNotRead',
	'ocrTimedOut',
	'pageBlank',
	'alreadySigned',
	'bornDigitalKept',
];

/** What the pages' qualities and warnings say. A page that came with its own text has no scan to judge. */
export function pageFigures(pages: Pages, warnings: readonly PageWarning[]): PageFigures {
	const scans = pages.filter(({ origin, blank }) => origin !== 'textLayer' && !blank);
	const unread = warnings.filter(({ code }) => code === 'pageNotRead' || code === 'ocrTimedOut');
	return {
		maxSkewDeg: Math.max(0, ...pages.map(({ quality }) => Math.abs(quality.skewDeg))),
		blurredPages: scans.filter(({ quality }) => quality.sharpness < BLURRED_BELOW).length,
		darkPages: scans.filter(({ quality }) => quality.inkShare >= DARK_FROM).length,
		blankPages: pages.filter(({ blank }) => blank).length,
		unreadPages: new Set(unread.map(({ page }) => page)).size,
		warnings: warnings.filter(({ code }) => !TOLD_ELSEWHERE.includes(code)).length,
	};
}
