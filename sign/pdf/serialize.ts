import type { PdfDict } from './values.ts';

/** `12 0 R`. */
export function refText(number: number, generation = 0): string {
	return `${number} ${generation} R`;
}

/** A number as PDF writes it: no exponent, four decimals at most. */
export function numberText(value: number): string {
	return String(Number(value.toFixed(4)));
}

/** A text string in hex: UTF-16BE with its mark, so that every letter is kept and nothing needs escaping. */
export function textString(text: string): string {
	const utf16 = Buffer.from(text, 'utf16le').swap16();
	return `<feff${utf16.toString('hex')}>`;
}

/** A stream object's value: the dictionary's entries (without /Length) and the data. */
export function streamValue(entries: string, data: Buffer): Buffer {
	const head = `<< ${entries} /Length ${data.length} >>\nstream\n`;
	return Buffer.concat([Buffer.from(head, 'latin1'), data, Buffer.from('\nendstream', 'latin1')]);
}

/**
 * The bytes of a dictionary with some entries replaced or added; all others stay as they were written, to the byte.
 * `source` is what the dictionary was parsed from.
 */
export function editDict(source: Buffer, dict: PdfDict, changes: Readonly<Record<string, string | Buffer>>): Buffer {
	const parts: Buffer[] = [];
	let at = dict.start;
	const known = Object.keys(changes)
		.map((key) => dict.entries.get(key))
		.filter((found) => found !== undefined)
		.toSorted((a, b) => a.start - b.start);
	for (const found of known) {
		const key = Object.keys(changes).find((name) => dict.entries.get(name) === found) ?? '';
		parts.push(source.subarray(at, found.start), Buffer.from(changes[key] ?? ''));
		at = found.end;
	}
	parts.push(source.subarray(at, dict.end - 2));
	for (const [key, value] of Object.entries(changes)) {
		if (!dict.entries.has(key)) parts.push(Buffer.from(`\n/${key} `, 'latin1'), Buffer.from(value));
	}
	parts.push(Buffer.from('\n>>', 'latin1'));
	return Buffer.concat(parts);
}

/** The bytes of an array with further items at its end. */
export function appendTo(
	source: Buffer,
	array: { readonly start: number; readonly end: number },
	items: string,
): Buffer {
	return Buffer.concat([source.subarray(array.start, array.end - 1), Buffer.from(` ${items} ]`, 'latin1')]);
}
