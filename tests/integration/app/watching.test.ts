import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccountActor } from '../../../domain/index.ts';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';
import { deskUntil, known, paperFile } from '../../support/stacks.ts';

const QUICK = { stableMs: 50, folderStableMs: 50 };

type Place = { readonly made: Office; readonly clerk: AccountActor; readonly hotFolder: string };

/** An office with a watched folder, and a clerk. */
async function place(): Promise<Place> {
	const made = await openOffice();
	onTestFinished(() => made.close());
	const hotFolder = join(made.dataDir, '..', 'hot');
	await mkdir(hotFolder);
	await made.app.changeSettings(await made.actor('admin'), { hotFolder });
	return { made, clerk: await made.actor('clerk'), hotFolder };
}

async function put({ hotFolder }: Place, name: string, n: number): Promise<void> {
	await writeFile(join(hotFolder, name), await paperFile(n));
}

const shownNames = async ({ hotFolder }: Place) => (await readdir(hotFolder)).filter((name) => !name.startsWith('.'));

describe('a watched folder', () => {
	it('is watched again after a restart, and nothing in it is read twice', async () => {
		const here = await place();
		const { made, clerk } = here;
		await put(here, 'a.png', 1);
		await made.app.startWatching(clerk, QUICK);
		await deskUntil(made.app, clerk, ({ watch }) => watch.taken === 1);
		// As a crash between taking and moving leaves it; and one that is an outcome by now.
		const { stacks } = await made.app.showDesk(clerk);
		await made.app.finishStack(clerk, known(stacks[0]).id);
		await made.app.finishJobs();
		const app = await made.reopen();
		await put(here, 'a-lai.png', 1);
		await put(here, 'b.png', 2);
		expect((await app.showDesk(clerk)).watch.running).toBe(false);
		app.startJobs();
		const { watch } = await deskUntil(app, clerk, (desk) => desk.watch.taken === 1 && desk.watch.known === 1);
		expect(watch).toMatchObject({ running: true, folder: here.hotFolder, since: expect.any(String) });
		expect((await app.showDesk(clerk)).stacks).toMatchObject([{ name: 'b.png' }]);
		expect(await shownNames(here)).toEqual([]);
		const { entries } = await app.showAudit(await made.actor('admin'), { limit: 50, kinds: ['watchStarted'] });
		expect(entries.map(({ event, actor }) => [actor.kind, event])).toMatchObject([
			['system', { resumed: true }],
			['account', { resumed: false }],
		]);
	}, 60_000);

	it('is not watched again once the clerk has stopped it', async () => {
		const { made, clerk } = await place();
		await made.app.startWatching(clerk, QUICK);
		await made.app.stopWatching(clerk);
		const app = await made.reopen();
		app.startJobs();
		await app.finishJobs();
		expect((await app.showDesk(clerk)).watch.running).toBe(false);
	});

	it('is waited for when it is not there yet, and can be stopped meanwhile', async () => {
		const { made, clerk, hotFolder } = await place();
		await made.app.startWatching(clerk, QUICK);
		await made.app.showDesk(clerk);
		await rename(hotFolder, `${hotFolder}-away`);
		const app = await made.reopen();
		app.startJobs();
		const { watch } = await deskUntil(app, clerk, (desk) => desk.watch.fault !== undefined);
		expect(watch).toMatchObject({ running: true, fault: { code: 'fileMissing' } });
		await app.stopWatching(clerk);
		expect((await app.showDesk(clerk)).watch.running).toBe(false);
	});

	it('is watched no more for an account that is disabled or is no clerk any more, nor when the office names another', async () => {
		const { made, clerk, hotFolder } = await place();
		const admin = await made.actor('admin');
		const isWatched = async () => (await made.app.showDesk(clerk)).watch.running;
		await made.app.startWatching(clerk, QUICK);
		await made.app.changeRoles(admin, clerk.accountId, ['clerk', 'archivist']);
		expect(await isWatched()).toBe(true);
		await made.app.changeRoles(admin, clerk.accountId, ['archivist']);
		expect(await isWatched()).toBe(false);
		await made.app.startWatching(clerk, QUICK);
		await made.app.disableAccount(admin, clerk.accountId);
		expect(await isWatched()).toBe(false);
		await made.app.startWatching(clerk, QUICK);
		const app = await made.reopen();
		app.startJobs();
		await app.finishJobs();
		expect((await app.showDesk(clerk)).watch.running).toBe(false);
		await app.enableAccount(admin, clerk.accountId);
		await app.startWatching(clerk, QUICK);
		await mkdir(`${hotFolder}-2`);
		await app.changeSettings(admin, { hotFolder: `${hotFolder}-2` });
		expect((await app.showDesk(clerk)).watch.running).toBe(false);
	});

	it('gives a file to one clerk only when two have it watched', async () => {
		const here = await place();
		const { made, clerk } = here;
		const admin = await made.actor('admin');
		await made.app.createAccount(admin, { name: 'other', password: PASSWORD, roles: ['clerk'] });
		const { actor: other } = await made.app.signIn('other', PASSWORD);
		await made.app.startWatching(clerk, QUICK);
		await made.app.startWatching(other, QUICK);
		for (const n of [1, 2, 3]) await put(here, `${n}.png`, n);
		const seen = async () => {
			const desks = await Promise.all([clerk, other].map((one) => made.app.showDesk(one)));
			return desks.flatMap(({ stacks }) => stacks.map(({ name }) => name)).toSorted();
		};
		await deskUntil(made.app, clerk, () => true);
		await expect.poll(seen, { timeout: 20_000 }).toEqual(['1.png', '2.png', '3.png']);
		await expect.poll(() => shownNames(here), { timeout: 20_000 }).toEqual([]);
		expect(await seen()).toHaveLength(3);
	}, 60_000);
});
