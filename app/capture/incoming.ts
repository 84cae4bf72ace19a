import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { listJobs } from '../../db/index.ts';
import { type AccountId, asId, Fault, type OrgUnitId } from '../../domain/index.ts';
import type { Core } from '../core.ts';
import { type ImportResult, queuePapers, type Taker } from '../outcomes/import-outcomes.ts';

/** Where scanned pages lie until they are kept as originals: one folder a paper. */
const INCOMING = 'incoming';
const PAGES = 'pages';
const TAKER = 'taker.json';

const takerSchema = z.object({
	accountId: z.string().transform((value) => asId<AccountId>(value)),
	orgUnitId: z.string().transform((value) => asId<OrgUnitId>(value)),
	orgUnitScope: z.array(z.string().transform((value) => asId<OrgUnitId>(value))),
});

/** A folder for the pages of one paper, and who it is for: should the program die, the next start takes its pages in. */
export type IncomingPaper = { readonly folder: string; readonly pages: string };

/** Makes the folder of a paper that is about to be scanned. @throws {Fault} `outputUnwritable`. */
export async function beginPaper(core: Core, name: string, taker: Taker): Promise<IncomingPaper> {
	const folder = join(core.db.folder, INCOMING, name);
	const pages = join(folder, PAGES);
	try {
		await mkdir(pages, { recursive: true, mode: 0o700 });
		const { accountId, orgUnitId, orgUnitScope } = taker;
		await writeFile(join(folder, TAKER), JSON.stringify({ accountId, orgUnitId, orgUnitScope }), { flag: 'wx' });
	} catch (error) {
		throw new Fault('outputUnwritable', {}, error);
	}
	return { folder, pages };
}

/** Queues the pages of a paper as one outcome; its folder goes once they are kept, or at once when there are none. */
export async function* takeIn(
	core: Core,
	{ folder, pages }: IncomingPaper,
	taker: Taker,
): AsyncGenerator<ImportResult> {
	const names = (await readdir(pages)).filter((name) => !name.startsWith('.')).sort();
	if (names.length > 0) {
		const parts = names.map((name) => ({ path: join(pages, name) }));
		const group = { kind: 'inputs', name: '', source: parts[0]?.path ?? pages, parts } as const;
		for await (const result of queuePapers(taker, core, group, folder)) {
			yield result;
			// What can't be read stays where it is: somebody may want to look at it.
			if (result.kind !== 'known') return;
		}
	}
	await rm(folder, { recursive: true, force: true });
}

/** Takes in what an interrupted scan left. Called once, at the start. */
export async function takeInLeftBehind(core: Core): Promise<void> {
	const root = join(core.db.folder, INCOMING);
	const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	if (names.length === 0) return;
	const queued = await listJobs(core.db, { kind: 'import', states: ['queued', 'running', 'failed'], limit: 10_000 });
	const underWay = new Set(queued.map((job) => (job.payload as { readonly dropFolder?: unknown }).dropFolder));
	for (const name of names) {
		const folder = join(root, name);
		if (underWay.has(folder)) continue;
		const taker = await readTaker(folder);
		if (taker === undefined) continue;
		// Results are in the job table, or the files are still there.
		for await (const _ of takeIn(core, { folder, pages: join(folder, PAGES) }, taker));
	}
}

/** `undefined` when the program died before it was written, so that nothing was scanned either, or the folder is not ours. */
async function readTaker(folder: string): Promise<Taker | undefined> {
	try {
		return takerSchema.parse(JSON.parse(await readFile(join(folder, TAKER), 'utf8')));
	} catch {
		return undefined;
	}
}
