import { FIELD_NAMES, type FieldName, type FieldReading, type FieldReadings } from '../../domain/fields.ts';
import type { KindReading } from '../../domain/outcome-kinds.ts';
import type { RecognizedPage } from '../../domain/page.ts';
import { agreementOf, weightOf } from './agreement.ts';
import { type Candidate, confidenceOf, toReading } from './candidate.ts';
import { kindOf, readKind } from './kind.ts';
import { RULES } from './order.ts';
import { type Paper, toPaper } from './paper.ts';
import { viewPage } from './view.ts';

function better(a: Candidate | undefined, b: Candidate): Candidate {
	return a === undefined || confidenceOf(b) > confidenceOf(a) ? b : a;
}

/** Below this a proposal is not worth a clerk's reading. */
const LEAST_CONFIDENCE = 0.1;

function choose(candidates: readonly Candidate[]): FieldReadings {
	const best = new Map<FieldName, Candidate>();
	for (const candidate of candidates) {
		if (candidate.value === '' || confidenceOf(candidate) < LEAST_CONFIDENCE) continue;
		best.set(candidate.field, better(best.get(candidate.field), candidate));
	}
	const readings: Partial<Record<FieldName, FieldReading>> = {};
	for (const name of FIELD_NAMES) {
		const candidate = best.get(name);
		if (candidate !== undefined) readings[name] = toReading(candidate);
	}
	return readings;
}

/** How much a name that stands nowhere else on the paper keeps of its certainty; OCR loses marks with full confidence. */
const ALONE: Partial<Record<FieldName, number>> = { ownerName: 0.94, signerName: 0.94, placeOfIssue: 0.95 };

/** Holds a name against the other places where its letters stand. */
function weigh(paper: Paper, candidate: Candidate): Candidate {
	const alone = ALONE[candidate.field];
	if (alone === undefined || candidate.origin === 'qr' || candidate.origin === 'textLayer') return candidate;
	return { ...candidate, certainty: candidate.certainty * weightOf(agreementOf(paper, candidate.value), alone) };
}

/**
 * Pages looked at: the head, the certificate's facts and the signature stand at either end, also with appendices (a decree of 29 pages
 * in vn-scans is signed on its 22nd); a bundle of 1,000 pages costs no more than these.
 */
const FIRST_PAGES = 40;
const LAST_PAGES = 10;

/**
 * Reads the kind and the fields of one paper from its recognized pages: QR codes first, then where things stand on the page, then
 * the text. A field that is not on the paper has no reading. Pure; takes any pages, also empty or garbled ones; near linear in the words.
 */
export function readFields(pages: readonly RecognizedPage[]): {
	readonly kind: KindReading;
	readonly fields: FieldReadings;
} {
	const views = pages.filter((_, i) => i < FIRST_PAGES || i >= pages.length - LAST_PAGES).map(viewPage);
	const paper = toPaper(views, kindOf);
	return {
		kind: readKind(paper.head),
		fields: choose(RULES.flatMap((rule) => rule(paper)).map((candidate) => weigh(paper, candidate))),
	};
}
