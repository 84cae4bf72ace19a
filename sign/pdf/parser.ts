import { type PdfEntry, PdfSyntaxError, type PdfValue } from './values.ts';

/** Deeper than any file that a program writes; keeps a hostile one from the end of the stack. */
const MAX_DEPTH = 96;

const WHITESPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((c) => c.charCodeAt(0)));
const [LF, CR, PERCENT, SLASH, HASH] = [10, 13, 37, 47, 35];
const [OPEN_PAREN, CLOSE_PAREN, BACKSLASH, LESS, GREATER, OPEN_SQUARE, CLOSE_SQUARE] = [40, 41, 92, 60, 62, 91, 93];
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Whether a byte ends a word: white space, a delimiter, or the end of the bytes. */
function endsWord(byte: number | undefined): boolean {
	return byte === undefined || WHITESPACE.has(byte) || DELIMITERS.has(byte);
}

function hexDigit(byte: number | undefined): number {
	if (byte === undefined) return -1;
	if (byte >= 48 && byte <= 57) return byte - 48;
	const letter = byte | 32;
	return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Reads PDF syntax (ISO 32000-2, 7.3) from bytes, one value after another; `at` is where it stands. */
export class PdfParser {
	readonly bytes: Buffer;
	/** Nothing is read at or after it. */
	readonly end: number;
	at: number;

	constructor(bytes: Buffer, at: number, end = bytes.length) {
		this.bytes = bytes;
		this.at = at;
		this.end = Math.min(end, bytes.length);
	}

	/** The byte at `at`, `undefined` at the end. */
	peek(ahead = 0): number | undefined {
		const at = this.at + ahead;
		return at < this.end ? this.bytes[at] : undefined;
	}

	skipSpace(): void {
		for (let byte = this.peek(); byte !== undefined; byte = this.peek()) {
			if (byte === PERCENT) {
				while (this.at < this.end && this.bytes[this.at] !== LF && this.bytes[this.at] !== CR) this.at++;
			} else if (WHITESPACE.has(byte)) this.at++;
			else return;
		}
	}

	/** Takes `word` when it stands here as a whole word. */
	takeWord(word: string): boolean {
		this.skipSpace();
		const stop = this.at + word.length;
		if (stop > this.end || this.bytes.toString('latin1', this.at, stop) !== word) return false;
		if (!endsWord(stop < this.end ? this.bytes[stop] : undefined)) return false;
		this.at = stop;
		return true;
	}

	/** Takes an integer of 0 or more, `undefined` when there is none. */
	takeCount(): number | undefined {
		this.skipSpace();
		const start = this.at;
		let value = 0;
		for (let byte = this.peek(); byte !== undefined && byte >= 48 && byte <= 57; byte = this.peek()) {
			value = value * 10 + byte - 48;
			this.at++;
		}
		if (this.at > start && this.at - start <= 15 && endsWord(this.peek())) return value;
		this.at = start;
		return undefined;
	}

	/** @throws {PdfSyntaxError} */
	value(depth = 0): PdfValue {
		if (depth > MAX_DEPTH) throw new PdfSyntaxError('Nested too deeply');
		this.skipSpace();
		const byte = this.peek();
		switch (byte) {
			case undefined:
				throw new PdfSyntaxError('Ends too early');
			case SLASH:
				return { kind: 'name', value: this.#name() };
			case OPEN_PAREN:
				return this.#literal();
			case LESS:
				return this.peek(1) === LESS ? this.#dict(depth) : this.#hex();
			case OPEN_SQUARE:
				return this.#array(depth);
			default:
				return this.#numberOrWord();
		}
	}

	#name(): string {
		this.at++;
		let name = '';
		for (let byte = this.peek(); !endsWord(byte); byte = this.peek()) {
			const high = byte === HASH ? hexDigit(this.peek(1)) : -1;
			const low = byte === HASH ? hexDigit(this.peek(2)) : -1;
			const escaped = high >= 0 && low >= 0;
			name += String.fromCharCode(escaped ? high * 16 + low : (byte ?? 0));
			this.at += escaped ? 3 : 1;
		}
		return name;
	}

	#literal(): PdfValue {
		const start = this.at++;
		const out: number[] = [];
		for (let open = 1; ; ) {
			const byte = this.peek();
			if (byte === undefined) throw new PdfSyntaxError('String without an end');
			this.at++;
			if (byte === BACKSLASH) {
				const escaped = this.#escape();
				if (escaped !== undefined) out.push(escaped);
				continue;
			}
			if (byte === OPEN_PAREN) open++;
			if (byte === CLOSE_PAREN && --open === 0) break;
			if (byte === CR && this.peek() === LF) this.at++;
			out.push(byte === CR ? LF : byte);
		}
		return { kind: 'string', form: 'literal', bytes: Buffer.from(out), start, end: this.at };
	}

	/** After a backslash: the byte it stands for, `undefined` for a line that goes on. */
	#escape(): number | undefined {
		const byte = this.peek() ?? 0;
		this.at++;
		if (byte === CR && this.peek() === LF) this.at++;
		if (byte === CR || byte === LF) return undefined;
		if (byte < 48 || byte > 55) return ESCAPES[String.fromCharCode(byte)] ?? byte;
		let value = byte - 48;
		for (let more = 0; more < 2; more++) {
			const digit = this.peek() ?? 0;
			if (digit < 48 || digit > 55) break;
			value = value * 8 + digit - 48;
			this.at++;
		}
		return value & 255;
	}

	#hex(): PdfValue {
		const start = this.at;
		const close = this.bytes.indexOf(GREATER, start);
		if (close < 0 || close >= this.end) throw new PdfSyntaxError('Hex string without an end');
		this.at = close + 1;
		const digits = this.bytes.toString('latin1', start + 1, close).replace(/[\0\t\n\f\r ]+/g, '');
		if (/[^0-9a-f]/i.test(digits)) throw new PdfSyntaxError('Hex string with other letters');
		const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
		return { kind: 'string', form: 'hex', bytes, start, end: this.at };
	}

	#array(depth: number): PdfValue {
		const start = this.at++;
		const items: PdfValue[] = [];
		for (this.skipSpace(); this.peek() !== CLOSE_SQUARE; this.skipSpace()) items.push(this.value(depth + 1));
		this.at++;
		return { kind: 'array', items, start, end: this.at };
	}

	#dict(depth: number): PdfValue {
		const start = this.at;
		this.at += 2;
		const entries = new Map<string, PdfEntry>();
		let ambiguous = false;
		for (this.skipSpace(); this.peek() !== GREATER; this.skipSpace()) {
			if (this.peek() !== SLASH) throw new PdfSyntaxError('Dictionary without a key');
			const keyStart = this.at;
			const key = this.#name();
			this.skipSpace();
			const valueStart = this.at;
			const value = this.value(depth + 1);
			ambiguous ||= entries.has(key);
			entries.set(key, { value, keyStart, start: valueStart, end: this.at });
		}
		if (this.peek(1) !== GREATER) throw new PdfSyntaxError('Dictionary without an end');
		this.at += 2;
		return { kind: 'dict', entries, ambiguous, start, end: this.at };
	}

	#numberOrWord(): PdfValue {
		const start = this.at;
		while (!endsWord(this.peek())) this.at++;
		const word = this.bytes.toString('latin1', start, Math.min(this.at, start + 64));
		if (word === 'true' || word === 'false') return word === 'true';
		if (word === 'null') return null;
		if (!/^[+-]*(\d+\.?\d*|\.\d+)-?\d*$/.test(word)) throw new PdfSyntaxError('Neither number nor word');
		const number = Number(word.replace(/^[+-]*(?=[+-])/, '').replace(/(?<=\d)-.*$/, ''));
		return /^\d+$/.test(word) ? (this.#reference(number) ?? number) : number;
	}

	/** After an integer: the reference that it begins, if it does. */
	#reference(number: number): PdfValue | undefined {
		const back = this.at;
		const generation = this.takeCount();
		if (generation !== undefined && this.takeWord('R')) return { kind: 'ref', number, generation };
		this.at = back;
		return undefined;
	}
}
