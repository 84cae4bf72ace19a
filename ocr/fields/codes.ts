import { parseDossierCode, parseProcedureCode } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { type Flow, sliceFlow } from './flow.ts';
import type { Paper } from './paper.ts';

/** What may be a dossier code, also where a line ended after one of its hyphens; domain/text says whether it is one. */
const DOSSIER = /(?<![\p{L}\d.])(?:T\.)?[A-Y0-9][A-Z0-9.]{2,24}\s?-\s?\d{6}\s?-\s?\d{4,8}(?![\p{L}\d])/gu;
const PROCEDURE = /(?<![\p{L}\d.])[1-3]\.\d{6}(?:\.[A-Z0-9.]{3,20})?(?![\p{L}\d])/gu;
const DOSSIER_LABEL = /h[o0] so/;
const PROCEDURE_LABEL = /tthc|thu tuc/;
/** Characters before a code in which its label may stand. */
const REACH = 40;

function before(flow: Flow, at: number): string {
	return flow.folded.slice(Math.max(0, at - REACH), at);
}

function inFlow(flow: Flow): Candidate[] {
	const { origin } = flow.view;
	const dossiers = Array.from(flow.text.matchAll(DOSSIER)).flatMap((match) => {
		const parsed = parseDossierCode(match[0]);
		if (parsed === undefined) return [];
		const certainty = DOSSIER_LABEL.test(before(flow, match.index)) ? 0.97 : 0.85;
		const span = sliceFlow(flow, match.index, match.index + match[0].length);
		return [fromSpan('dossierCode', span, { value: parsed.code, certainty, rule: 'code by its shape', origin })];
	});
	const procedures = Array.from(flow.text.matchAll(PROCEDURE)).flatMap((match) => {
		const code = parseProcedureCode(match[0]);
		if (code === undefined || !PROCEDURE_LABEL.test(before(flow, match.index))) return [];
		const span = sliceFlow(flow, match.index, match.index + match[0].length);
		return [fromSpan('procedureCode', span, { value: code, certainty: 0.97, rule: 'code by its shape', origin })];
	});
	return [...dossiers, ...procedures];
}

/** Mã hồ sơ and mã TTHC printed as text: their shapes are particular enough; a label makes them surer. */
export function codesRule(paper: Paper): readonly Candidate[] {
	return paper.flows.flatMap(inFlow);
}
