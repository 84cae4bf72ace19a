import { mkdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
	appendAudit,
	findStack,
	insertStack,
	insertStackFile,
	newId,
	STACKS_FOLDER,
	type StackOrigin,
	type StoredStack,
	saveStack,
	type WritableDb,
} from '../../db/index.ts';
import {
	type AuditEvent,
	Fault,
	freshPage,
	type Stack,
	type StackFileId,
	type StackId,
	type StackPageId,
} from '../../domain/index.ts';
import { openSource, safeFileName } from '../../scan/index.ts';
import { auditActor } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import type { Taker } from '../outcomes/import-outcomes.ts';

/** Where the files of a stack lie, relative to the data folder. */
export function pagesPath(id: StackId): string {
	return `${STACKS_FOLDER}/${id}/pages`;
}

/** The folder for the files of a stack, absolute; made when it is not there. @throws {Fault} `outputUnwritable`. */
export async function pagesFolder(core: Pick<Core, 'db'>, id: StackId): Promise<string> {
	const folder = join(core.db.folder, pagesPath(id));
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		return folder;
	} catch (error) {
		throw new Fault('outputUnwritable', {}, error);
	}
}

/** A name that no file of a stack has, with the ending of the name it came by. */
export function newFilePath(id: StackId, name: string): string {
	const ending = extname(safeFileName(name)).toLowerCase();
	return `${pagesPath(id)}/${newId()}${/^\.[a-z0-9]{1,5}$/.test(ending) ? ending : ''}`;
}

/** An empty stack, which nobody sees until it has a page. */
export function emptyStack(core: Pick<Core, 'clock'>, taker: Taker, origin: StackOrigin): StoredStack {
	const { accountId, orgUnitId } = taker;
	const at = instantOf(core);
	const row = { id: newId<StackId>(), pages: [], expected: null, bound: false, origin } as const;
	return { ...row, clerkId: accountId, orgUnitId, createdAt: at, updatedAt: at };
}

/** A file that lies in its place, to be entered as pages at the end of a stack. */
export type Arrival = {
	readonly stackId: StackId;
	/** Relative to the data folder. */
	readonly path: string;
	/** As its sender called it. */
	readonly name: string;
	readonly origin: Extract<AuditEvent, { kind: 'pagesAdded' }>['origin'];
};

/**
 * Enters a file as pages. When its stack has been finished meanwhile, or the file's pages must stay together, it gets a stack of
 * its own.
 *
 * @returns the stack that has the pages.
 * @throws {Fault} of the `scan` family: what is no paper is not entered.
 */
export async function enterFile(core: Core, taker: Taker, arrival: Arrival): Promise<StackId> {
	const document = await openSource(core.vault.locate(arrival.path));
	await document.close();
	const { sha256, pageCount, conformance } = document;
	const pages = Array.from({ length: pageCount }, () => newId<StackPageId>());
	const bound = conformance === 'originalKept';
	const spare = emptyStack(core, taker, arrival.origin === 'scanner' ? 'scanner' : 'file');
	const at = instantOf(core);
	const id = await core.db.write(async (tx) => {
		const stack = await roomFor(tx, arrival.stackId, bound, spare);
		const file = { id: newId<StackFileId>(), clerkId: taker.accountId, path: arrival.path, name: arrival.name };
		await insertStackFile(tx, { ...file, sha256, pageCount, createdAt: at }, pages);
		await saveStack(tx, { ...stack, bound, pages: [...stack.pages, ...pages.map(freshPage)] }, at);
		const event = { kind: 'pagesAdded', stackId: stack.id, origin: arrival.origin, pages: pageCount } as const;
		await appendAudit(tx, auditActor(taker.accountId), event, at);
		return stack.id;
	});
	core.capture.changed();
	return id;
}

async function roomFor(tx: WritableDb, id: StackId, bound: boolean, spare: StoredStack): Promise<Stack> {
	const stack = await findStack(tx, id);
	const fits = stack?.open && (stack.pages.length === 0 || (!bound && !stack.bound));
	if (stack !== undefined && fits) return stack;
	await insertStack(tx, spare);
	return spare;
}
