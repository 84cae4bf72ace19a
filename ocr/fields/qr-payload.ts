import type { FieldName } from '../../domain/fields.ts';
import {
	fold,
	formatDocumentNumber,
	nfc,
	parseDate,
	parseDocumentNumber,
	parseDossierCode,
	parsePersonalId,
	parseProcedureCode,
	parseTaxCode,
	toIsoDate,
} from '../../domain/text/index.ts';

/** A value a QR code holds. `keyed`: the payload named it; else its own shape told what it is. */
export type QrValue = {
	readonly field: FieldName;
	readonly value: string;
	readonly printed: string;
	readonly keyed: boolean;
};

/** Pieces read of a payload, levels of nested JSON: a QR code holds 4,296 characters at most, the rest is attack. */
const MAX_PIECES = 200;
const MAX_DEPTH = 3;

/** Names that systems give to the fields of TT 01/2023/TT-VPCP (domain.md §1.3, §5), folded, letters only. */
const FIELDS_BY_KEY: Readonly<Record<string, FieldName>> = {
	mahoso: 'dossierCode',
	mahs: 'dossierCode',
	sohoso: 'dossierCode',
	dossiercode: 'dossierCode',
	matthc: 'procedureCode',
	mathutuc: 'procedureCode',
	mathutuchanhchinh: 'procedureCode',
	procedurecode: 'procedureCode',
	sokyhieu: 'documentNumber',
	sovakyhieu: 'documentNumber',
	so: 'documentNumber',
	documentnumber: 'documentNumber',
	ngaycap: 'issueDate',
	ngaybanhanh: 'issueDate',
	ngayky: 'issueDate',
	issueddate: 'issueDate',
	issuedate: 'issueDate',
	coquancap: 'issuingBody',
	coquanbanhanh: 'issuingBody',
	organname: 'issuingBody',
	madinhdanh: 'ownerIdNumber',
	sodinhdanh: 'ownerIdNumber',
	sodinhdanhcanhan: 'ownerIdNumber',
	madinhdanhcanhan: 'ownerIdNumber',
	cccd: 'ownerIdNumber',
	socccd: 'ownerIdNumber',
	chugiayto: 'ownerName',
	chuhoso: 'ownerName',
	hoten: 'ownerName',
	hovaten: 'ownerName',
	thoihan: 'validUntil',
	thoihanhieuluc: 'validUntil',
	hieulucden: 'validUntil',
	validuntil: 'validUntil',
	phamvi: 'validityScope',
	phamvihieuluc: 'validityScope',
	trichyeu: 'subject',
	trichyeunoidung: 'subject',
	subject: 'subject',
	masodoanhnghiep: 'enterpriseCode',
	msdn: 'enterpriseCode',
	masothue: 'enterpriseCode',
	seri: 'certificateSerial',
	soseri: 'certificateSerial',
	serial: 'certificateSerial',
	maphathanh: 'certificateSerial',
};

const INDEFINITE = /^(?:vo thoi han|khong thoi han|khong xac dinh thoi han|vinh vien|indefinite)$/;

type Pair = { readonly key?: string; readonly text: string };

function letters(key: string): string {
	return fold(key).replace(/[^a-z]/g, '');
}

function fromJson(value: unknown, key: string | undefined, depth: number, out: Pair[]): void {
	if (out.length >= MAX_PIECES || depth > MAX_DEPTH) return;
	if (typeof value === 'string' || typeof value === 'number') {
		out.push({ ...(key === undefined ? {} : { key }), text: String(value) });
	} else if (Array.isArray(value)) {
		for (const item of value) fromJson(item, key, depth + 1, out);
	} else if (typeof value === 'object' && value !== null) {
		for (const [name, item] of Object.entries(value)) fromJson(item, name, depth + 1, out);
	}
}

