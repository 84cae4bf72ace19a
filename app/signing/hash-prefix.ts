import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { asSha256, type Sha256 } from '../../domain/index.ts';

/** SHA-256 of a file's first bytes: of the revision that it grew out of. */
export async function hashPrefix(path: string, byteLength: number): Promise<Sha256> {
	const hash = createHash('sha256');
	if (byteLength > 0) await pipeline(createReadStream(path, { end: byteLength - 1 }), hash);
	return asSha256(hash.digest('hex'));
}
