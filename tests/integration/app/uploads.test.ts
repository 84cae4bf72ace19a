import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createApp, restoreBackup, type UploadResult } from '../../../app/index.ts';
import { DATABASE_FILE } from '../../../db/index.ts';
import type { OutcomeId } from '../../../domain/index.ts';
import { PASSWORD } from '../../support/office.ts';
import { openWay, type Way } from '../../support/way.ts';

async function office(options: Parameters<typeof openWay>[0] = {}): Promise<Way> {
	const way = await openWay(options);
	onTestFinished(() => way.office.close());
	return way;
}

async function upload(way: Way, ids?: readonly OutcomeId[]): Promise<readonly UploadResult[]> {
	const results: UploadResult[] = [];
	for await (const result of way.office.app.uploadOutcomes(way.registrar, ids)) results.push(result);
	return results;
}

describe('the check before an upload', () => {
	it('names its reasons, changes nothing, and is done again when a person wants it', async () => {
		const way = await office();
		const { app, dataDir } = way.office;
		const id = await way.agencySigned();
		await rm(join(dataDir, 'trust'), { recursive: true });
		const [refused] = await upload(way, [id]);
		expect(refused).toMatchObject({ kind: 'failed', fault: { code: 'preflightFailed' } });
		expect(refused?.kind === 'failed' && refused.fault.data.reasons).toBe(
			'signatureUntrusted number=1 standing=unknownIssuer; signatureUntrusted number=2 standing=unknownIssuer',
		);
		expect((await app.showOutcome(way.clerk, id)).row.state).toBe('agencySigned');
		expect(await app.listUploads(way.clerk)).toMatchObject([{ outcomeId: id, state: 'failed', attempts: 1 }]);
		await cp(join(dataDir, '..', 'keys', 'anchors'), join(dataDir, 'trust'), { recursive: true });
		await app.settleUpload(way.registrar, id, 'ask');
		expect(await upload(way, [id])).toEqual([{ kind: 'stored', outcomeId: id }]);
		const again = app.settleUpload(way.registrar, id, 'sendAgain');
		await expect(again).rejects.toMatchObject({ code: 'transitionRefused' });
	}, 60_000);

	it('refuses the same paper under another scan', async () => {
		const way = await office();
		const { app } = way.office;
		const first = await way.coded();
		const { row } = await app.showOutcome(way.clerk, first);
		const twin = await way.signed();
		await app.correctField(way.clerk, twin, { field: 'documentNumber', value: row.values.documentNumber ?? '' });
		await app.verifyOutcome(way.clerk, twin);
		await app.submitOutcome(way.clerk, twin);
		await way.approve(twin);
		await app.issueCodes(way.registrar, twin);
		await way.sign(first, 'agency');
		await upload(way);
		await way.sign(twin, 'agency');
		const [refused] = await upload(way, [twin]);
		expect(refused?.kind === 'failed' && refused.fault.data.reasons).toBe(`duplicate of=${first}`);
	}, 60_000);

	it('asks what only the clerk can put right before the outcome is submitted', async () => {
		const way = await office();
		const { app } = way.office;
		const first = await way.agencySigned();
		await upload(way);
		const { row } = await app.showOutcome(way.clerk, first);
		const twin = await way.signed();
		const type = (field: 'documentNumber' | 'issuingBody', value: string) =>
			app.correctField(way.clerk, twin, { field, value });
		await type('documentNumber', row.values.documentNumber ?? '');
		await app.verifyOutcome(way.clerk, twin);
		await expect(app.submitOutcome(way.clerk, twin)).rejects.toMatchObject({
			code: 'preflightFailed',
			data: { reasons: `duplicate of=${first}` },
		});
		await type('issuingBody', '');
		await app.verifyOutcome(way.clerk, twin);
		await expect(app.submitOutcome(way.clerk, twin)).rejects.toMatchObject({
			code: 'preflightFailed',
			data: { reasons: 'fieldMissing field=issuingBody' },
		});
	}, 60_000);

	it('lets one of two scans of the same paper through when both come at once', async () => {
		const way = await office();
		const { app } = way.office;
		const ids: OutcomeId[] = [];
		for (let i = 0; i < 2; i++) {
			const id = await way.signed();
			await app.correctField(way.clerk, id, { field: 'documentNumber', value: '7/GCN' });
			await app.verifyOutcome(way.clerk, id);
			await app.submitOutcome(way.clerk, id);
			await way.approve(id);
			await app.issueCodes(way.registrar, id);
			ids.push(id);
		}
		for (const id of ids) await way.sign(id, 'agency');
		const kinds = (await upload(way, ids)).map((result) =>
			result.kind === 'failed' ? result.fault.code : result.kind,
		);
		expect(kinds.sort()).toEqual(['preflightFailed', 'stored']);
	}, 60_000);
});

