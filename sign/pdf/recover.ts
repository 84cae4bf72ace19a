import type { Location } from './cross-reference.ts';
import { PdfDocument } from './document.ts';
import { readObjectAt } from './indirect-object.ts';
import { PdfParser } from './parser.ts';
import { entry, isDict, isName, isRef, isStream, type PdfDict, PdfSyntaxError, type PdfValue } from './values.ts';

/** Objects found by looking; a file of 100,000 pages has 300,000. */
const MAX_OBJECTS = 1_000_000;
/** Trailers and catalogs tried; each one is parsed. */
const MAX_TRIES = 1000;

function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 48 && byte <= 57;
}

/** Going back from `at` over white space and a number: where the number starts. */
function numberBefore(bytes: Buffer, at: number): number | undefined {
	let i = at;
	while (i > 0 && [9, 10, 13, 32].includes(bytes[i - 1] ?? 0) && at - i < 16) i--;
	const end = i;
	while (i > 0 && isDigit(bytes[i - 1]) && end - i < 12) i--;
	return i < end && end < at ? i : undefined;
}

/** Where `n g obj` stands in the file, the last place of each number. */
function findObjects(bytes: Buffer): Map<number, Location> {
	const found = new Map<number, Location>();
	for (let at = bytes.indexOf('obj', 0, 'latin1'); at >= 0; at = bytes.indexOf('obj', at + 3, 'latin1')) {
		const generationAt = numberBefore(bytes, at);
		const offset = generationAt === undefined ? undefined : numberBefore(bytes, generationAt);
		if (offset === undefined || generationAt === undefined) continue;
		const number = Number(bytes.toString('latin1', offset, generationAt));
		const generation = Number(bytes.toString('latin1', generationAt, at));
		found.delete(number);
		found.set(number, { kind: 'offset', offset, generation });
		if (found.size > MAX_OBJECTS) throw new PdfSyntaxError('Too many objects');
	}
	return found;
}

function parseTrailer(bytes: Buffer, at: number): PdfDict | undefined {
	try {
		const value = new PdfParser(bytes, at).value();
		return isDict(value) && isRef(entry(value, 'Root')) ? value : undefined;
	} catch (error) {
		if (error instanceof PdfSyntaxError) return undefined;
		throw error;
	}
}

/** The last trailer that names a catalog. */
function findTrailer(bytes: Buffer): PdfDict | undefined {
	let at = bytes.length;
	for (let tries = 0; tries < MAX_TRIES; tries++) {
		at = at <= 0 ? -1 : bytes.lastIndexOf('trailer', at - 1, 'latin1');
		if (at < 0) return undefined;
		const found = parseTrailer(bytes, at + 'trailer'.length);
		if (found !== undefined) return found;
	}
	return undefined;
}

type Found = { readonly number: number; readonly value: PdfValue };

function* readBack(bytes: Buffer, objects: ReadonlyMap<number, Location>): Generator<Found> {
	let tries = 0;
	for (const [number, location] of [...objects].toReversed()) {
		if (location.kind !== 'offset') continue;
		try {
			yield {
				number,
				value: readObjectAt(bytes, location.offset, bytes.length, (v) => (typeof v === 'number' ? v : undefined)).value,
			};
		} catch (error) {
			if (!(error instanceof PdfSyntaxError)) throw error;
			if (++tries > MAX_TRIES) return;
		}
	}
}

/** A dictionary that leads to the catalog, made up where the file has none: of a cross-reference stream, or of the catalog itself. */
function makeTrailer(bytes: Buffer, objects: ReadonlyMap<number, Location>): PdfDict | undefined {
	for (const { number, value } of readBack(bytes, objects)) {
		if (isStream(value) && isName(entry(value.dict, 'Type'), 'XRef') && isRef(entry(value.dict, 'Root')))
			return value.dict;
		if (isDict(value) && isName(entry(value, 'Type'), 'Catalog')) {
			const root = { kind: 'ref', number, generation: 0 } as const;
			const entries = new Map([['Root', { value: root, keyStart: 0, start: 0, end: 0 }]]);
			return { kind: 'dict', entries, ambiguous: false, start: 0, end: 0 };
		}
	}
	return undefined;
}

/**
 * Finds the objects of a file whose cross-references are lost or wrong by looking for them, as viewers do. Objects in object streams
 * stay lost. Its `startXref` is -1 and it has no sections: nothing can be added to it, and it has no revisions.
 *
 * @throws {PdfSyntaxError} when no catalog is found.
 */
export function recoverPdf(bytes: Buffer): PdfDocument {
	const objects = findObjects(bytes);
	const trailer = findTrailer(bytes) ?? makeTrailer(bytes, objects);
	if (trailer === undefined) throw new PdfSyntaxError('No catalog');
	const pdf = new PdfDocument(bytes, bytes.length, -1, [], trailer, objects);
	if (!isDict(pdf.get(trailer, 'Root'))) throw new PdfSyntaxError('No catalog');
	return pdf;
}
