import { link, lstat, mkdir, open, rename, rmdir, unlink } from 'node:fs/promises';

/** What file systems without hard links (FAT, many network shares) answer. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
/** What says that a name is taken; the latter two come from folders. */
const TAKEN: ReadonlySet<string> = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR']);

/** The system's code of an error (`ENOENT`), or an empty text: also for faults, whose codes are other words. */
export function systemCode(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return /^E[A-Z0-9]+$/.test(code) ? code : '';
}

/**
 * Gives a file (or folder) another name on the same file system; what already has that name is never replaced.
 *
 * @returns whether the name was free.
 */
export async function moveToNewName(from: string, to: string): Promise<boolean> {
	return (await lstat(from)).isDirectory() ? moveFolder(from, to) : moveFile(from, to);
}

async function moveFile(from: string, to: string): Promise<boolean> {
	try {
		// A link fails where a name is taken; a rename would replace what is there.
		await link(from, to);
	} catch (error) {
		if (TAKEN.has(systemCode(error))) return false;
		if (!NO_LINKS.has(systemCode(error))) throw error;
		return moveWithoutLinks(from, to);
	}
	await unlink(from);
	return true;
}

/** An empty file of our own holds the name until the rename replaces it. */
async function moveWithoutLinks(from: string, to: string): Promise<boolean> {
	try {
		await (await open(to, 'wx')).close();
	} catch (error) {
		if (TAKEN.has(systemCode(error))) return false;
		throw error;
	}
	try {
		await rename(from, to);
	} catch (error) {
		await unlink(to);
		throw error;
	}
	return true;
}

/** A rename replaces an empty folder only, and that one is ours. */
async function moveFolder(from: string, to: string): Promise<boolean> {
	try {
		await mkdir(to);
	} catch (error) {
		if (TAKEN.has(systemCode(error))) return false;
		throw error;
	}
	try {
		// Windows renames onto nothing, not even an empty folder.
		if (process.platform === 'win32') await rmdir(to);
		await rename(from, to);
	} catch (error) {
		await rmdir(to).catch(() => {});
		if (TAKEN.has(systemCode(error))) return false;
		throw error;
	}
	return true;
}

/** Makes new names in a folder last through a power cut. Windows cannot open a folder for that, and needs it not. */
export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
