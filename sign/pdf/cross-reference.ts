import { readObjectAt } from './indirect-object.ts';
import { PdfParser } from './parser.ts';
import { decodeStream } from './stream-data.ts';
import { entry, isArray, isDict, isName, isStream, type PdfDict, PdfSyntaxError, type PdfValue } from './values.ts';

/** Where an object is: nowhere, at an offset of the file, or the `index`th in an object stream. */
export type Location =
	| { readonly kind: 'free' }
	| { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
	| { readonly kind: 'packed'; readonly stream: number; readonly index: number };

/** One cross-reference section: what one save of the file said of its objects. */
export type Section = {
	readonly kind: 'table' | 'stream';
	/** Offsets of the section itself, `end` after its trailer. A hybrid's stream lies elsewhere: `hybrid`. */
	readonly start: number;
	readonly end: number;
	readonly entries: ReadonlyMap<number, Location>;
	readonly trailer: PdfDict;
	readonly prev: number | undefined;
	/** What a hybrid file's /XRefStm adds, and where that lies. */
	readonly hybrid?: { readonly start: number; readonly end: number };
};

/** ISO 32000-1, Annex C: 8,388,607 objects. */
const MAX_OBJECT_NUMBER = 8_388_607;
/** Sections of one file; an office's document has one to ten. */
const MAX_SECTIONS = 4096;
/** Entries of all sections together: twenty times those of a file of 100,000 pages. Keeps memory below about 300 MB. */
const MAX_ENTRIES = 2_000_000;
/** Inflated size of one cross-reference stream: that many entries of 16 bytes. */
const MAX_STREAM_BYTES = 32 * 1024 * 1024;

const direct = (value: PdfValue | undefined) => value;
const directLength = (value: PdfValue) => (typeof value === 'number' ? value : undefined);

function offsetIn(dict: PdfDict, key: string): number | undefined {
	const value = entry(dict, key);
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new PdfSyntaxError(`Bad /${key}`);
	return value;
}

function readTable(parser: PdfParser): Map<number, Location> {
	const entries = new Map<number, Location>();
	for (let first = parser.takeCount(); first !== undefined; first = parser.takeCount()) {
		const count = parser.takeCount();
		if (count === undefined || first + count > MAX_OBJECT_NUMBER + 1) throw new PdfSyntaxError('Bad subsection');
		for (let i = 0; i < count; i++) {
			const offset = parser.takeCount();
			const generation = parser.takeCount();
			if (offset === undefined || generation === undefined) throw new PdfSyntaxError('Bad table entry');
			if (parser.takeWord('n')) entries.set(first + i, { kind: 'offset', offset, generation });
			else if (parser.takeWord('f')) entries.set(first + i, { kind: 'free' });
			else throw new PdfSyntaxError('Bad table entry');
		}
	}
	return entries;
}

function numbersIn(value: PdfValue | undefined): readonly number[] | undefined {
	if (!isArray(value)) return undefined;
	return value.items.map((item) => {
		if (typeof item !== 'number' || !Number.isInteger(item) || item < 0) throw new PdfSyntaxError('Bad number');
		return item;
	});
}

function locationOf(type: number, second: number, third: number): Location {
	if (type === 1) return { kind: 'offset', offset: second, generation: third };
	return type === 2 ? { kind: 'packed', stream: second, index: third } : { kind: 'free' };
}

function readStreamEntries(dict: PdfDict, data: Buffer): Map<number, Location> {
	const widths = numbersIn(entry(dict, 'W')) ?? [];
	const [w1 = 0, w2 = 0, w3 = 0] = widths;
	const row = w1 + w2 + w3;
	if (widths.length < 3 || row === 0 || Math.max(w1, w2, w3) > 8) throw new PdfSyntaxError('Bad /W');
	const index = numbersIn(entry(dict, 'Index')) ?? [0, offsetIn(dict, 'Size') ?? 0];
	const field = (at: number, width: number) => {
		let value = 0;
		for (let i = 0; i < width; i++) value = value * 256 + (data[at + i] ?? 0);
		return value;
	};
	const entries = new Map<number, Location>();
	let at = 0;
	for (let i = 0; i + 1 < index.length; i += 2) {
		const [first = 0, count = 0] = index.slice(i, i + 2);
		if (first + count > MAX_OBJECT_NUMBER + 1) throw new PdfSyntaxError('Bad /Index');
		for (let n = 0; n < count && at + row <= data.length && entries.size <= MAX_ENTRIES; n++, at += row) {
			const type = w1 === 0 ? 1 : field(at, w1);
			entries.set(first + n, locationOf(type, field(at + w1, w2), field(at + w1 + w2, w3)));
		}
	}
	return entries;
}

function readXrefStream(bytes: Buffer, at: number, end: number) {
	const object = readObjectAt(bytes, at, end, directLength);
	if (!isStream(object.value) || !isName(entry(object.value.dict, 'Type'), 'XRef')) {
		throw new PdfSyntaxError('No cross-reference where one should be');
	}
	const { dict, dataStart, dataEnd } = object.value;
	const data = decodeStream(dict, bytes.subarray(dataStart, dataEnd), direct, MAX_STREAM_BYTES);
	return { start: object.start, end: object.end, dict, entries: readStreamEntries(dict, data) };
}

/** Adds the hybrid's entries for objects that the table hides as free (ISO 32000-2, 7.5.8.4). */
function withHybrid(table: Map<number, Location>, hidden: ReadonlyMap<number, Location>): void {
	for (const [number, location] of hidden) {
		if ((table.get(number)?.kind ?? 'free') === 'free') table.set(number, location);
	}
}

function readSection(bytes: Buffer, at: number, end: number): Section {
	const parser = new PdfParser(bytes, at, end);
	parser.skipSpace();
	const start = parser.at;
	if (!parser.takeWord('xref')) {
		const { dict, ...read } = readXrefStream(bytes, at, end);
		return { kind: 'stream', ...read, trailer: dict, prev: offsetIn(dict, 'Prev') };
	}
	const entries = readTable(parser);
	if (!parser.takeWord('trailer')) throw new PdfSyntaxError('Table without a trailer');
	const trailer = parser.value();
	if (!isDict(trailer)) throw new PdfSyntaxError('Table without a trailer');
	const section: Section = { kind: 'table', start, end: parser.at, entries, trailer, prev: offsetIn(trailer, 'Prev') };
	const hybridAt = offsetIn(trailer, 'XRefStm');
	if (hybridAt === undefined) return section;
	const hybrid = readXrefStream(bytes, hybridAt, end);
	withHybrid(entries, hybrid.entries);
	return { ...section, hybrid: { start: hybrid.start, end: hybrid.end } };
}

/**
 * The chain of cross-reference sections from the one at `startXref` back to the first, newest first.
 *
 * @throws {PdfSyntaxError} when one of them can't be read or the chain loops.
 */
export function readSections(bytes: Buffer, startXref: number, end: number): readonly Section[] {
	const sections: Section[] = [];
	const seen = new Set<number>();
	let entries = 0;
	for (let at: number | undefined = startXref; at !== undefined; at = sections.at(-1)?.prev) {
		if (seen.has(at) || sections.length >= MAX_SECTIONS) throw new PdfSyntaxError('Cross-references loop');
		if (at >= end) throw new PdfSyntaxError('Cross-reference beyond the end');
		seen.add(at);
		const section = readSection(bytes, at, end);
		entries += section.entries.size;
		if (entries > MAX_ENTRIES) throw new PdfSyntaxError('Too many objects');
		sections.push(section);
	}
	return sections;
}

/** How far before the end `startxref` may stand (ISO 32000-1, Annex H: viewers look in the last 1024 bytes). */
const TAIL = 1024;

/**
 * The offset that the last `startxref` before `end` names, and where its `%%EOF` ends.
 *
 * @throws {PdfSyntaxError} when there is none.
 */
export function findStartXref(bytes: Buffer, end: number): { readonly offset: number; readonly end: number } {
	const tail = bytes.subarray(Math.max(0, end - TAIL), end);
	const found = tail.lastIndexOf('startxref', undefined, 'latin1');
	if (found < 0) throw new PdfSyntaxError('No startxref');
	const parser = new PdfParser(bytes, end - tail.length + found + 'startxref'.length, end);
	const offset = parser.takeCount();
	if (offset === undefined) throw new PdfSyntaxError('startxref names no offset');
	const mark = bytes.indexOf('%%EOF', parser.at, 'latin1');
	if (mark < 0 || mark + 5 > end || bytes.toString('latin1', parser.at, mark).trim() !== '') {
		throw new PdfSyntaxError('No %%EOF');
	}
	return { offset, end: mark + 5 };
}
