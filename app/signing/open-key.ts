import { readFile } from 'node:fs/promises';
import { Fault } from '../../domain/index.ts';
import { openPkcs12, type SigningKey } from '../../sign/index.ts';
import type { Core } from '../core.ts';

/** A certificate file and what opens it. The password is used once and kept nowhere. */
export type KeyFile = { readonly path: string; readonly password: string };

/** No certificate file is larger, bytes: a key and a chain of certificates take some thousands. */
const MAX_KEY_FILE = 1_000_000;

/** @throws {Fault} `signingKeyMissing`, `signingKeyDamaged`, `signingPasswordWrong`, `certificateExpired` … of the `sign` family. */
export async function openKey(core: Core, { path, password }: KeyFile): Promise<SigningKey> {
	const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT' || error.code === 'EISDIR') throw new Fault('signingKeyMissing', {}, error);
		throw new Fault('fileUnreadable', {}, error);
	});
	if (bytes.length > MAX_KEY_FILE) throw new Fault('signingKeyDamaged');
	return openPkcs12(bytes, password, core.clock.now());
}
