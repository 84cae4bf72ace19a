import { inflateSync, constants as zlib } from 'node:zlib';
import { dictOf, entry, isArray, isDict, isName, type PdfDict, PdfSyntaxError, type PdfValue } from './values.ts';

/** Follows a reference to its value. */
type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

function inflate(data: Buffer, limit: number): Buffer {
	try {
		// Sync flush: data that are cut short give what there is, as in every reader.
		return inflateSync(data, { maxOutputLength: limit, finishFlush: zlib.Z_SYNC_FLUSH });
	} catch (error) {
		throw new PdfSyntaxError('Stream cannot be inflated', { cause: error });
	}
}

function paeth(left: number, up: number, corner: number): number {
	const guess = left + up - corner;
	const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
	if (a <= b && a <= c) return left;
	return b <= c ? up : corner;
}

/** Undoes the PNG predictors (RFC 2083, 6) on rows of `columns` bytes; one sample is `step` bytes. */
function unpredict(data: Buffer, columns: number, step: number): Buffer {
	const rows = Math.ceil(data.length / (columns + 1));
	const out = Buffer.alloc(rows * columns);
	for (let row = 0; row < rows; row++) {
		const kind = data[row * (columns + 1)];
		for (let i = 0; i < columns; i++) {
			const here = row * columns + i;
			const left = i >= step ? (out[here - step] ?? 0) : 0;
			const up = row > 0 ? (out[here - columns] ?? 0) : 0;
			const corner = row > 0 && i >= step ? (out[here - columns - step] ?? 0) : 0;
			const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
			out[here] = (data[row * (columns + 1) + 1 + i] ?? 0) + (guesses[kind ?? 0] ?? 0);
		}
	}
	return out;
}

function countIn(parms: PdfDict | undefined, key: string, resolve: Resolve, otherwise: number): number {
	const value = parms === undefined ? undefined : resolve(entry(parms, key));
	return typeof value === 'number' && value >= 1 && value <= 1_000_000 ? Math.floor(value) : otherwise;
}

function first(value: PdfValue | undefined): PdfValue | undefined {
	if (!isArray(value)) return value;
	if (value.items.length > 1) throw new PdfSyntaxError('More than one filter');
	return value.items[0];
}

/**
 * A stream's data with the filter undone: none or FlateDecode, with or without PNG predictor. Cross-references and object
 * streams have no other in practice; pictures are never decoded here.
 *
 * @throws {PdfSyntaxError} for other filters, damaged data and more than `limit` bytes.
 */
export function decodeStream(dict: PdfDict, raw: Buffer, resolve: Resolve, limit: number): Buffer {
	const filter = resolve(first(resolve(entry(dict, 'Filter'))));
	if (filter === undefined || filter === null) return raw;
	if (!isName(filter, 'FlateDecode') && !isName(filter, 'Fl')) throw new PdfSyntaxError('Filter not read here');
	const data = inflate(raw, limit);
	const parms = dictOf(resolve(first(resolve(entry(dict, 'DecodeParms')))));
	const predictor = countIn(parms, 'Predictor', resolve, 1);
	if (predictor === 1) return data;
	if (predictor < 10 || !isDict(parms)) throw new PdfSyntaxError('Predictor not read here');
	const bits = countIn(parms, 'Colors', resolve, 1) * countIn(parms, 'BitsPerComponent', resolve, 8);
	return unpredict(data, Math.ceil((countIn(parms, 'Columns', resolve, 1) * bits) / 8), Math.max(1, bits >> 3));
}
