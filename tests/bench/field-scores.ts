import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import { toneKey } from '../../domain/text/index.ts';
import type { DocumentTruth } from '../corpus/types.ts';
import { type Interval, wilson } from './metrics.ts';

/** What a tool said of a field. */
export type GivenField = { readonly value: string; readonly confidence: number };

export type FieldVerdict = {
	readonly document: string;
	readonly field: FieldName;
	/** `spurious`: given though the paper has none. `missing`: on the paper but not given. */
	readonly verdict: 'right' | 'wrong' | 'missing' | 'spurious';
	/** Of the reading; 0 when there is none. */
	readonly confidence: number;
	readonly handwritten: boolean;
};

/** At this confidence a value is shown to the clerk as certain (domain/fields.ts). */
export const CERTAIN = 0.9;

/** Exact but for NFC, white space and the place of tone marks. */
export function sameValue(a: string, b: string): boolean {
	const key = (text: string): string => toneKey(text.normalize('NFC')).replace(/\s+/gu, ' ').trim();
	return key(a) === key(b);
}

/** Judges each scored field of a document. A field that is rightly absent yields no verdict. */
export function judgeFields(
	document: string,
	truth: DocumentTruth['fields'],
	given: { readonly [F in FieldName]?: GivenField },
): readonly FieldVerdict[] {
	return FIELD_NAMES.flatMap((field): FieldVerdict[] => {
		const expected = truth[field];
		const reading = given[field];
		if (expected === undefined || (expected === null && reading === undefined)) return [];
		const base = { document, field, confidence: reading?.confidence ?? 0, handwritten: expected?.handwritten ?? false };
		if (expected === null) return [{ ...base, verdict: 'spurious' }];
		if (reading === undefined) return [{ ...base, verdict: 'missing' }];
		const right = [expected.value, ...(expected.also ?? [])].some((value) => sameValue(value, reading.value));
		return [{ ...base, verdict: right ? 'right' : 'wrong' }];
	});
}

export type FieldScore = {
	readonly count: number;
	readonly right: number;
	readonly wrong: number;
	readonly missing: number;
	readonly spurious: number;
	/** Wrong or spurious, and shown as certain. */
	readonly certainlyWrong: number;
	/** Of `right / count`. */
	readonly interval: Interval;
};

export function sumVerdicts(verdicts: readonly FieldVerdict[]): FieldScore {
	const count = (kind: FieldVerdict['verdict']): number => verdicts.filter((v) => v.verdict === kind).length;
	const certainlyWrong = verdicts.filter(
		(v) => (v.verdict === 'wrong' || v.verdict === 'spurious') && v.confidence >= CERTAIN,
	).length;
	const right = count('right');
	return {
		count: verdicts.length,
		right,
		wrong: count('wrong'),
		missing: count('missing'),
		spurious: count('spurious'),
		certainlyWrong,
		interval: wilson(right, verdicts.length),
	};
}
