import { missingFields } from './check-field.ts';
import { FIELD_NAMES, FIELDS, type FieldName, type FieldType } from './fields.ts';
import type { OutcomeId } from './ids.ts';
import type { OutcomeKind } from './outcome-kinds.ts';
import {
	hasTaxCheckDigit,
	isIsoDate,
	isPlaceCode,
	parseDocumentNumber,
	parseDossierCode,
	parsePersonalId,
	parseProcedureCode,
	parseTaxCode,
	readPersonalId,
} from './text/index.ts';

/** What can be odd about a value; texts in i18n under `screen.verify.check.<code>`. */
export const FIELD_CHECK_CODES = [
	'missing',
	'dateImpossible',
	'dateInFuture',
	'dateTooEarly',
	'validBeforeIssue',
	'numberForm',
	'numberYear',
	'idLength',
	'idPlace',
	'idCentury',
	'idSex',
	'idBornLater',
	'taxCodeLength',
	'taxCodeDigit',
	'dossierForm',
	'dossierLater',
	'procedureForm',
	'serialForm',
	'qrDiffers',
	'duplicatePaper',
	'duplicateFile',
] as const;
export type FieldCheckCode = (typeof FIELD_CHECK_CODES)[number];

/** Something a clerk should look at again; it never stands in the way. */
export type FieldCheck = {
	readonly code: FieldCheckCode;
	/** Absent when it concerns the paper as a whole. */
	readonly field?: FieldName;
	/** What the sentence about it says besides; may be personal: for the clerk's screen only. */
	readonly data?: Readonly<Record<string, string>>;
	/** Other outcomes that it is about. */
	readonly outcomes?: readonly OutcomeId[];
};

/** Values by field, as kept: a day is `YYYY-MM-DD`; empty and absent alike say nothing. */
export type FieldValues = { readonly [F in FieldName]?: string };

/** What the rules must know besides the values. */
export type CheckFacts = {
	readonly kind: OutcomeKind;
	/** `YYYY-MM-DD`, +07:00. */
	readonly today: string;
};

/**
 * What is odd about the values of a paper, in the order of the fields: impossible days, numbers and codes of another form
 * (domain.md §1.5, §4.2, §4.4), values that contradict each other. Pure.
 */
export function checkValues(values: FieldValues, facts: CheckFacts): readonly FieldCheck[] {
	const checks = FIELD_NAMES.flatMap((field): readonly FieldCheck[] => {
		const value = values[field];
		if (value === undefined || value === '') return [];
		return RULES[FIELDS[field].type]?.(field, value, { ...facts, values }) ?? [];
	});
	const serial = values.certificateSerial;
	if (serial && !SERIAL.test(serial.replaceAll(' ', '').toUpperCase())) {
		checks.push({ code: 'serialForm', field: 'certificateSerial' });
	}
	return [...missingFields(values).map((field) => ({ code: 'missing', field }) as const), ...checks];
}

type Known = CheckFacts & { readonly values: FieldValues };
type Rule = (field: FieldName, value: string, known: Known) => readonly FieldCheck[];

const RULES: { readonly [T in FieldType]?: Rule } = {
	date: checkDate,
	documentNumber: checkNumber,
	personalId: checkPersonalId,
	taxCode: checkTaxCode,
	dossierCode: checkDossierCode,
	procedureCode: (field, value) => (parseProcedureCode(value) === undefined ? [{ code: 'procedureForm', field }] : []),
};

/** GCN QSDĐ: two letters and 6 digits (old form) or 8 (TT 10/2024), domain.md §4.3. */
const SERIAL = /^\p{Lu}{2}(?:\d{6}|\d{8})$/u;

/** No paper of this state is older. */
const FIRST_DAY = '1945-09-02';

/** Days before which a kind of paper had no law: Luật Đất đai 1987, Luật Công ty 1990, NĐ 66-HĐBT 1992. */
const FIRST_DAYS: { readonly [K in OutcomeKind]?: string } = {
	landUseCertificate: '1988-01-08',
	enterpriseCertificate: '1991-04-15',
	businessHouseholdCertificate: '1992-03-02',
};

function checkDate(field: FieldName, value: string, { kind, today, values }: Known): readonly FieldCheck[] {
	if (value === 'indefinite') return [];
	if (!isIsoDate(value)) return [{ code: 'dateImpossible', field }];
	if (field === 'validUntil') {
		return values.issueDate && value < values.issueDate ? [{ code: 'validBeforeIssue', field }] : [];
	}
	if (value > today) return [{ code: 'dateInFuture', field }];
	const day = FIRST_DAYS[kind] ?? FIRST_DAY;
	return value < day ? [{ code: 'dateTooEarly', field, data: { day } }] : [];
}

/** Numbers of their own form, by kind (domain.md §4.3): a tax code or the older household number; a place and 8 digits. */
const OWN_NUMBERS: { readonly [K in OutcomeKind]?: RegExp } = {
	businessHouseholdCertificate: /^(?:\d{10}(?:-\d{3})?|\d{12}|\d{2}\p{Lu}\d{7})$/u,
	practiceCertificate: /^\p{Lu}{2,4}-\d{8}$/u,
};

function checkNumber(field: FieldName, value: string, { kind, values }: Known): readonly FieldCheck[] {
	if (OWN_NUMBERS[kind]?.test(value)) return [];
	const number = parseDocumentNumber(value);
	if (number === undefined || /\s/.test(value)) return [{ code: 'numberForm', field }];
	const issued = values.issueDate?.slice(0, 4);
	if (number.year !== undefined && issued && number.year !== issued) {
		return [{ code: 'numberYear', field, data: { year: number.year, issued } }];
	}
	return [];
}

function checkPersonalId(field: FieldName, value: string, { values }: Known): readonly FieldCheck[] {
	const parsed = parsePersonalId(value);
	if (parsed === undefined) return [{ code: 'idLength', field, data: { digits: String(countDigits(value)) } }];
	if (parsed.kind === 'identityCard') return [];
	const facts = readPersonalId(parsed.id);
	if (facts === undefined) return [{ code: 'idCentury', field, data: { digit: parsed.id.charAt(3) } }];
	const checks: FieldCheck[] = [];
	if (!isPlaceCode(facts.place)) checks.push({ code: 'idPlace', field, data: { place: facts.place } });
	const issued = values.issueDate?.slice(0, 4);
	const year = String(facts.birthYear);
	if (issued && year > issued) checks.push({ code: 'idBornLater', field, data: { year, issued } });
	// A middle name "Thị" is a woman's; other names tell nothing.
	if (/\sthị\s/iu.test(values.ownerName ?? '') && facts.sex === 'male') checks.push({ code: 'idSex', field });
	return checks;
}

function checkTaxCode(field: FieldName, value: string): readonly FieldCheck[] {
	if (parseTaxCode(value) !== undefined) return [];
	const digits = value.replace(/\D/g, '');
	const isLong = digits.length === 10 || digits.length === 13;
	if (isLong && !hasTaxCheckDigit(digits.slice(0, 10))) return [{ code: 'taxCodeDigit', field }];
	return [{ code: 'taxCodeLength', field, data: { digits: String(digits.length) } }];
}

function checkDossierCode(field: FieldName, value: string, { values }: Known): readonly FieldCheck[] {
	const code = parseDossierCode(value);
	if (code === undefined) return [{ code: 'dossierForm', field }];
	const { issueDate } = values;
	return issueDate && code.date > issueDate ? [{ code: 'dossierLater', field, data: { day: code.date } }] : [];
}

function countDigits(value: string): number {
	return value.replace(/\D/g, '').length;
}
