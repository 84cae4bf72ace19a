import { findStartXref, type Location, readSections, type Section } from './cross-reference.ts';
import { type IndirectObject, readObjectAt } from './indirect-object.ts';
import { type ObjectStream, readObjectStream, readPacked } from './object-stream.ts';
import { decodeStream } from './stream-data.ts';
import { entry, isRef, isStream, type PdfDict, PdfSyntaxError, type PdfValue } from './values.ts';

/** An object found by its number. `source` holds the bytes that its offsets count in: the file, or an object stream. */
export type FoundObject = {
	readonly number: number;
	readonly generation: number;
	readonly value: PdfValue;
	readonly source: Buffer;
	/** Where it stands in the file; absent for one in an object stream. */
	readonly span?: { readonly start: number; readonly end: number };
};

/** Inflated bytes of all object streams of a document together. */
const MAX_INFLATED = 256 * 1024 * 1024;
/** References that lead to references; more than one is already odd. */
const MAX_HOPS = 32;
/** Objects that can't be read: a file with more is no file, and looking for each one's end costs time. */
const MAX_BROKEN = 200;

/** The first `end` bytes of a PDF as one revision: its cross-references and the objects that they reach. */
export class PdfDocument {
	readonly bytes: Buffer;
	readonly end: number;
	/** The offset that `startxref` names; -1 for a file whose cross-references were lost and looked for. */
	readonly startXref: number;
	/** Newest first; empty when they were lost. */
	readonly sections: readonly Section[];
	readonly trailer: PdfDict;
	/** Where each object is, free ones included. */
	readonly locations: ReadonlyMap<number, Location>;
	readonly #objects = new Map<number, FoundObject | undefined>();
	readonly #streams = new Map<number, ObjectStream>();
	#inflated = 0;
	#broken = 0;

	constructor(
		bytes: Buffer,
		end: number,
		startXref: number,
		sections: readonly Section[],
		trailer: PdfDict,
		locations: ReadonlyMap<number, Location>,
	) {
		this.bytes = bytes;
		this.end = end;
		this.startXref = startXref;
		this.sections = sections;
		this.trailer = trailer;
		this.locations = locations;
	}

	/** The object of that number; `undefined` when there is none, or none that can be read. */
	object(number: number): FoundObject | undefined {
		if (this.#objects.has(number)) return this.#objects.get(number);
		// Set beforehand: an object whose /Length leads back to itself finds nothing, and does not loop.
		this.#objects.set(number, undefined);
		const found = this.#tryRead(number);
		this.#objects.set(number, found);
		return found;
	}

	/** Forgets what was read, not what the cross-references say. */
	forget(): void {
		this.#objects.clear();
	}

	/** The value that `value` leads to; `null` for a reference to nothing. */
	resolve(value: PdfValue | undefined): PdfValue | undefined {
		let at = value;
		for (let hops = 0; isRef(at); hops++) {
			if (hops >= MAX_HOPS) return null;
			at = this.object(at.number)?.value ?? null;
		}
		return at;
	}

	/** The value under `key`, references followed. */
	get(dict: PdfDict, key: string): PdfValue | undefined {
		return this.resolve(entry(dict, key));
	}

	#tryRead(number: number): FoundObject | undefined {
		try {
			return this.#read(number);
		} catch (error) {
			if (!(error instanceof PdfSyntaxError)) throw error;
			if (++this.#broken > MAX_BROKEN) throw new PdfSyntaxError('Too many broken objects', { cause: error });
			return undefined;
		}
	}

	#read(number: number): FoundObject | undefined {
		const location = this.locations.get(number);
		if (location === undefined || location.kind === 'free') return undefined;
		if (location.kind === 'packed') {
			const packed = readPacked(this.#stream(location.stream), location.index, number);
			return { number, generation: 0, value: packed.value, source: packed.data };
		}
		const found: IndirectObject = readObjectAt(this.bytes, location.offset, this.end, (value) => {
			const length = this.resolve(value);
			return typeof length === 'number' ? length : undefined;
		});
		if (found.number !== number) throw new PdfSyntaxError('Another object than the one that should be there');
		const { generation, value, start, end } = found;
		return { number, generation, value, source: this.bytes, span: { start, end } };
	}

	#stream(number: number): ObjectStream {
		const known = this.#streams.get(number);
		if (known !== undefined) return known;
		// An object stream may not lie in another one.
		if (this.locations.get(number)?.kind !== 'offset') throw new PdfSyntaxError('No object stream');
		const value = this.object(number)?.value;
		if (!isStream(value)) throw new PdfSyntaxError('No object stream');
		const raw = this.bytes.subarray(value.dataStart, value.dataEnd);
		const data = decodeStream(value.dict, raw, (v) => this.resolve(v), MAX_INFLATED - this.#inflated);
		this.#inflated += data.length;
		const stream = readObjectStream(value.dict, data);
		this.#streams.set(number, stream);
		return stream;
	}
}

/** Where each object is: the newest section that names it counts. */
function merge(sections: readonly Section[]): Map<number, Location> {
	const locations = new Map<number, Location>();
	for (const section of sections.toReversed()) {
		for (const [number, location] of section.entries) locations.set(number, location);
	}
	return locations;
}

/**
 * Reads the first `end` bytes as a PDF by its own cross-references, without repairing anything.
 *
 * @throws {PdfSyntaxError} when they can't be read.
 */
export function openPdf(bytes: Buffer, end = bytes.length): PdfDocument {
	const { offset } = findStartXref(bytes, end);
	const sections = readSections(bytes, offset, end);
	const [newest] = sections;
	if (newest === undefined) throw new PdfSyntaxError('No cross-reference');
	return new PdfDocument(bytes, end, offset, sections, newest.trailer, merge(sections));
}
