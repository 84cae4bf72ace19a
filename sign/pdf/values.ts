/** A name such as `/Type`, without the slash, `#xx` decoded, one char a byte (latin1). */
export type PdfName = { readonly kind: 'name'; readonly value: string };

/** A string's bytes, escapes decoded; `start` and `end` are the offsets of its token in the bytes it was parsed from. */
export type PdfString = {
	readonly kind: 'string';
	readonly form: 'literal' | 'hex';
	readonly bytes: Buffer;
	readonly start: number;
	readonly end: number;
};

/** `12 0 R`. */
export type PdfRef = { readonly kind: 'ref'; readonly number: number; readonly generation: number };

/** A value in a dictionary, and where it lies (byte offsets, `end` excluded; `keyStart` is that of its key's slash). */
export type PdfEntry = {
	readonly value: PdfValue;
	readonly keyStart: number;
	readonly start: number;
	readonly end: number;
};

/**
 * A dictionary; `start` is the offset of `<<`, `end` that after `>>`. `ambiguous`: a key is there twice, and readers differ
 * on which one counts.
 */
export type PdfDict = {
	readonly kind: 'dict';
	readonly entries: ReadonlyMap<string, PdfEntry>;
	readonly ambiguous: boolean;
	readonly start: number;
	readonly end: number;
};

/** An array; `start` is the offset of `[`, `end` that after `]`. */
export type PdfArray = {
	readonly kind: 'array';
	readonly items: readonly PdfValue[];
	readonly start: number;
	readonly end: number;
};

/** A stream; its raw (still filtered) data lies from `dataStart` to `dataEnd`. */
export type PdfStream = {
	readonly kind: 'stream';
	readonly dict: PdfDict;
	readonly dataStart: number;
	readonly dataEnd: number;
};

/** Anything that stands in a PDF. `null` and undefined entries are the same thing (ISO 32000-2, 7.3.9). */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream;

/** What cannot be read as PDF syntax. Only inside `sign/`: outside it is the fault `pdfDamaged`. */
export class PdfSyntaxError extends Error {
	override readonly name = 'PdfSyntaxError';
}

/** An object held in a PDF value, not `null`, a boolean or a number. */
type Held = Extract<PdfValue, { readonly kind: string }>;

function isHeld(value: PdfValue | undefined): value is Held {
	return typeof value === 'object' && value !== null;
}

export function isName(value: PdfValue | undefined, name?: string): value is PdfName {
	return isHeld(value) && value.kind === 'name' && (name === undefined || value.value === name);
}

export function isRef(value: PdfValue | undefined): value is PdfRef {
	return isHeld(value) && value.kind === 'ref';
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
	return isHeld(value) && value.kind === 'dict';
}

export function isArray(value: PdfValue | undefined): value is PdfArray {
	return isHeld(value) && value.kind === 'array';
}

export function isString(value: PdfValue | undefined): value is PdfString {
	return isHeld(value) && value.kind === 'string';
}

export function isStream(value: PdfValue | undefined): value is PdfStream {
	return isHeld(value) && value.kind === 'stream';
}

/** The value under `key`, references not followed; `undefined` when it is not there. */
export function entry(dict: PdfDict, key: string): PdfValue | undefined {
	return dict.entries.get(key)?.value;
}

/** The dictionary of a dictionary or a stream. */
export function dictOf(value: PdfValue | undefined): PdfDict | undefined {
	if (isDict(value)) return value;
	return isStream(value) ? value.dict : undefined;
}

/** Text of a PDF text string (ISO 32000-2, 7.9.2.2): UTF-16BE or UTF-8 with its mark, else taken as latin1. */
export function textOf(value: PdfString): string {
	const { bytes } = value;
	if (bytes[0] === 0xfe && bytes[1] === 0xff) {
		const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
		return even.swap16().toString('utf16le');
	}
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
	return bytes.toString('latin1');
}
