import { createHash } from 'node:crypto';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../app/core.ts';
import { createApp, STACK_POINTS } from '../../app/index.ts';
import { openCore } from '../../app/open-core.ts';
import { bindUseCases, type UseCases } from '../../app/use-cases.ts';
import { listFiles, openStacks, pageSources } from '../../db/index.ts';
import { type AccountActor, isFault, type OutcomeId } from '../../domain/index.ts';
import { CLERK } from '../support/capture-clerk.ts';
import { sohoa } from '../support/command-line.ts';
import { scratchFolder } from '../support/office.ts';
import { seeded } from '../support/random.ts';
import { standInScanner } from '../support/stand-in-scanner.ts';

const SHEETS = 4;
const ADMIN = { name: 'quantri', password: 'Mat-khau-9' };

/** At which passing of the point the process dies: in the middle of what goes before and after it. */
const PASSING: Readonly<Record<string, number>> = { pageArrived: 2, stackEdited: 4, stackFileDropped: 2 };

describe('kill -9 while a clerk scans stacks, lays them out and finishes them', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let scanner: Record<string, string>;
	let dataDir: string;
	let runs = 0;
	beforeAll(async () => {
		folder = await scratchFolder();
		scanner = await standInScanner(folder.path, { sheets: SHEETS, different: true });
		const app = await createApp({ dataDir: join(folder.path, 'new'), workers: 1 });
		const { name: adminName, password: adminPassword } = ADMIN;
		await app.setUpOffice({ officeName: 'UBND xã An Bình', agencyCode: 'H00.01', adminName, adminPassword });
		const { actor } = await app.signIn(adminName, adminPassword);
		await app.createAccount(actor, { ...CLERK, roles: ['clerk'] });
		await app.close();
	});
	beforeEach(async () => {
		runs += 1;
		dataDir = join(folder.path, `data-${runs}`);
		await cp(join(folder.path, 'new'), dataDir, { recursive: true });
	});
	afterAll(() => folder?.dispose());

	const work = (seed: number, rounds: number, killAt?: string, killAfterMs?: number) =>
		sohoa([dataDir, String(seed), String(rounds)], {
			entry: 'tests/support/capture-child.ts',
			env: { ...scanner, ...(killAt !== undefined && { SOHOA_KILL_AT: killAt }) },
			...(killAfterMs !== undefined && { onStart: (child) => setTimeout(() => child.kill('SIGKILL'), killAfterMs) }),
		});

	/** Every page that lay on the disk is there once, before and after everything is undone, done again and finished. */
	async function expectEachOnce(): Promise<void> {
		const scanned = await picturesIn(dataDir);
		const { core, close } = await openCore({ dataDir, workers: 1 });
		try {
			const app = bindUseCases(core);
			const clerk = (await app.signIn(CLERK.name, CLERK.password)).actor;
			await core.jobs.runUntilIdle();
			const once = async (): Promise<void> => {
				const there = await pagesThere(app, core, clerk);
				expect(there).toEqual([...new Set(there)]);
				expect(there).toEqual(expect.arrayContaining([...scanned]));
			};
			await once();
			while ((await app.undoEdit(clerk)).length > 0);
			await once();
			while ((await app.redoEdit(clerk)).length > 0);
			await finishAll(app, clerk);
			await core.jobs.runUntilIdle();
			await once();
			const admin = (await app.signIn(ADMIN.name, ADMIN.password)).actor;
			expect(await app.checkData(admin)).toMatchObject({ problems: [], orphans: [] });
		} finally {
			await close();
		}
	}

	it.each([...STACK_POINTS, 'originalStored', 'outcomeMade'])('at %s: each page once', async (point) => {
		const killed = await work(7, 3, `${point}:${PASSING[point] ?? 1}`);
		expect([killed.code, killed.stderr]).toEqual([null, '']);
		await expectEachOnce();
	});

	it('at ten random moments, one after the other: each page once', async () => {
		const random = seeded(20_261_124);
		for (let i = 0; i < 10; i += 1) await work(i + 1, 9, undefined, 800 + random() * 3_000);
		await expectEachOnce();
	});
});

/** Of every scanned page that lies there whole, staged ones too, what its pixels say. */
async function picturesIn(dataDir: string): Promise<ReadonlySet<string>> {
	const found = new Set<string>();
	for (const name of await readdir(dataDir, { recursive: true })) {
		if (!/(^|\/)(p\d+\.tif|page-\d+\.png|[^/.]+\.png)$/.test(name)) continue;
		// A page that is being written counts from when it has its name.
		const pixels = await pixelsOf(join(dataDir, name)).catch(() => undefined);
		if (pixels !== undefined) found.add(pixels);
	}
	return found;
}

async function pixelsOf(path: string): Promise<string> {
	const pixels = await sharp(path).greyscale().raw().toBuffer();
	return createHash('sha256').update(pixels).digest('hex').slice(0, 12);
}

/** Every page of the clerk's stacks and outcomes, by what its pixels say. */
async function pagesThere(app: UseCases, core: Core, clerk: AccountActor): Promise<readonly string[]> {
	const paths: string[] = [];
	for (const { pages } of await openStacks(core.db, clerk.accountId)) {
		const ids = pages.map((page) => page.id);
		const sources = await pageSources(core.db, ids, clerk.accountId);
		for (const id of ids) paths.push(sources.get(id)?.file.path ?? '');
	}
	const { rows } = await app.listOutcomes(clerk, { limit: 500 });
	for (const { id } of rows) paths.push(...(await originalsOf(core, id)));
	return Promise.all(paths.map((path) => pixelsOf(core.vault.locate(path))));
}

async function originalsOf(core: Core, id: OutcomeId): Promise<readonly string[]> {
	return (await listFiles(core.db, id, 'original')).map((file) => file.path);
}

async function finishAll(app: UseCases, clerk: AccountActor): Promise<void> {
	for (const { id } of (await app.showDesk(clerk)).stacks) {
		await app.finishStack(clerk, id).catch((error: unknown) => {
			// Nothing of it is to be a paper.
			if (!isFault(error, 'stackEmpty')) throw error;
		});
	}
}
