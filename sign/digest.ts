import { createHash, type Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bytes hashed at once: about 5 ms of SHA-256, so that the event loop is never held up for long. */
const CHUNK = 4 * 1024 * 1024;

/** Adds bytes to a hash, letting the event loop run in between. */
export async function updateHash(hash: Hash, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.length; at += CHUNK) {
		if (at > 0) await nextTurn();
		hash.update(bytes.subarray(at, at + CHUNK));
	}
}

/** The hash of some pieces, one after another; the algorithm's name as node:crypto has it. */
export async function hashOf(name: string, pieces: readonly Uint8Array[], outputLength?: number): Promise<Buffer> {
	const hash = createHash(name, outputLength === undefined ? {} : { outputLength });
	for (const piece of pieces) await updateHash(hash, piece);
	return hash.digest();
}
