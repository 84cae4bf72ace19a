import { mkdir } from 'node:fs/promises';
import type { Db } from '../../db/index.ts';
import { readAnchors } from '../../sign/index.ts';
import { trustFolder } from './check-signature.ts';

/** The certificates that the office trusts: those in the data folder's `trust/`, read anew each time. */
export async function officeAnchors(db: Db): Promise<readonly Uint8Array[]> {
	const folder = trustFolder(db.folder);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	return (await readAnchors(folder)).certificates;
}
