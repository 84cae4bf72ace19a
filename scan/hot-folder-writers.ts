import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { systemCode } from './new-name.ts';

/** Of an open file's flags (octal in /proc/…/fdinfo): 0 reads, 1 writes, 2 does both. */
const ACCESS_MODE = 0o3;

/**
 * The files below a folder that a process of this machine has open for writing, so that a slow writer is not disturbed in a pause.
 * Linux only, and only processes that we may look at; elsewhere, and for writers on other machines, none is found, and only the
 * waiting time protects a half-written file.
 *
 * @returns absolute paths with `folder` as it was given.
 */
export async function filesBeingWritten(folder: string): Promise<ReadonlySet<string>> {
	const written = new Set<string>();
	if (process.platform !== 'linux') return written;
	const real = await orNothing(realpath(folder));
	if (real === undefined) return written;
	const pids = (await orNothing(readdir('/proc')))?.filter((name) => /^\d+$/.test(name)) ?? [];
	for (const pid of pids) {
		for (const fd of (await orNothing(readdir(`/proc/${pid}/fd`))) ?? []) {
			const path = await orNothing(readlink(`/proc/${pid}/fd/${fd}`));
			if (path?.startsWith(`${real}${sep}`) !== true) continue;
			const info = await orNothing(readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8'));
			const flags = Number.parseInt(/^flags:\s*([0-7]+)/m.exec(info ?? '')?.[1] ?? '0', 8);
			if ((flags & ACCESS_MODE) !== 0) written.add(join(folder, path.slice(real.length + 1)));
		}
	}
	return written;
}

/** Processes end and files close while we look; other people's are not shown. */
async function orNothing<T>(look: Promise<T>): Promise<T | undefined> {
	try {
		return await look;
	} catch (error) {
		if (systemCode(error) === '') throw error;
		return undefined;
	}
}
