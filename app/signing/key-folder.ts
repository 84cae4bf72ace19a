import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, readdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { asSha256, Fault, type Sha256 } from '../../domain/index.ts';
import { failWriting } from '../digitize/write-whole.ts';

/** No certificate file is larger, bytes: a key and a chain of certificates take some thousands. */
export const MAX_KEY_FILE = 500_000;

/** How key files end. */
const ENDINGS: readonly string[] = ['.p12', '.pfx'];
/** Longest name that is kept, UTF-16 units, without its ending. */
const MAX_NAME = 80;
/** More files of one holder than anybody has; the rest of a folder that was filled by mistake is not read. */
const MAX_FILES = 50;

/** A certificate file anywhere on this machine, and what opens it. The password is used once and kept nowhere. */
export type KeyFile = { readonly path: string; readonly password: string };

/** A key file as it lies in a folder. `id`: SHA-256 of its bytes, so that it stays the same wherever the file is moved. */
export type KeyFileFound = { readonly id: Sha256; readonly name: string; readonly bytes: Uint8Array };

/** The key files of a folder, by name; none when there is no such folder. What can't be read is left out. */
export async function readKeyFolder(folder: string): Promise<readonly KeyFileFound[]> {
	const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	const found: KeyFileFound[] = [];
	for (const name of names.filter(isKeyFileName).toSorted().slice(0, MAX_FILES)) {
		const bytes = await readKeyFile(join(folder, name)).catch((error: unknown) => {
			if (error instanceof Fault) return undefined;
			throw error;
		});
		if (bytes !== undefined) found.push({ id: idOf(bytes), name, bytes });
	}
	return found;
}

/** A path may come from a person: what is no plain file is not opened, and why one can't be read is not told. @throws {Fault} `signingKeyMissing`, `signingKeyDamaged`. */
export async function readKeyFile(path: string): Promise<Uint8Array> {
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

/**
 * Keeps a key file in a folder, readable by this program's user only. The same bytes again change nothing; another file of the
 * same name gets a number.
 *
 * @throws {Fault} `diskFull`, `outputUnwritable`.
 */
export async function keepKeyFile(folder: string, name: string, bytes: Uint8Array): Promise<Sha256> {
	const id = idOf(bytes);
	if ((await readKeyFolder(folder)).some((file) => file.id === id)) return id;
	const part = join(folder, `${id}.part`);
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const file = await open(part, 'w', 0o600);
		try {
			await file.writeFile(bytes);
			await file.sync();
		} finally {
			await file.close();
		}
		await linkUnderFreeName(part, folder, plainName(name));
	} catch (error) {
		failWriting(error);
	} finally {
		await rm(part, { force: true });
	}
	return id;
}

/** Takes a key file away for good. */
export async function dropKeyFile(folder: string, name: string): Promise<void> {
	await rm(join(folder, name), { force: true });
}

/** The id of a key file with these bytes. */
function idOf(bytes: Uint8Array): Sha256 {
	return asSha256(createHash('sha256').update(bytes).digest('hex'));
}

function isKeyFileName(name: string): boolean {
	return !name.startsWith('.') && ENDINGS.includes(extname(name).toLowerCase());
}

/** The last part of a name from outside, in letters and digits of any language: no separators, no controls, no leading dot. */
function plainName(name: string): { readonly stem: string; readonly ending: string } {
	const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
	const ending = ENDINGS.find((known) => last.toLowerCase().endsWith(known)) ?? '.p12';
	const stem = last.slice(0, isKeyFileName(last) ? -ending.length : undefined).replace(/[^\p{L}\p{M}\p{N} ._-]/gu, '');
	return { stem: stem.replace(/^[. ]+/, '').slice(0, MAX_NAME) || 'certificate', ending };
}

/** A link fails where a rename would overwrite. */
async function linkUnderFreeName(
	part: string,
	folder: string,
	{ stem, ending }: ReturnType<typeof plainName>,
): Promise<void> {
	for (let n = 1; ; n += 1) {
		try {
			return await link(part, join(folder, n === 1 ? `${stem}${ending}` : `${stem}-${n}${ending}`));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || n > MAX_FILES) throw error;
		}
	}
}
