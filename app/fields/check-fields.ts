import {
	currentReadings,
	findOutcomesByOriginal,
	findSamePapers,
	getOutcome,
	newestVersion,
	type StoredReadings,
} from '../../db/index.ts';
import {
	type Actor,
	checkValues,
	FIELD_NAMES,
	type FieldCheck,
	fold,
	type Outcome,
	type OutcomeId,
	type RecognizedPage,
	vietnamWallTime,
} from '../../domain/index.ts';
import { readCodeFields, readFields } from '../../ocr/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';
import { valuesOf } from '../uploads/preflight-facts.ts';

/**
 * What should be looked at again on an outcome: odd values, values that its QR code contradicts, and other scans of the same paper
 * in the actor's org units. Nothing of it stands in the way.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `fileLost`.
 */
export async function checkFields(actor: Actor, core: Core, id: OutcomeId): Promise<readonly FieldCheck[]> {
	const { orgUnitScope } = permit(actor, 'checkFields');
	const outcome = await getOutcome(core.db, id, orgUnitScope);
	const readings = await currentReadings(core.db, id);
	const today = vietnamWallTime(core.clock.now()).slice(0, 10);
	const declared = new Set(FIELD_NAMES.filter((field) => readings[field]?.value === ''));
	// What a person has declared absent is no longer missing.
	const odd = checkValues(valuesOf(readings), { kind: outcome.kind, today }).filter(
		({ code, field }) => code !== 'missing' || field === undefined || !declared.has(field),
	);
	return [
		...odd,
		...qrChecks(readings, await recognizedPages(core, id)),
		...(await duplicates(core, outcome, readings, orgUnitScope)),
	];
}

/** From here on a reading of the letters is sure enough to be held against the code. */
const SURE = 0.9;

/** Where a QR code on the paper says something else than the field does, or than the letters beside it. */
function qrChecks(readings: StoredReadings, pages: readonly RecognizedPage[]): readonly FieldCheck[] {
	const codes = readCodeFields(pages);
	if (Object.keys(codes).length === 0) return [];
	const letters = readFields(pages.map((page) => ({ ...page, codes: [] }))).fields;
	return FIELD_NAMES.flatMap((field): readonly FieldCheck[] => {
		const qr = codes[field]?.value;
		const value = readings[field]?.value;
		if (qr === undefined || value === undefined || value === '') return [];
		if (!alike(qr, value)) return [{ code: 'qrDiffers', field, data: { qr } }];
		const read = letters[field];
		const doubt = readings[field]?.origin === 'qr' && read !== undefined && read.confidence >= SURE;
		return doubt && !alike(qr, read.value) ? [{ code: 'qrDiffers', field, data: { qr: read.value } }] : [];
	});
}

/** Codes are often without accents and spaces. */
function alike(a: string, b: string): boolean {
	const key = (text: string) => fold(text).replace(/[^a-z0-9]/g, '');
	return key(a) === key(b);
}

async function duplicates(
	{ db }: Core,
	{ id }: Outcome,
	readings: StoredReadings,
	scope: Parameters<typeof findSamePapers>[3],
): Promise<readonly FieldCheck[]> {
	const version = await newestVersion(db, id);
	const sameFile = version === undefined ? [] : await findOutcomesByOriginal(db, version.originalSha256, scope);
	const others = sameFile.filter((other) => other !== id);
	const { documentNumber, issueDate, issuingBody } = valuesOf(readings);
	const known = documentNumber && issueDate && issuingBody;
	const paper = known ? { documentNumber, issueDate, issuingBody } : undefined;
	const samePaper = paper === undefined ? [] : await findSamePapers(db, id, paper, scope);
	return [
		...(others.length === 0 ? [] : [{ code: 'duplicateFile', outcomes: others } as const]),
		...(samePaper.length === 0
			? []
			: [{ code: 'duplicatePaper', field: 'documentNumber', outcomes: samePaper } as const]),
	];
}
