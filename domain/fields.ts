import type { Box } from './geometry.ts';
import type { AccountId } from './ids.ts';

/** What a field's value must look like. */
export type FieldType =
	| 'text'
	| 'date'
	| 'documentNumber'
	| 'dossierCode'
	| 'procedureCode'
	| 'personalId'
	| 'taxCode'
	| 'name';

/** Every field there is, in the order of the paper. `head` fields stand on every outcome. */
export const FIELDS = {
	documentNumber: { type: 'documentNumber', head: true },
	issueDate: { type: 'date', head: true },
	issuingBody: { type: 'text', head: true },
	placeOfIssue: { type: 'text', head: true },
	subject: { type: 'text', head: true },
	signerName: { type: 'name', head: true },
	signerPosition: { type: 'text', head: true },
	ownerName: { type: 'name', head: false },
	ownerIdNumber: { type: 'personalId', head: false },
	dossierCode: { type: 'dossierCode', head: false },
	procedureCode: { type: 'procedureCode', head: false },
	/** `YYYY-MM-DD`, or `indefinite` (vô thời hạn). */
	validUntil: { type: 'date', head: false },
	validityScope: { type: 'text', head: false },
	plotNumber: { type: 'text', head: false },
	mapSheet: { type: 'text', head: false },
	certificateSerial: { type: 'text', head: false },
	registerNumber: { type: 'text', head: false },
	enterpriseCode: { type: 'taxCode', head: false },
	address: { type: 'text', head: false },
} as const satisfies Record<string, { type: FieldType; head: boolean }>;

export type FieldName = keyof typeof FIELDS;

/** All field names, in the order of the paper. */
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** Who or what gave a value. Machine: `qr`, `textLayer`, `ocr`. Person: `typed`, `corrected`. `demo`: the demo's stand-in for a person. */
export type FieldOrigin = 'qr' | 'textLayer' | 'ocr' | 'typed' | 'corrected' | 'demo';

/** What the machine read for a field. A field that is not on the paper has no reading: absent, never guessed. */
export type FieldReading = {
	/** Normalised: dates `YYYY-MM-DD`, numbers without stray spaces, NFC. */
	readonly value: string;
	/** As it stands on the paper, NFC. */
	readonly printed: string;
	/** 0-1; at 0.9 or more it is shown as certain. */
	readonly confidence: number;
	/** Page index from 0. */
	readonly page: number;
	/** px of that page's frame. */
	readonly box: Box;
	readonly origin: FieldOrigin;
};

/** A reading as it is kept: with who and when, once a person has touched it. */
export type StoredReading = FieldReading & {
	readonly field: FieldName;
	readonly by?: AccountId;
	/** UTC, ISO 8601. */
	readonly at: string;
};

export type FieldReadings = { readonly [F in FieldName]?: FieldReading };

/** Whether a person stands behind the value: a machine never overwrites it. */
export function isHuman(origin: FieldOrigin): boolean {
	return origin === 'typed' || origin === 'corrected';
}

/** Whether a person has compared the machine's value with the paper and said that it is right. */
export function isConfirmed({
	origin,
	by,
}: {
	readonly origin: FieldOrigin;
	readonly by?: string | undefined;
}): boolean {
	return by !== undefined && (MACHINE_ORIGINS as readonly FieldOrigin[]).includes(origin);
}

/** Origins of what a machine read. */
export const MACHINE_ORIGINS = ['qr', 'textLayer', 'ocr'] as const satisfies readonly FieldOrigin[];

/** Whether the value is a person's word, typed or confirmed: no machine may change it any more. */
export function isPersonsWord(reading: { readonly origin: FieldOrigin; readonly by?: string | undefined }): boolean {
	return isHuman(reading.origin) || isConfirmed(reading);
}

/** Fields whose values come back from paper to paper. Of all others every value is one citizen's: none is ever offered. */
export const RECURRING_FIELDS: readonly FieldName[] = [
	'issuingBody',
	'placeOfIssue',
	'signerName',
	'signerPosition',
	'procedureCode',
	'validityScope',
];
