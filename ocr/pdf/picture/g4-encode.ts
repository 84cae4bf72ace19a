import { type CodeWord, type RunCodes, runCodes } from './g4-codes.ts';

/** Longest run that one make-up code stands for, px. */
const LONGEST_RUN = 2_560;

// ITU-T Recommendation T.6 (11/1988), table 1.
const PASS: CodeWord = { bits: 0b0001, length: 4 };
const HORIZONTAL: CodeWord = { bits: 0b001, length: 3 };
/** a1 is 3, 2, 1 px left of b1, right under it, 1, 2, 3 px right of it. */
const VERTICAL: readonly CodeWord[] = [
	{ bits: 0b0000010, length: 7 },
	{ bits: 0b000010, length: 6 },
	{ bits: 0b010, length: 3 },
	{ bits: 0b1, length: 1 },
	{ bits: 0b011, length: 3 },
	{ bits: 0b000011, length: 6 },
	{ bits: 0b0000011, length: 7 },
];
const END_OF_LINE: CodeWord = { bits: 1, length: 12 };

/** Bits to bytes, most significant bit first, in a buffer that grows. */
class BitWriter {
	#bytes = new Uint8Array(65_536);
	#length = 0;
	#pending = 0;
	#pendingBits = 0;

	put(word: CodeWord): void {
		this.#pending = (this.#pending << word.length) | word.bits;
		this.#pendingBits += word.length;
		while (this.#pendingBits >= 8) {
			this.#pendingBits -= 8;
			this.#push((this.#pending >>> this.#pendingBits) & 0xff);
		}
		this.#pending &= (1 << this.#pendingBits) - 1;
	}

	/** All bytes, the last one filled up with zeros. */
	finish(): Uint8Array {
		if (this.#pendingBits > 0) this.#push((this.#pending << (8 - this.#pendingBits)) & 0xff);
		return this.#bytes.slice(0, this.#length);
	}

	#push(byte: number): void {
		if (this.#length === this.#bytes.length) {
			const grown = new Uint8Array(this.#length * 2);
			grown.set(this.#bytes);
			this.#bytes = grown;
		}
		this.#bytes[this.#length++] = byte;
	}
}

/**
 * Where the colour changes in a row, starting from white: even places are changes to black. Ends in three times `width`,
 * so that a look beyond the last change finds the edge.
 *
 * @returns how many real changes there are.
 */
function findChanges(pixels: Uint8Array, start: number, width: number, into: Int32Array): number {
	let count = 0;
	let dark = false;
	for (let x = 0; x < width; x++) {
		if ((pixels[start + x] ?? 0) < 128 !== dark) {
			into[count++] = x;
			dark = !dark;
		}
	}
	into.fill(width, count, count + 3);
	return count;
}

function putRun(bits: BitWriter, codes: RunCodes, run: number): void {
	let left = run;
	while (left >= LONGEST_RUN + 64) {
		putAt(bits, codes.makeUp, LONGEST_RUN / 64);
		left -= LONGEST_RUN;
	}
	if (left >= 64) putAt(bits, codes.makeUp, left >> 6);
	putAt(bits, codes.terminating, left & 63);
}

function putAt(bits: BitWriter, words: readonly CodeWord[], index: number): void {
	const word = words[index];
	if (word === undefined) throw new RangeError(`No code word ${index}`);
	bits.put(word);
}

type Codes = ReturnType<typeof runCodes>;

/** One row against the row above, both as changes (ITU-T T.6, 2.2). */
function putRow(bits: BitWriter, codes: Codes, row: Int32Array, above: Int32Array, width: number): void {
	const at = (changes: Int32Array, i: number) => changes[i] ?? width;
	let a0 = -1;
	let next = 0; // first change of the row right of a0; its parity is the colour at a0
	let over = 0; // a change of the row above near b1
	while (a0 < width) {
		const dark = next & 1;
		// b1: the first change above that is right of a0 and of the same kind as a1
		while (over > 0 && at(above, over - 1) > a0) over--;
		while (at(above, over) < width && (at(above, over) <= a0 || (over & 1) !== dark)) over++;
		const a1 = at(row, next);
		const b1 = at(above, over);
		const b2 = b1 < width ? at(above, over + 1) : width;
		const offset = a1 - b1;
		if (b2 < a1) {
			bits.put(PASS);
			a0 = b2;
		} else if (offset >= -3 && offset <= 3) {
			putAt(bits, VERTICAL, offset + 3);
			a0 = a1;
			next++;
		} else {
			const a2 = a1 < width ? at(row, next + 1) : width;
			bits.put(HORIZONTAL);
			putRun(bits, dark ? codes.black : codes.white, a1 - Math.max(0, a0));
			putRun(bits, dark ? codes.white : codes.black, a2 - a1);
			a0 = a2;
			next += 2;
		}
	}
}

/**
 * CCITT Group 4 (ITU-T T.6) in one piece, closed by an end-of-block code. Without loss for pixels of 0 and 255.
 *
 * @param pixels one byte a pixel, row by row, dark below 128.
 */
export function encodeG4(pixels: Uint8Array, width: number, height: number): Uint8Array {
	const codes = runCodes();
	const bits = new BitWriter();
	let above = new Int32Array(width + 4);
	let row = new Int32Array(width + 4);
	above.fill(width, 0, 3);
	for (let y = 0; y < height; y++) {
		findChanges(pixels, y * width, width, row);
		putRow(bits, codes, row, above, width);
		[row, above] = [above, row];
	}
	bits.put(END_OF_LINE);
	bits.put(END_OF_LINE);
	return bits.finish();
}
