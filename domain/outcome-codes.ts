import type { OutcomeKind } from './outcome-kinds.ts';

/**
 * How a code of a digitized outcome (mã kết quả số hóa) is put together: TT 01/2023/TT-VPCP Điều 10 as implemented by a public
 * one-stop system (domain.md §1.5). The bracketed words of the circular itself are lost in every published copy, so that an
 * office can set its own. `{NN}` counts within everything else, from 01.
 */
export const DEFAULT_OUTCOME_CODE_TEMPLATE = '{ownerId}.{resultType}.{numberNotation}.{NN}';

/** What an outcome code is made of. What is not known is left blank, as Điều 10 says. */
export type OutcomeCodeParts = {
	readonly ownerId: string;
	/** `KQ.G15.000031`, from the national database of procedures. */
	readonly resultType: string;
	/** The paper's number and notation: `12/GP-UBND`. */
	readonly numberNotation: string;
};

const COUNTER = '{NN}';

/** Whether a template can give distinct codes: it holds the counter once, and only parts that exist. */
export function isOutcomeCodeTemplate(template: string): boolean {
	const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
	const known = ['ownerId', 'resultType', 'numberNotation', 'NN'];
	return (
		template.length <= 100 &&
		names.filter((name) => name === 'NN').length === 1 &&
		names.every((name) => known.includes(name ?? ''))
	);
}

/** The template with all but its counter filled in: outcomes that share it are counted together. */
export function outcomeCodePrefix(template: string, parts: OutcomeCodeParts): string {
	return template.replace(/\{(ownerId|resultType|numberNotation)\}/g, (_, name: keyof OutcomeCodeParts) =>
		parts[name].replace(/[\s{}]/g, ''),
	);
}

/** The code: the prefix with its counter, two digits or more. */
export function outcomeCode(prefix: string, count: number): string {
	return prefix.replace(COUNTER, String(count).padStart(2, '0'));
}

/** LV of a DocCode by kind of paper: the abbreviations of CV 7197/BKHCN-CĐSQG; VB stands for any other paper. */
const DOC_CODE_KINDS: { readonly [K in OutcomeKind]?: string } = {
	decision: 'QĐ',
	licence: 'GP',
	constructionPermit: 'GP',
	officialLetter: 'CV',
	notice: 'TB',
	decree: 'NĐ',
	resolution: 'NQ',
	report: 'BC',
	plan: 'KH',
};

/** Longest DocCode that CV 7197 allows. */
export const DOC_CODE_LENGTH = 30;

/** The part of a DocCode whose numbers are counted together: `G06.01_CV`. */
export function docCodePrefix(agencyCode: string, kind: OutcomeKind): string {
	return `${agencyCode}_${DOC_CODE_KINDS[kind] ?? 'VB'}`;
}

/** `MCQ_LV_STT_PB` of CV 7197: `G06.01_CV_000021_V1`. Stands in URLs, and holds nothing personal. */
export function docCode(prefix: string, sequence: number, version: number): string {
	return `${prefix}_${String(sequence).padStart(6, '0')}_V${version}`;
}
