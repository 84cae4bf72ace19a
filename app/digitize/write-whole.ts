import { copyFile, open, rename, rm } from 'node:fs/promises';
import { Fault } from '../../domain/index.ts';

/** Writes a text file that appears under its name whole or not at all. @throws {Fault} `outputUnwritable`, `diskFull`. */
export function writeWhole(path: string, text: string): Promise<void> {
	return underTemporaryName(path, async (temporary) => {
		const file = await open(temporary, 'w');
		await file.writeFile(text);
		await file.sync();
		await file.close();
	});
}

/** Copies a file that appears under its name whole or not at all. @throws {Fault} `outputUnwritable`, `diskFull`. */
export function copyWhole(from: string, path: string): Promise<void> {
	return underTemporaryName(path, (temporary) => copyFile(from, temporary));
}

async function underTemporaryName(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		await write(temporary);
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		failWriting(error);
	}
}

/** Turns what the system says about a failed write into a fault; anything else is thrown as it is. */
export function failWriting(error: unknown): never {
	const code = (error as NodeJS.ErrnoException).code;
	if (code === 'ENOSPC' || code === 'EDQUOT') throw new Fault('diskFull', {}, error);
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
		throw new Fault('outputUnwritable', { system: code }, error);
	}
	throw error;
}
