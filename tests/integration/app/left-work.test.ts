import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccountActor, OrgUnitId } from '../../../domain/index.ts';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';
import { known, paperFile, send, stackOf } from '../../support/stacks.ts';

type Place = {
	readonly made: Office;
	readonly admin: AccountActor;
	readonly clerk: AccountActor;
	readonly other: AccountActor;
};

/** An office with two clerks. */
async function place(): Promise<Place> {
	const made = await openOffice();
	onTestFinished(() => made.close());
	const admin = await made.actor('admin');
	await made.app.createAccount(admin, { name: 'other', password: PASSWORD, roles: ['clerk'] });
	const { actor: other } = await made.app.signIn('other', PASSWORD);
	return { made, admin, clerk: await made.actor('clerk'), other };
}

const refused = (reason: string) => ({ code: 'handOverRefused', data: { reason } });

describe('the work of a clerk who left', () => {
	it('goes to a colleague: stacks with their pages, a paper that failed, and what was half typed', async () => {
		const { made, admin, clerk, other } = await place();
		const { app } = made;
		const read = await send(app, clerk, await paperFile('read'), 'doc-xong.png');
		const [outcome] = await app.finishStack(clerk, read);
		await app.finishJobs();
		await app.saveDrafts(clerk, known(outcome), { keep: [{ field: 'subject', text: 'Đang gõ' }], drop: [] });
		const stack = await stackOf(app, clerk, 2);
		await app.editStacks(clerk, { kind: 'expect', stackId: stack.id, count: 3 });
		const failing = await send(app, clerk, await paperFile('fails'), 'hong.png');
		const [file] = await readdir(join(made.dataDir, 'stacks', failing, 'pages'));
		await app.finishStack(clerk, failing);
		await writeFile(join(made.dataDir, 'stacks', failing, 'pages', known(file)), 'other bytes');
		await app.finishJobs();
		expect((await app.listLeftWork(admin)).work).toEqual([]);

		await app.disableAccount(admin, clerk.accountId);
		const supervisor = await made.actor('supervisor');
		const left = await app.listLeftWork(supervisor);
		const counts = { accountId: clerk.accountId, name: 'clerk', stacks: 1, pages: 2, papers: 1, drafts: 1 };
		expect(left.work).toMatchObject([counts]);
		expect(left.clerks.map(({ name }) => name)).toEqual(['other']);
		const done = await app.handOverWork(supervisor, { from: clerk.accountId, to: other.accountId });
		expect(done).toMatchObject(counts);

		const { stacks, work, canUndo } = await app.showDesk(other);
		expect(stacks).toMatchObject([{ id: stack.id, pageCount: 2, expected: 3 }]);
		expect(work).toMatchObject([{ step: 'import', state: 'failed', name: 'hong.png' }]);
		expect(canUndo).toBe(false);
		await app.readStackPage(other, known(stack.pages[0]).id, 'small');
		await app.dropFailedJob(other, known(work[0]).jobId, '');
		expect((await app.showDesk(other)).stacks).toHaveLength(2);
		const drafts = await app.showDrafts(other, known(outcome));
		expect(drafts).toMatchObject([{ field: 'subject', text: 'Đang gõ' }]);
		const [paper] = await app.finishStack(other, stack.id);
		await app.finishJobs();
		expect((await app.showOutcome(other, known(paper))).row).toMatchObject({ state: 'recognized' });
		expect((await app.listLeftWork(admin)).work).toEqual([]);
		expect((await app.showDesk(clerk)).stacks).toEqual([]);
		const { entries } = await app.showAudit(admin, { limit: 5, kinds: ['workHandedOver'] });
		expect(entries.map(({ event }) => event)).toMatchObject([
			{ accountId: clerk.accountId, to: other.accountId, stacks: 1, pages: 2, papers: 1, drafts: 1 },
		]);
	}, 120_000);

	it('of two who typed into one field, the newer words stay', async () => {
		const { made, admin, clerk, other } = await place();
		const { app } = made;
		const [outcome] = await app.finishStack(clerk, await send(app, clerk, await paperFile(), 'a.png'));
		await app.finishJobs();
		const type = (actor: AccountActor, field: 'subject' | 'signerName', text: string) =>
			app.saveDrafts(actor, known(outcome), { keep: [{ field, text }], drop: [] });
		await type(clerk, 'subject', 'cũ');
		await type(other, 'subject', 'mới');
		await type(other, 'signerName', 'cũ');
		await type(clerk, 'signerName', 'mới');
		await app.disableAccount(admin, clerk.accountId);
		await app.handOverWork(admin, { from: clerk.accountId, to: other.accountId });
		const texts = (await app.showDrafts(other, known(outcome))).map(({ field, text }) => [field, text]);
		expect(texts.toSorted()).toEqual([
			['signerName', 'mới'],
			['subject', 'mới'],
		]);
	}, 60_000);

	it('is not taken from one who works, given to one who may not, or seen from another unit', async () => {
		const { made, admin, clerk, other } = await place();
		const { app } = made;
		await stackOf(app, clerk, 1);
		const both = { from: clerk.accountId, to: other.accountId };
		await expect(app.handOverWork(admin, both)).rejects.toMatchObject({
			code: 'handOverRefused',
			data: { reason: 'stillWorks' },
		});
		await app.changeRoles(admin, clerk.accountId, ['archivist']);
		expect((await app.listLeftWork(admin)).work).toHaveLength(1);
		const supervisor = await made.actor('supervisor');
		const toChief = { from: clerk.accountId, to: supervisor.accountId };
		await expect(app.handOverWork(admin, toChief)).rejects.toMatchObject(refused('noClerk'));
		const elsewhere = { ...supervisor, orgUnitScope: ['x' as OrgUnitId] };
		expect(await app.listLeftWork(elsewhere)).toEqual({ work: [], clerks: [] });
		await expect(app.handOverWork(elsewhere, both)).rejects.toMatchObject({ code: 'accountMissing' });
		await expect(app.handOverWork(other, both)).rejects.toMatchObject({ code: 'notAllowed' });
		await app.handOverWork(admin, both);
		await expect(app.handOverWork(admin, both)).rejects.toMatchObject(refused('nothing'));
	});

	it('comes to an end with the account: what it has watched or scanned stops', async () => {
		const { made, admin, clerk } = await place();
		const hotFolder = join(made.dataDir, '..', 'hot');
		await mkdir(hotFolder);
		await made.app.changeSettings(admin, { hotFolder });
		await made.app.startWatching(clerk);
		await made.app.disableAccount(admin, clerk.accountId);
		expect((await made.app.showDesk(clerk)).watch.running).toBe(false);
	});
});
