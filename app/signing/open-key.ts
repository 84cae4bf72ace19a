import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Fault } from '../../domain/index.ts';
import { openPkcs12, type SigningKey } from '../../sign/index.ts';
import type { Core } from '../core.ts';

/** A certificate file and what opens it. The password is used once and kept nowhere. */
export type KeyFile = { readonly path: string; readonly password: string };

/** No certificate file is larger, bytes: a key and a chain of certificates take some thousands. */
const MAX_KEY_FILE = 1_000_000;

/** @throws {Fault} `signingKeyMissing`, `signingKeyDamaged`, `signingPasswordWrong`, `certificateExpired` … of the `sign` family. */
export async function openKey(core: Core, { path, password }: KeyFile): Promise<SigningKey> {
	return openPkcs12(await readKeyFile(path), password, core.clock.now());
}

/** The path comes from a screen: what is no plain file is not opened, and why one can't be read is not told. */
async function readKeyFile(path: string): Promise<Uint8Array> {
	// Without waiting for a writer, should it be a pipe.
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
		throw new Fault('signingKeyMissing', {}, error);
	});
	try {
		const status = await file.stat();
		if (!status.isFile()) throw new Fault('signingKeyMissing');
		if (status.size > MAX_KEY_FILE) throw new Fault('signingKeyDamaged');
		return await file.readFile();
	} finally {
		await file.close();
	}
}
