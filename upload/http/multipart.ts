import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Fault } from '../../domain/index.ts';
import type { Upload } from '../destination.ts';

const CHUNK = 1 << 18;

/** A body that is made anew, piece by piece, each time it is read: the document is never in memory as a whole. */
export type StreamedBody = {
	readonly contentType: string;
	readonly byteLength: number;
	/** RFC 9530: SHA-256 of the whole body. */
	readonly contentDigest: string;
	/** @throws {Fault} `fileLost`, before the body's end, when the document has changed meanwhile: then no whole body went out. */
	chunks(): AsyncIterable<Uint8Array>;
};

/**
 * `multipart/form-data` with a JSON part `metadata` and a file part `file`. Reads the document once, to hash what will be sent.
 *
 * @throws {Fault} `fileLost` when the document is gone, or its bytes are not those of the upload.
 */
export async function multipartBody(upload: Upload): Promise<StreamedBody> {
	const boundary = `sohoa-${randomUUID()}`;
	const head = Buffer.from(
		[
			`--${boundary}`,
			'Content-Disposition: form-data; name="metadata"',
			'Content-Type: application/json; charset=utf-8',
			'',
			JSON.stringify(upload.metadata),
			`--${boundary}`,
			`Content-Disposition: form-data; name="file"; filename="${upload.metadata.FileName}"`,
			'Content-Type: application/pdf',
			'',
			'',
		].join('\r\n'),
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	const whole = createHash('sha256').update(head);
	for await (const piece of provenPieces(upload)) whole.update(piece);
	whole.update(tail);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		byteLength: head.length + upload.document.byteLength + tail.length,
		contentDigest: `sha-256=:${whole.digest('base64')}:`,
		async *chunks() {
			yield head;
			yield* provenPieces(upload);
			yield tail;
		},
	};
}

/** The document's pieces; the last one is held back until all of them have the hash that they must have. */
async function* provenPieces({ document }: Upload): AsyncGenerator<Uint8Array> {
	const hash = createHash('sha256');
	let byteLength = 0;
	let held: Uint8Array | undefined;
	try {
		for await (const piece of createReadStream(document.path, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>) {
			hash.update(piece);
			byteLength += piece.length;
			if (byteLength > document.byteLength) break;
			if (held !== undefined) yield held;
			held = piece;
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		throw new Fault('fileLost', { reason: 'absent' }, error);
	}
	if (byteLength !== document.byteLength || hash.digest('hex') !== document.sha256) {
		throw new Fault('fileLost', { reason: 'hash' });
	}
	if (held !== undefined) yield held;
}
