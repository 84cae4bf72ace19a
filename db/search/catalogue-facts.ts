import type { FieldName } from '../../domain/index.ts';
import { fold, givenNameKey, numberSortKey, toneKey } from '../../domain/text/index.ts';

/** The columns of `catalogue` that come from fields, in the order of its statements. */
export type RowFacts = readonly [
	issueDate: string,
	issuingBody: string,
	bodyKey: string,
	numberOrder: string,
	ownerName: string,
	ownerKey: string,
	ownerOrder: string,
];

/** What an outcome is filtered, counted and sorted by. A date that is no day (a year alone) is left out. */
export function rowFacts(values: { readonly [F in FieldName]?: string | undefined }): RowFacts {
	const { issueDate = '', issuingBody = '', documentNumber = '', ownerName = '' } = values;
	return [
		/^\d{4}-\d{2}-\d{2}$/.test(issueDate) ? issueDate : '',
		issuingBody,
		bodyKey(issuingBody),
		numberSortKey(documentNumber),
		ownerName,
		ownerKey(ownerName),
		givenNameKey(ownerName),
	];
}

/** Issuing bodies are few and known: case, marks and blanks, which recognition gets wrong most, don't make another one. */
export function bodyKey(name: string): string {
	return fold(name).replace(/\s+/g, ' ').trim();
}

/** People are many: marks count (An is not Ân), only case, blanks and the place of the tone don't. */
export function ownerKey(name: string): string {
	return toneKey(name.toLowerCase()).replace(/\s+/g, ' ').trim();
}
