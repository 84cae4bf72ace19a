import { PdfParser } from './parser.ts';
import { entry, type PdfDict, PdfSyntaxError, type PdfValue } from './values.ts';

/** An object stream, inflated: where each of its objects begins in `data`. */
export type ObjectStream = {
	readonly data: Buffer;
	readonly objects: readonly { readonly number: number; readonly at: number }[];
};

/**
 * Reads the table at the head of an object stream's inflated data (ISO 32000-2, 7.5.7).
 *
 * @throws {PdfSyntaxError}
 */
export function readObjectStream(dict: PdfDict, data: Buffer): ObjectStream {
	const [count, first] = [entry(dict, 'N'), entry(dict, 'First')];
	if (typeof count !== 'number' || typeof first !== 'number' || count < 0 || first < 0 || first > data.length) {
		throw new PdfSyntaxError('Bad object stream');
	}
	const parser = new PdfParser(data, 0, first);
	const objects: { number: number; at: number }[] = [];
	for (let i = 0; i < count; i++) {
		const number = parser.takeCount();
		const offset = parser.takeCount();
		if (number === undefined || offset === undefined) throw new PdfSyntaxError('Object stream ends early');
		objects.push({ number, at: first + offset });
	}
	return { data, objects };
}

/** An object of an object stream, and the bytes that its offsets count in. */
export type PackedObject = { readonly value: PdfValue; readonly data: Buffer };

/**
 * The `index`th object; it must be number `number`.
 *
 * @throws {PdfSyntaxError}
 */
export function readPacked(stream: ObjectStream, index: number, number: number): PackedObject {
	const found = stream.objects[index];
	if (found === undefined || found.number !== number) throw new PdfSyntaxError('Object is not in its stream');
	const parser = new PdfParser(stream.data, found.at);
	const value = parser.value();
	if (parser.takeWord('stream')) throw new PdfSyntaxError('A stream inside an object stream');
	return { value, data: stream.data };
}
