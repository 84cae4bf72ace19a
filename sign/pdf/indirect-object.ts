import { PdfParser } from './parser.ts';
import { entry, isDict, type PdfDict, PdfSyntaxError, type PdfValue } from './values.ts';

/** An object as it stands in the file: `12 0 obj … endobj` lies from `start` to `end`. */
export type IndirectObject = {
	readonly number: number;
	readonly generation: number;
	readonly value: PdfValue;
	readonly start: number;
	readonly end: number;
};

const [LF, CR] = [10, 13];

/** Where a stream's data begin: after `stream` and its line end. */
function dataStart(parser: PdfParser): number {
	if (parser.peek() === CR && parser.peek(1) === LF) return parser.at + 2;
	return parser.peek() === LF || parser.peek() === CR ? parser.at + 1 : parser.at;
}

function endsStream(bytes: Buffer, at: number, end: number): PdfParser | undefined {
	const after = new PdfParser(bytes, at, end);
	return after.takeWord('endstream') ? after : undefined;
}

/**
 * Where the data of the stream whose `dict` was just read end. A wrong /Length is put right by looking for `endstream`, as all
 * readers do.
 */
function readStream(parser: PdfParser, dict: PdfDict, lengthOf: (value: PdfValue) => number | undefined): PdfValue {
	const start = dataStart(parser);
	const length = lengthOf(entry(dict, 'Length') ?? null);
	if (length !== undefined && start + length <= parser.end) {
		const after = endsStream(parser.bytes, start + length, parser.end);
		if (after !== undefined) {
			parser.at = after.at;
			return { kind: 'stream', dict, dataStart: start, dataEnd: start + length };
		}
	}
	const found = parser.bytes.indexOf('endstream', start, 'latin1');
	if (found < 0 || found + 9 > parser.end) throw new PdfSyntaxError('Stream without an end');
	parser.at = found + 9;
	let end = found;
	if (end > start && parser.bytes[end - 1] === LF) end--;
	if (end > start && parser.bytes[end - 1] === CR) end--;
	return { kind: 'stream', dict, dataStart: start, dataEnd: end };
}

/**
 * Reads the object that begins at `at`. `lengthOf` says what a stream's /Length comes to.
 *
 * @throws {PdfSyntaxError} when there is none.
 */
export function readObjectAt(
	bytes: Buffer,
	at: number,
	end: number,
	lengthOf: (value: PdfValue) => number | undefined,
): IndirectObject {
	const parser = new PdfParser(bytes, at, end);
	parser.skipSpace();
	const start = parser.at;
	const number = parser.takeCount();
	const generation = parser.takeCount();
	if (number === undefined || generation === undefined || !parser.takeWord('obj')) {
		throw new PdfSyntaxError('No object where one should be');
	}
	let value = parser.value();
	if (isDict(value) && parser.takeWord('stream')) value = readStream(parser, value, lengthOf);
	// A missing `endobj` is common and harmless.
	parser.takeWord('endobj');
	return { number, generation, value, start, end: parser.at };
}
