import { toIsoDate } from './dates.ts';

/**
 * Mã hồ sơ. `old`: `000.00.10.H55-220705-0012` (TT 01/2018 Đ19); `current`: `H56.14-240823-0001`;
 * `central`: serial `AAXXXX`, 6 digits or more (TT 04/2025, centrally provided services). A `T.` before it is the Treasury's.
 */
export type DossierCode = {
	/** Upper case, no spaces. */
	readonly code: string;
	readonly shape: 'old' | 'current' | 'central';
	readonly treasury: boolean;
	readonly agency: string;
	/** Day of receipt, `YYYY-MM-DD`. */
	readonly date: string;
	readonly serial: string;
};

/** A code found in a text; offsets into that text, `end` exclusive. */
export type FoundCode = { readonly value: string; readonly start: number; readonly end: number };

// domain.md §1.5, tested there; every quantifier is bounded.
const AGENCY_NOW = String.raw`[A-Y]\d{2}(?:\.[A-Z0-9]{1,3}){0,4}`;
const AGENCY_OLD = String.raw`(?:\d{2,3}\.){2,4}[A-Y]\d{2}`;
const DOSSIER = String.raw`(T\.)?(?:(${AGENCY_NOW})|(${AGENCY_OLD}))-(\d{2})(\d{2})(\d{2})-(\d{4,8})`;
const DOSSIER_WHOLE = new RegExp(`^${DOSSIER}$`);
const DOSSIER_IN_TEXT = new RegExp(`(?<![A-Z0-9.])${DOSSIER}(?![A-Z0-9])`, 'g');
const PROCEDURE = String.raw`[1-3]\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})?`;
const PROCEDURE_WHOLE = new RegExp(`^${PROCEDURE}$`);
const PROCEDURE_IN_TEXT = new RegExp(String.raw`(?<![A-Z0-9.,])${PROCEDURE}(?![A-Z0-9]|[.,]\d)`, 'g');
const RESULT_TYPE_WHOLE = /^KQ\.[A-Y]\d{2}\.\d{6}$/;

function tidy(text: string): string {
	return text
		.trim()
		.replace(/\s*([-–—.])\s*/g, '$1')
		.replace(/[–—]/g, '-')
		.toUpperCase();
}

function toDossierCode(match: RegExpExecArray): DossierCode | undefined {
	const [code, treasury, now, old, yy, mm, dd, serial = ''] = match;
	const date = toIsoDate(2000 + Number(yy), Number(mm), Number(dd));
	const agency = now ?? old;
	if (date === undefined || agency === undefined) return undefined;
	const shape = old !== undefined ? 'old' : serial.length >= 6 ? 'central' : 'current';
	return { code, shape, treasury: treasury !== undefined, agency, date, serial };
}

/** Mã hồ sơ in any of its shapes, when the text is one and nothing else; stray spaces around `.` and `-` are forgiven. */
export function parseDossierCode(text: string): DossierCode | undefined {
	if (text.length > 80) return undefined;
	const match = DOSSIER_WHOLE.exec(tidy(text));
	return match === null ? undefined : toDossierCode(match);
}

/** All dossier codes in a text (capitals, no spaces inside), also the head of `<mã hồ sơ>-KQ1`. Linear. */
export function findDossierCodes(text: string): readonly FoundCode[] {
	return Array.from(text.matchAll(DOSSIER_IN_TEXT))
		.filter((match) => toDossierCode(match) !== undefined)
		.map((match) => ({ value: match[0], start: match.index, end: match.index + match[0].length }));
}

/** Mã TTHC, short `1.014465` or long `1.000555.000.00.00.H48`, when the text is one and nothing else. */
export function parseProcedureCode(text: string): string | undefined {
	if (text.length > 60) return undefined;
	const code = tidy(text);
	return PROCEDURE_WHOLE.test(code) ? code : undefined;
}

/** All procedure codes in a text. Linear. */
export function findProcedureCodes(text: string): readonly FoundCode[] {
	return Array.from(text.matchAll(PROCEDURE_IN_TEXT), (match) => ({
		value: match[0],
		start: match.index,
		end: match.index + match[0].length,
	}));
}

/** Mã loại kết quả `KQ.G15.000031`, when the text is one and nothing else. */
export function parseResultTypeCode(text: string): string | undefined {
	if (text.length > 40) return undefined;
	const code = tidy(text);
	return RESULT_TYPE_WHOLE.test(code) ? code : undefined;
}