describe('a repository that is away', () => {
	it('is waited for; nothing is lost, and it goes out once there is one', async () => {
		let now = new Date();
		const way = await office({ clock: { now: () => now } });
		const { app } = way.office;
		const admin = await way.office.actor('admin');
		// Nobody listens on the discard port of this machine.
		await app.changeSettings(admin, { repository: { kind: 'http', baseUrl: 'http://127.0.0.1:9' } });
		const id = await way.agencySigned();
		const [waiting] = await upload(way, [id]);
		expect(waiting).toMatchObject({ kind: 'waiting', fault: { code: 'repositoryUnreachable' } });
		expect((await app.showOutcome(way.clerk, id)).row.state).toBe('uploading');
		const folder = join(way.office.dataDir, '..', 'kho');
		await mkdir(folder);
		await app.changeSettings(admin, { repository: { kind: 'folder', folder } });
		// Not a byte went out to the first one: so it may go to another.
		now = new Date(now.getTime() + 3_600_000);
		expect(await upload(way, [id])).toEqual([{ kind: 'stored', outcomeId: id }]);
		expect(await readdir(folder)).toHaveLength(1);
	}, 60_000);
});

describe('a job that ended without bringing the outcome there', () => {
	it('is shown as failed, and taken up again by a person', async () => {
		const way = await office();
		const id = await way.agencySigned();
		const { app, dataDir } = way.office;
		const raw = new Database(join(dataDir, DATABASE_FILE));
		raw.exec("UPDATE jobs SET state = 'finished' WHERE kind = 'upload'");
		raw.close();
		const queue = await app.showUploadQueue(way.clerk);
		expect(queue).toMatchObject({ counts: { failed: 1, waiting: 0, running: 0, stored: 0 }, paused: false });
		expect(queue.rows).toMatchObject([{ outcomeId: id, state: 'failed', outcomeState: 'agencySigned', receipts: [] }]);
		expect(await upload(way, [id])).toMatchObject([{ kind: 'failed', fault: { code: 'transitionRefused' } }]);
		await app.settleUpload(way.registrar, id, 'ask');
		const twice = app.settleUpload(way.registrar, id, 'ask');
		await expect(twice).rejects.toMatchObject({ code: 'transitionRefused' });
		expect(await upload(way, [id])).toEqual([{ kind: 'stored', outcomeId: id }]);
		const { rows } = await app.showUploadQueue(way.clerk);
		expect(rows).toMatchObject([{ state: 'stored', receipts: [{ matches: true, reconciled: false }] }]);
	}, 60_000);
});

describe('after a restore', () => {
	it('uploads wait for a person; what the repository has is not sent again', async () => {
		const way = await office();
		const { app, dataDir } = way.office;
		const admin = await way.office.actor('admin');
		const folder = join(dataDir, '..', 'kho');
		await mkdir(folder);
		await app.changeSettings(admin, { repository: { kind: 'folder', folder } });
		const id = await way.agencySigned();
		const backups = join(dataDir, '..', 'backups');
		await app.backUp(admin, backups);
		expect(await upload(way, [id])).toEqual([{ kind: 'stored', outcomeId: id }]);

		const [backup] = await readdir(backups);
		const restored = join(dataDir, '..', 'restored');
		const clock = { now: () => new Date() };
		const request = { backup: join(backups, backup ?? ''), dataDir: restored, name: 'admin', password: PASSWORD };
		await restoreBackup(request, { clock });
		const again = await createApp({ dataDir: restored, workers: 1 });
		try {
			const registrar = (await again.signIn('registrar', PASSWORD)).actor;
			const results = async () => {
				const all: UploadResult[] = [];
				for await (const result of again.uploadOutcomes(registrar, [id])) all.push(result);
				return all;
			};
			expect(await results()).toMatchObject([{ kind: 'waiting', fault: { code: 'uploadPaused' } }]);
			await again.resumeUploads(registrar);
			expect(await results()).toEqual([{ kind: 'stored', outcomeId: id }]);
			const { receipts } = await again.showOutcome(registrar, id);
			expect(receipts).toMatchObject([{ answer: { reconciled: true } }]);
			expect(await readdir(folder)).toHaveLength(1);
		} finally {
			await again.close();
		}
	}, 90_000);
});
