import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file to be put in. `packed`: its bytes are compressed already (a PDF). */
export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array; readonly packed: boolean };

/** A piece that is handed on, bytes: few enough calls, little enough memory. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** What a ZIP without 64-bit fields can hold, with room for its directory, bytes. */
export const MAX_ZIP_BYTES = 4_000_000_000;

/** A ZIP made while it is read: of its entries one is in memory at a time. */
export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array, void, undefined> {
	let ready: Uint8Array[] = [];
	let size = 0;
	const zip = new Zip((error, piece) => {
		if (error !== null) throw error;
		ready.push(piece);
		size += piece.length;
	});
	const take = (): Uint8Array => {
		const whole = Buffer.concat(ready);
		[ready, size] = [[], 0];
		return whole;
	};
	for await (const { name, bytes, packed } of entries) {
		const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name);
		zip.add(file);
		for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
			file.push(new Uint8Array(bytes.subarray(at, at + PIECE_BYTES)), at + PIECE_BYTES >= bytes.length);
			if (size >= PIECE_BYTES) yield take();
		}
		if (bytes.length === 0) file.push(new Uint8Array(), true);
	}
	zip.end();
	if (size > 0) yield take();
}
