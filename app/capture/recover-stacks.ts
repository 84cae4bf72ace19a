import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dropFiles, filesKept, findStack, isStackFile, STACKS_FOLDER } from '../../db/index.ts';
import { asId, isFault, isId, type StackId } from '../../domain/index.ts';
import type { Core } from '../core.ts';
import { UPLOADS_FOLDER } from './add-file.ts';
import { PICTURES_FOLDER, STACK_PICTURE_SIZES } from './read-stack-page.ts';
import { enterFile, pagesPath } from './stack-files.ts';

/**
 * Sets the stacks right after a crash, once, at the start: files that lie with a stack and that no row knows become its pages,
 * halves of uploads go, and so do copies of what is kept with an outcome.
 */
export async function recoverStacks(core: Core): Promise<void> {
	await rm(join(core.db.folder, UPLOADS_FOLDER), { recursive: true, force: true });
	for (const name of await namesIn(join(core.db.folder, STACKS_FOLDER))) {
		if (isId(name)) await recoverStack(core, asId<StackId>(name));
	}
	await dropKeptFiles(core);
}

async function recoverStack(core: Core, id: StackId): Promise<void> {
	const stack = await findStack(core.db, id);
	if (stack === undefined) return;
	const taker = { accountId: stack.clerkId, orgUnitId: stack.orgUnitId, orgUnitScope: [stack.orgUnitId] };
	for (const name of await byAge(join(core.db.folder, pagesPath(id)))) {
		const path = `${pagesPath(id)}/${name}`;
		if (await isStackFile(core.db, path)) continue;
		try {
			await enterFile(core, taker, { stackId: id, path, name, origin: 'leftBehind' });
		} catch (error) {
			// What can't be read stays where it is: somebody may want to look at it.
			if (!isFault(error)) throw error;
		}
	}
}

/** Pages in the order in which they came. */
async function byAge(folder: string): Promise<readonly string[]> {
	const files: { readonly name: string; readonly mtimeMs: number }[] = [];
	for (const name of await namesIn(folder)) {
		const { mtimeMs } = await stat(join(folder, name));
		if (!name.startsWith('.')) files.push({ name, mtimeMs });
	}
	return files.toSorted((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1)).map((file) => file.name);
}

/** Takes away the copies of files that outcomes keep, and their small pictures. */
export async function dropKeptFiles(core: Pick<Core, 'db' | 'vault'>): Promise<void> {
	const files = await filesKept(core.db);
	if (files.length === 0) return;
	// Pages of an outcome that was taken back lie with that outcome, and stay there.
	const copies = files.map((file) => file.path).filter((path) => path.startsWith(`${STACKS_FOLDER}/`));
	for (const path of copies) await core.vault.discard(path);
	const ids = files.map((file) => file.id);
	for (const page of await core.db.write((tx) => dropFiles(tx, ids))) {
		for (const size of STACK_PICTURE_SIZES) await core.vault.discard(`${PICTURES_FOLDER}/${page}-${size}.webp`);
	}
	for (const folder of new Set(copies.map((path) => path.split('/').slice(0, 2).join('/')))) {
		const left = await namesIn(join(core.db.folder, folder, 'pages'));
		if (left.length === 0) await rm(join(core.db.folder, folder), { recursive: true, force: true });
	}
}

async function namesIn(folder: string): Promise<readonly string[]> {
	return readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
}
