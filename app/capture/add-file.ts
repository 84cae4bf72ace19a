import { mkdir, open, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { getStack, insertStack, newId, STACKS_FOLDER } from '../../db/index.ts';
import { type AccountActor, type Actor, Fault, isId, type StackId } from '../../domain/index.ts';
import { DEFAULT_LIMITS, openSource, safeFileName } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import type { Upload } from './capture-board.ts';
import { emptyStack, enterFile, newFilePath } from './stack-files.ts';

/** Where files lie while they come; hidden, and emptied at start-up. */
export const UPLOADS_FOLDER = `${STACKS_FOLDER}/.uploads`;

/** A file that a screen is about to send. */
export type NewUpload = {
	/** As the clerk's machine calls it, without folders. */
	readonly name: string;
	readonly byteLength: number;
	/** The stack that its pages are put at the end of; a new one when absent. */
	readonly stackId?: StackId | undefined;
};

/**
 * Makes room for a file whose bytes follow in pieces.
 *
 * @returns what the pieces name.
 * @throws {Fault} `notAllowed`, `stackMissing`, `pagesBound`, `fileEmpty`, `fileTooLarge`, `diskFull`, `outputUnwritable`.
 */
export async function beginFile(actor: Actor, core: Core, file: NewUpload): Promise<string> {
	const clerk = permit(actor, 'addFile');
	const { name, byteLength, stackId } = file;
	if (byteLength === 0) throw new Fault('fileEmpty');
	const limit = DEFAULT_LIMITS.maxFileBytes;
	if (byteLength > limit) throw new Fault('fileTooLarge', { bytes: byteLength, limit });
	if (stackId !== undefined && (await getStack(core.db, stackId, clerk.accountId)).bound) throw new Fault('pagesBound');
	const id = newId();
	const folder = join(core.db.folder, UPLOADS_FOLDER);
	const path = join(folder, id);
	await written(async () => {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await (await open(path, 'wx', 0o600)).close();
	});
	core.capture.uploads.set(id, { clerkId: clerk.accountId, name, byteLength, stackId, path, received: 0 });
	return id;
}

/**
 * Takes the next piece of a file. A piece that was sent already is taken as that.
 *
 * @param from where it begins, bytes from the start.
 * @returns how much has come, bytes.
 * @throws {Fault} `notAllowed`, `invalidInput` (no such file, not the next piece, too long), `diskFull`, `outputUnwritable`.
 */
export async function sendPiece(
	actor: Actor,
	core: Core,
	id: string,
	piece: { readonly from: number; readonly bytes: Uint8Array },
): Promise<number> {
	const upload = uploadOf(permit(actor, 'addFile'), core, id);
	const { from, bytes } = piece;
	if (from + bytes.length === upload.received) return upload.received;
	if (from !== upload.received || from + bytes.length > upload.byteLength) {
		throw new Fault('invalidInput', { paths: 'from' });
	}
	await written(async () => {
		// What a piece left that failed half-way.
		await truncate(upload.path, from);
		const handle = await open(upload.path, 'a');
		try {
			await handle.writeFile(bytes);
		} finally {
			await handle.close();
		}
	});
	upload.received = from + bytes.length;
	return upload.received;
}

/**
 * Enters a file that has come whole as pages of a stack. One that is no paper is not kept.
 *
 * @returns the stack that has its pages.
 * @throws {Fault} `notAllowed`, `invalidInput` (no such file, or not whole); of the `scan` family; `diskFull`.
 */
export async function endFile(actor: Actor, core: Core, id: string): Promise<StackId> {
	const clerk = permit(actor, 'addFile');
	const upload = uploadOf(clerk, core, id);
	if (upload.received !== upload.byteLength) throw new Fault('invalidInput', { paths: 'byteLength' });
	try {
		return await takeFile(core, clerk, { ...upload, from: upload.path, origin: 'file' });
	} finally {
		await forget(core, id, upload);
	}
}

/** A file to be copied into a stack. */
type Incoming = {
	readonly from: string;
	readonly name: string;
	readonly stackId: StackId | undefined;
	readonly origin: 'file' | 'folder';
};

/** Copies a file into a stack (a new one when it names none) and enters it. @throws {Fault} of the `scan` family; `diskFull`. */
export async function takeFile(core: Core, clerk: AccountActor, file: Incoming): Promise<StackId> {
	await (await openSource(file.from)).close();
	const fresh = emptyStack(core, clerk, file.origin);
	const stackId = file.stackId ?? fresh.id;
	if (file.stackId === undefined) await core.db.write((tx) => insertStack(tx, fresh));
	const name = safeFileName(file.name);
	const { path } = await core.vault.putFile(newFilePath(stackId, name), file.from);
	return enterFile(core, clerk, { stackId, path, name, origin: file.origin });
}

/** Puts down a file that does not come any more. Nothing when it is not there. @throws {Fault} `notAllowed`. */
export async function dropFile(actor: Actor, core: Core, id: string): Promise<void> {
	const { accountId } = permit(actor, 'addFile');
	const upload = core.capture.uploads.get(id);
	if (upload?.clerkId === accountId) await forget(core, id, upload);
}

function uploadOf(clerk: AccountActor, core: Core, id: string): Upload {
	const upload = isId(id) ? core.capture.uploads.get(id) : undefined;
	if (upload?.clerkId !== clerk.accountId) throw new Fault('invalidInput', { paths: 'uploadId' });
	return upload;
}

async function forget(core: Core, id: string, upload: Upload): Promise<void> {
	core.capture.uploads.delete(id);
	await rm(upload.path, { force: true });
}

async function written(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		throw new Fault(code === 'ENOSPC' || code === 'EDQUOT' ? 'diskFull' : 'outputUnwritable', {}, error);
	}
}
