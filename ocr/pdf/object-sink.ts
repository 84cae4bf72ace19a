import { PDFContext, type PDFObject, PDFRef } from 'pdf-lib';
import type { OutputFile } from './output-file.ts';

/** Writes indirect objects as they come and keeps nothing of them but their offsets. */
export type ObjectSink = {
	/** Makes pdf-lib objects; it never holds one. */
	readonly context: PDFContext;
	/** A number for an object that is written later. */
	reserve(): PDFRef;
	/** Writes `object` under a reserved number, or the next one. */
	write(object: PDFObject, ref?: PDFRef): Promise<PDFRef>;
	/** Writes a stream: `entries` without `Length`, then `bytes` as they are. */
	writeStream(entries: DictEntries, bytes: Uint8Array, ref?: PDFRef): Promise<PDFRef>;
	/** Writes the cross-reference table and the trailer. */
	finish(root: PDFRef, info: PDFRef): Promise<void>;
};

/** A dictionary's entries as `PDFContext.obj` takes them: plain strings become names. */
export type DictEntries = Parameters<PDFContext['obj']>[0] & Record<string, unknown>;

/** PDF 1.7, then four bytes over 127 that mark the file as binary (ISO 19005-2, 6.1.2). */
const HEADER = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

function serialize(object: PDFObject): Uint8Array {
	const bytes = new Uint8Array(object.sizeInBytes());
	object.copyBytesInto(bytes, 0);
	return bytes;
}

/** Starts a PDF on `file`. */
export async function startObjects(file: OutputFile): Promise<ObjectSink> {
	const context = PDFContext.create();
	/** Offset of object n at index n; 0 = reserved, not written yet (no object starts there: the header does). */
	const offsets: number[] = [0];
	await file.write(HEADER);

	function reserve(): PDFRef {
		offsets.push(0);
		return PDFRef.of(offsets.length - 1);
	}

	function begin(ref: PDFRef): Buffer {
		if (offsets[ref.objectNumber] !== 0) throw new Error(`Object ${ref.objectNumber} is written twice`);
		offsets[ref.objectNumber] = file.byteLength;
		return Buffer.from(`${ref.objectNumber} 0 obj\n`, 'latin1');
	}

	return {
		context,
		reserve,
		async write(object, ref = reserve()) {
			await file.write(Buffer.concat([begin(ref), serialize(object), Buffer.from('\nendobj\n')]));
			return ref;
		},
		async writeStream(entries, bytes, ref = reserve()) {
			const dict = serialize(context.obj({ ...entries, Length: bytes.length }));
			await file.write(Buffer.concat([begin(ref), dict, Buffer.from('\nstream\n')]));
			await file.write(bytes);
			await file.write(Buffer.from('\nendstream\nendobj\n'));
			return ref;
		},
		async finish(root, info) {
			const missing = offsets.indexOf(0, 1);
			if (missing !== -1) throw new Error(`Object ${missing} was reserved and never written`);
			const start = file.byteLength;
			// Both halves of /ID are the same in a first revision; the bytes so far make it repeatable.
			const id = `<${file.sha256().slice(0, 32)}>`;
			const rows = offsets.map((offset, n) =>
				n === 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`,
			);
			await file.write(Buffer.from(`xref\n0 ${offsets.length}\n${rows.join('')}`, 'latin1'));
			const trailer = `<< /Size ${offsets.length} /Root ${root} /Info ${info} /ID [${id} ${id}] >>`;
			await file.write(Buffer.from(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
		},
	};
}
