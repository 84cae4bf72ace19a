import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretStore } from '../domain/ports.ts';

/** As much of Electron's `safeStorage` as is used. */
export type KeyStore = {
	isAsyncEncryptionAvailable(): Promise<boolean>;
	encryptStringAsync(text: string): Promise<Buffer>;
	decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string }>;
	getSelectedStorageBackend?(): string;
};

/**
 * Secrets sealed by the system's key store, one file each in `folder`. `undefined` where the system has none: on Linux
 * without a key ring, Electron would seal with a key that everybody knows.
 */
export async function openSecretStore(
	keys: KeyStore,
	platform: NodeJS.Platform,
	folder: string,
): Promise<SecretStore | undefined> {
	if (platform === 'linux' && keys.getSelectedStorageBackend?.() === 'basic_text') return undefined;
	if (!(await keys.isAsyncEncryptionAvailable())) return undefined;
	const fileOf = (name: string): string => join(folder, `${name}.sealed`);
	return {
		async get(name) {
			try {
				const { result } = await keys.decryptStringAsync(await readFile(fileOf(name)));
				return Buffer.from(result, 'base64');
			} catch {
				// Not there, or sealed by another account or machine: nothing that can be used.
				return undefined;
			}
		},
		async set(name, secret) {
			const sealed = await keys.encryptStringAsync(Buffer.from(secret).toString('base64'));
			await writeFile(fileOf(name), sealed, { mode: 0o600 });
		},
		delete: (name) => rm(fileOf(name), { force: true }),
	};
}

const TOKEN = 'repository-token';

/**
 * What the results repository asks for. An administrator hands it over once in `SOHOA_REPOSITORY_TOKEN`; where there is a key
 * store it is kept there, and later starts need no variable.
 */
export async function repositoryToken(
	env: Readonly<Record<string, string | undefined>>,
	store: SecretStore | undefined,
): Promise<string | undefined> {
	const named = env.SOHOA_REPOSITORY_TOKEN;
	if (named !== undefined && named !== '') {
		// A disk that refuses costs the next start its token; this one has it.
		await store?.set(TOKEN, Buffer.from(named)).catch(() => undefined);
		return named;
	}
	const kept = await store?.get(TOKEN);
	return kept === undefined ? undefined : Buffer.from(kept).toString();
}