function parseJson(text: string): Pair[] | undefined {
	if (!/^[[{]/.test(text)) return undefined;
	try {
		const pairs: Pair[] = [];
		fromJson(JSON.parse(text), undefined, 0, pairs);
		return pairs;
	} catch {
		return undefined;
	}
}

function parseUrl(text: string): Pair[] | undefined {
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	const path = url.pathname.split('/').map((piece) => ({ text: decode(piece) }));
	return [...Array.from(url.searchParams, ([key, value]) => ({ key, text: value })), ...path].slice(0, MAX_PIECES);
}

function decode(piece: string): string {
	try {
		return decodeURIComponent(piece);
	} catch {
		return piece;
	}
}

/** `key: value` or `key=value`; a piece without a key is taken as it is. */
function splitPair(piece: string): Pair {
	const at = piece.search(/[:=]/);
	const key = at > 0 ? piece.slice(0, at).trim() : '';
	return at > 0 && key.length <= 40 && /^\p{L}/u.test(key) ? { key, text: piece.slice(at + 1) } : { text: piece };
}

function toPairs(text: string): readonly Pair[] {
	return parseJson(text) ?? parseUrl(text) ?? text.split(/[|;\n\t]/, MAX_PIECES).map(splitPair);
}

function compactDate(text: string): string | undefined {
	const match = /^(\d{4})(\d{2})(\d{2})(?:\d{4,6})?$/.exec(text);
	return match === null ? undefined : toIsoDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

function readDate(text: string): string | undefined {
	return parseDate(text) ?? compactDate(text) ?? parseDate(text.replace(/[T ]\d{2}:\d{2}.*$/, ''));
}

function readNumber(text: string): string | undefined {
	const parsed = parseDocumentNumber(text);
	return parsed === undefined ? undefined : formatDocumentNumber(parsed);
}

/** The value when the text has the shape that the field demands. */
function readAs(field: FieldName, text: string): string | undefined {
	switch (field) {
		case 'dossierCode':
			return parseDossierCode(text)?.code;
		case 'procedureCode':
			return parseProcedureCode(text);
		case 'documentNumber':
			return readNumber(text);
		case 'issueDate':
			return readDate(text);
		case 'validUntil':
			return INDEFINITE.test(fold(text).trim()) ? 'indefinite' : readDate(text);
		case 'ownerIdNumber':
			return parsePersonalId(text)?.id;
		case 'enterpriseCode':
			return parseTaxCode(text)?.code;
		case 'certificateSerial':
			return /^\p{Lu}{2}\s?(?:\d{6}|\d{8})$/u
				.exec(text)?.[0]
				.replace(/\s/, '')
				.replace(/(?=\d)/, ' ');
		default:
			return /\p{L}{2}/u.test(text) ? text : undefined;
	}
}

/** What tells itself by its shape alone, most particular first. A date or a name without a key could be anyone's, so neither is taken. */
function readByShape(text: string): { field: FieldName; value: string } | undefined {
	for (const field of ['dossierCode', 'procedureCode'] as const) {
		const value = readAs(field, text);
		if (value !== undefined) return { field, value };
	}
	const number = parseDocumentNumber(text);
	if (number?.notation !== undefined) return { field: 'documentNumber', value: formatDocumentNumber(number) };
	if (/^0\d{2}[0-3]\d{8}$/.test(text)) return { field: 'ownerIdNumber', value: text };
	return undefined;
}

/**
 * Reads a QR payload. No format is prescribed (TT 01/2023/TT-VPCP only lists the data), so separators, `key: value`, JSON and URLs are
 * all tried, and only what is named, or can be told by its own shape, is taken. Never throws.
 */
export function readQrPayload(payload: string): readonly QrValue[] {
	const values: QrValue[] = [];
	for (const { key, text } of toPairs(nfc(payload).trim())) {
		const printed = text.trim();
		if (printed === '' || printed.length > 500) continue;
		const named = key === undefined ? undefined : FIELDS_BY_KEY[letters(key)];
		const value = named === undefined ? undefined : readAs(named, printed);
		if (named !== undefined && value !== undefined) values.push({ field: named, value, printed, keyed: true });
		else {
			const found = readByShape(printed);
			if (found !== undefined) values.push({ ...found, printed, keyed: false });
		}
	}
	return values;
}
