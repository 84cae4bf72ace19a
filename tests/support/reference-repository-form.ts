import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The whole body; `undefined` when it breaks off, or when it is to be cut after its first piece. */
export async function readBody(request: IncomingMessage, cut: boolean): Promise<Buffer | undefined> {
	const pieces: Uint8Array[] = [];
	try {
		for await (const piece of request as AsyncIterable<Uint8Array>) {
			if (cut) return undefined;
			pieces.push(piece);
		}
	} catch {
		return undefined;
	}
	return request.complete ? Buffer.concat(pieces) : undefined;
}

/** What Sohoa sends. */
export type Form = { readonly metadata: Readonly<Record<string, unknown>>; readonly file: Buffer };

/** The two parts of the form. Just enough for what Sohoa sends: this is no general parser. */
export function parseForm(body: Buffer, contentType: string): Form | undefined {
	const boundary = /boundary=([\w-]+)/.exec(contentType)?.[1];
	if (boundary === undefined) return undefined;
	const parts = new Map<string, Buffer>();
	let at = body.indexOf(`--${boundary}\r\n`);
	while (at >= 0) {
		const headerEnd = body.indexOf('\r\n\r\n', at);
		const end = body.indexOf(`\r\n--${boundary}`, headerEnd);
		if (headerEnd < 0 || end < 0) return undefined;
		const name = /name="(\w+)"/.exec(body.toString('latin1', at, headerEnd))?.[1];
		if (name !== undefined) parts.set(name, body.subarray(headerEnd + 4, end));
		const next = end + 2;
		at = body.toString('latin1', next, next + boundary.length + 4) === `--${boundary}--` ? -1 : next;
	}
	const metadata = parts.get('metadata');
	const file = parts.get('file');
	if (metadata === undefined || file === undefined) return undefined;
	return { metadata: JSON.parse(metadata.toString()) as Form['metadata'], file };
}

/** What is wrong with a form, or `undefined`. */
export function problemOf(form: Form | undefined, body: Buffer, digest: unknown, key: string): string | undefined {
	if (form === undefined) return 'form';
	if (form.metadata.Sha256 !== sha256(form.file)) return 'sha256';
	if (digest !== `sha-256=:${createHash('sha256').update(body).digest('base64')}:`) return 'contentDigest';
	return /^[0-9a-f-]{36}$/.test(key) ? undefined : 'idempotencyKey';
}

/** Lower-case hex. */
export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
