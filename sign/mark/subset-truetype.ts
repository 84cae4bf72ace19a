/** A TrueType font cut down to some glyphs: the file, and each kept glyph's new number by its old one. */
export type TrueTypeSubset = { readonly file: Buffer; readonly idOf: ReadonlyMap<number, number> };

/** Flags of a part of a composite glyph (OpenType, glyf). */
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const XY_SCALE = 0x0040;
const TWO_BY_TWO = 0x0080;

/** Tables that a PDF's TrueType font program needs (ISO 32000-2, 9.9.1), and those that hold hints. */
const KEPT = ['cvt ', 'fpgm', 'prep'];

type Tables = ReadonlyMap<string, Buffer>;

function readTables(font: Buffer): Tables {
	const tables = new Map<string, Buffer>();
	for (let i = 0; i < font.readUInt16BE(4); i++) {
		const at = 12 + i * 16;
		const offset = font.readUInt32BE(at + 8);
		tables.set(font.toString('latin1', at, at + 4), font.subarray(offset, offset + font.readUInt32BE(at + 12)));
	}
	return tables;
}

function table(tables: Tables, name: string): Buffer {
	const found = tables.get(name);
	if (found === undefined) throw new TypeError(`The font has no ${name}`);
	return found;
}

function glyphData(tables: Tables, id: number): Buffer {
	const [head, loca, glyf] = [table(tables, 'head'), table(tables, 'loca'), table(tables, 'glyf')];
	const long = head.readInt16BE(50) === 1;
	const at = (index: number) => (long ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2);
	return glyf.subarray(at(id), at(id + 1));
}

/** Offsets of the glyph numbers in a composite glyph's data; empty for a simple one. */
function partOffsets(data: Buffer): readonly number[] {
	if (data.length === 0 || data.readInt16BE(0) >= 0) return [];
	const offsets: number[] = [];
	let flags = MORE;
	for (let at = 10; (flags & MORE) !== 0; ) {
		flags = data.readUInt16BE(at);
		offsets.push(at + 2);
		at += 4 + ((flags & WORDS) !== 0 ? 4 : 2);
		if ((flags & SCALE) !== 0) at += 2;
		else if ((flags & XY_SCALE) !== 0) at += 4;
		else if ((flags & TWO_BY_TWO) !== 0) at += 8;
	}
	return offsets;
}

/** The glyphs in the order of their new numbers: the empty glyph, those asked for, and the parts that they are made of. */
function closure(tables: Tables, wanted: Iterable<number>): readonly number[] {
	const ids = new Set([0, ...wanted]);
	// A set takes what is added while it is gone through.
	for (const id of ids) {
		const data = glyphData(tables, id);
		for (const at of partOffsets(data)) ids.add(data.readUInt16BE(at));
	}
	return [...ids];
}

function buildGlyphs(tables: Tables, ids: readonly number[], idOf: ReadonlyMap<number, number>) {
	const glyphs: Buffer[] = [];
	const loca = Buffer.alloc((ids.length + 1) * 4);
	let at = 0;
	for (const [i, id] of ids.entries()) {
		const source = glyphData(tables, id);
		// Glyphs begin at multiples of four.
		const data = Buffer.alloc(Math.ceil(source.length / 4) * 4);
		source.copy(data);
		for (const part of partOffsets(source)) data.writeUInt16BE(idOf.get(source.readUInt16BE(part)) ?? 0, part);
		glyphs.push(data);
		at += data.length;
		loca.writeUInt32BE(at, (i + 1) * 4);
	}
	return { glyf: Buffer.concat(glyphs), loca };
}

function buildMetrics(tables: Tables, ids: readonly number[]): Buffer {
	const hmtx = table(tables, 'hmtx');
	const full = table(tables, 'hhea').readUInt16BE(34);
	const out = Buffer.alloc(ids.length * 4);
	ids.forEach((id, i) => {
		out.writeUInt16BE(hmtx.readUInt16BE(Math.min(id, full - 1) * 4), i * 4);
		out.writeInt16BE(
			id < full ? hmtx.readInt16BE(id * 4 + 2) : hmtx.readInt16BE(full * 4 + (id - full) * 2),
			i * 4 + 2,
		);
	});
	return out;
}

/** A copy with one 16-bit number changed. */
function patched(source: Buffer, at: number, value: number): Buffer {
	const copy = Buffer.from(source);
	copy.writeUInt16BE(value, at);
	return copy;
}

function checksum(data: Buffer): number {
	let sum = 0;
	for (let at = 0; at < data.length; at += 4) {
		for (let i = 0; i < 4; i++) sum = (sum + (data[at + i] ?? 0) * 2 ** (24 - 8 * i)) % 2 ** 32;
	}
	return sum;
}

function assemble(tables: readonly (readonly [string, Buffer])[]): Buffer {
	const sorted = tables.toSorted(([a], [b]) => (a < b ? -1 : 1));
	const power = Math.floor(Math.log2(sorted.length));
	const head = Buffer.alloc(12 + sorted.length * 16);
	head.writeUInt32BE(0x00010000, 0);
	head.writeUInt16BE(sorted.length, 4);
	head.writeUInt16BE(2 ** power * 16, 6);
	head.writeUInt16BE(power, 8);
	head.writeUInt16BE((sorted.length - 2 ** power) * 16, 10);
	const parts: Buffer[] = [];
	let at = head.length;
	for (const [i, [name, data]] of sorted.entries()) {
		const entry = 12 + i * 16;
		head.write(name, entry, 'latin1');
		head.writeUInt32BE(checksum(data), entry + 4);
		head.writeUInt32BE(at, entry + 8);
		head.writeUInt32BE(data.length, entry + 12);
		const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
		data.copy(padded);
		parts.push(padded);
		at += padded.length;
	}
	return Buffer.concat([head, ...parts]);
}

/**
 * Cuts a TrueType font down to some glyphs, numbered anew from 1 in the order given (0 stays the empty glyph). Own work, because
 * the subset of @pdf-lib/fontkit 1.1.1 loses glyphs of odd length: it halves their offsets (seen 2026-11-23 with Tinos: every
 * second letter missing).
 */
export function subsetTrueType(font: Buffer, wanted: Iterable<number>): TrueTypeSubset {
	const tables = readTables(font);
	const ids = closure(tables, wanted);
	const idOf = new Map(ids.map((id, i) => [id, i] as const));
	const { glyf, loca } = buildGlyphs(tables, ids, idOf);
	const file = assemble([
		['head', patched(table(tables, 'head'), 50, 1)],
		['hhea', patched(table(tables, 'hhea'), 34, ids.length)],
		['maxp', patched(table(tables, 'maxp'), 4, ids.length)],
		['hmtx', buildMetrics(tables, ids)],
		['loca', loca],
		['glyf', glyf],
		...KEPT.flatMap((name): [string, Buffer][] => {
			const data = tables.get(name);
			return data === undefined ? [] : [[name, data]];
		}),
	]);
	return { file, idOf };
}
