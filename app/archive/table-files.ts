import writeXlsxFile from 'write-excel-file/node';

/** A table as files hold it: a header and rows of texts. */
export type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/**
 * What a spreadsheet would run as a formula when a text begins with it (OWASP, "CSV Injection"): also the full-width forms, which
 * Excel takes for the same.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** RFC 4180 with a byte-order mark, without which Excel takes UTF-8 for the machine's own code page. */
export function toCsv({ columns, rows }: Table): Uint8Array {
	const line = (cells: readonly string[]): string => cells.map(csvCell).join(',');
	return Buffer.from(`\uFEFF${[columns, ...rows].map(line).join('\r\n')}\r\n`, 'utf8');
}

/** An apostrophe makes it a text for every spreadsheet; the rest of the value stays as it is. */
function csvCell(text: string): string {
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return `"${safe.replaceAll('"', '""')}"`;
}

/** Every cell is a text cell, so that nothing is a formula, no leading zero is lost and no number becomes a date. */
export async function toXlsx({ columns, rows }: Table): Promise<Uint8Array> {
	const cell = (value: string) => ({ type: String, value: withoutControls(value), format: '@' });
	const head = columns.map((value) => ({ ...cell(value), fontWeight: 'bold' as const }));
	return writeXlsxFile([head, ...rows.map((row) => row.map(cell))], { sheet: 'KetQua' }).toBuffer();
}

/** XML 1.0 has no place for these, and Excel then calls the whole file damaged. */
function withoutControls(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
	return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}
