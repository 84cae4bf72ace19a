import { createHash } from 'node:crypto';
import type { PdfDocument } from './document.ts';
import { entry, isArray, isString, type PdfDict } from './values.ts';

/** Objects to be added to a PDF, or put in the place of old ones, by number. */
export type UpdateObject = { readonly number: number; readonly generation: number; readonly value: Buffer };

/** An incremental update: what follows the file's last byte. `offsetOf` gives where an object's value begins, counted from the file's start. */
export type Update = { readonly bytes: Buffer; readonly offsetOf: ReadonlyMap<number, number> };

type Placed = UpdateObject & { readonly offset: number };

/** The first number that no object of any revision has used. */
export function firstFreeNumber(pdf: PdfDocument): number {
	let highest = 0;
	for (const number of pdf.locations.keys()) highest = Math.max(highest, number);
	for (const { trailer } of pdf.sections) {
		const size = entry(trailer, 'Size');
		if (typeof size === 'number') highest = Math.max(highest, Math.ceil(size) - 1);
	}
	return highest + 1;
}

/** /ID: the first part stays, the second is new with every save; made from what is added, so that the same update has the same. */
function idOf(pdf: PdfDocument, added: readonly UpdateObject[]): string {
	const hash = createHash('sha256').update(String(pdf.end));
	for (const { value } of added) hash.update(value);
	const fresh = hash.digest('hex').slice(0, 32);
	const id = pdf.get(pdf.trailer, 'ID');
	const first = isArray(id) ? pdf.resolve(id.items[0]) : undefined;
	return `[<${isString(first) ? first.bytes.toString('hex') : fresh}> <${fresh}>]`;
}

/** Entries of the old trailer that go on, as they were written. */
function kept(pdf: PdfDocument, trailer: PdfDict, keys: readonly string[]): string {
	return keys
		.flatMap((key) => {
			const found = trailer.entries.get(key);
			return found === undefined ? [] : [`/${key} ${pdf.bytes.toString('latin1', found.start, found.end)}`];
		})
		.join(' ');
}

function consecutive(placed: readonly Placed[]): Placed[][] {
	const runs: Placed[][] = [];
	for (const object of placed) {
		const run = runs.at(-1);
		if (run !== undefined && run.at(-1)?.number === object.number - 1) run.push(object);
		else runs.push([object]);
	}
	return runs;
}

function tableText(placed: readonly Placed[]): string {
	const rows = consecutive(placed).map((run) => {
		const lines = run.map(
			({ offset, generation }) => `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`,
		);
		return `${run[0]?.number} ${run.length}\n${lines.join('')}`;
	});
	return `xref\n${rows.join('')}`;
}

function streamRows(placed: readonly Placed[]): Buffer {
	const rows = Buffer.alloc(placed.length * 8);
	placed.forEach(({ offset, generation }, i) => {
		rows.writeUInt8(1, i * 8);
		rows.writeUIntBE(offset, i * 8 + 1, 5);
		rows.writeUInt16BE(generation, i * 8 + 6);
	});
	return rows;
}

/**
 * Writes objects as an incremental update to `pdf` (ISO 32000-2, 7.5.6), with a cross-reference of the same kind as the file's
 * newest one: readers of hybrid and of old files see only tables, and a file of streams must go on with streams.
 */
export function writeUpdate(pdf: PdfDocument, objects: readonly UpdateObject[]): Update {
	const parts: Buffer[] = [];
	let at = pdf.bytes.length;
	const write = (bytes: Buffer) => {
		parts.push(bytes);
		at += bytes.length;
	};
	const last = pdf.bytes[pdf.bytes.length - 1];
	if (last !== 10 && last !== 13) write(Buffer.from('\n'));
	const placed: Placed[] = [];
	const offsetOf = new Map<number, number>();
	for (const object of objects.toSorted((a, b) => a.number - b.number)) {
		placed.push({ ...object, offset: at });
		write(Buffer.from(`${object.number} ${object.generation} obj\n`, 'latin1'));
		offsetOf.set(object.number, at);
		write(object.value);
		write(Buffer.from('\nendobj\n', 'latin1'));
	}
	const free = Math.max(firstFreeNumber(pdf), ...objects.map(({ number }) => number + 1));
	const common = `${kept(pdf, pdf.trailer, ['Root', 'Info'])} /ID ${idOf(pdf, objects)} /Prev ${pdf.startXref}`;
	const xrefAt = at;
	if (pdf.sections[0]?.kind === 'stream') {
		const all = [...placed, { number: free, generation: 0, value: Buffer.alloc(0), offset: xrefAt }];
		const index = consecutive(all).map((run) => `${run[0]?.number} ${run.length}`);
		const rows = streamRows(all);
		const dict = `<< /Type /XRef /Size ${free + 1} /W [1 5 2] /Index [${index.join(' ')}] ${common} /Length ${rows.length} >>`;
		write(Buffer.from(`${free} 0 obj\n${dict}\nstream\n`, 'latin1'));
		write(rows);
		write(Buffer.from('\nendstream\nendobj\n', 'latin1'));
	} else {
		write(Buffer.from(`${tableText(placed)}trailer\n<< /Size ${free} ${common} >>\n`, 'latin1'));
	}
	write(Buffer.from(`startxref\n${xrefAt}\n%%EOF\n`, 'latin1'));
	return { bytes: Buffer.concat(parts), offsetOf };
}
