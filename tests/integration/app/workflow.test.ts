import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSha256, type OutcomeId } from '../../../domain/index.ts';
import { openWay, type Way } from '../../support/way.ts';

let way: Way;
beforeAll(async () => {
	way = await openWay();
}, 60_000);
afterAll(() => way.office.close());

const state = async (id: OutcomeId) => (await way.office.app.showOutcome(way.clerk, id)).row.state;
const fault = (code: string) => ({ code });

describe('the whole way', () => {
	it('ends in the repository, with signatures, codes and a receipt', async () => {
		const { app, dataDir } = way.office;
		const id = await way.agencySigned();
		await app.finishJobs();
		const shown = await app.showOutcome(way.clerk, id);
		expect(shown.row.state).toBe('stored');
		expect(shown.codes?.docCode).toMatch(/^H00\.01_VB_\d{6}_V1$/);
		expect(shown.codes?.outcomeCode).toContain('GCN-STC.01');
		const report = await app.showSignatures(way.clerk, id);
		expect(report.verdict).toBe('valid');
		expect(report.findings.map(({ mark, addedAfter }) => [mark?.corner, addedAfter])).toEqual([
			['topLeft', 'allowed'],
			['topRight', 'nothing'],
		]);
		const folder = join(dataDir, 'repository', shown.codes?.docCode ?? '');
		const [pdf] = (await readdir(folder)).filter((name) => name.endsWith('.pdf'));
		expect(await readFile(join(folder, pdf ?? ''))).toEqual(Buffer.from((await app.readDocument(way.clerk, id)).bytes));
		expect(shown.receipts).toMatchObject([{ documentSha256: shown.document?.sha256 }]);
	}, 60_000);

	it('leaves a log whose head the repository was told', async () => {
		const { app } = way.office;
		const id = await way.agencySigned();
		await app.finishJobs();
		const admin = await way.office.actor('admin');
		expect((await app.checkData(admin)).problems).toEqual([]);
		const { receipts, codes } = await app.showOutcome(way.clerk, id);
		const file = join(way.office.dataDir, 'repository', codes?.docCode ?? '', 'metadata.json');
		const told = JSON.parse(await readFile(file, 'utf8')).AuditHead;
		expect({ seq: told.Seq, hash: told.Hash }).toEqual(receipts[0]?.auditHead);
		expect(told.Seq).toBeGreaterThan(0);
	}, 60_000);
});

describe('a typed field', () => {
	it('stands above what the machine read, and is said to be corrected', async () => {
		const { app } = way.office;
		const id = await way.read();
		await app.correctField(way.clerk, id, { field: 'issuingBody', value: 'SỞ THỬ NGHIỆM' });
		await app.correctField(way.clerk, id, { field: 'plotNumber', value: '12' });
		const { readings } = await app.showOutcome(way.clerk, id);
		expect(readings.issuingBody).toMatchObject({
			value: 'SỞ THỬ NGHIỆM',
			origin: 'corrected',
			by: way.clerk.accountId,
		});
		expect(readings.plotNumber).toMatchObject({ origin: 'typed' });
	}, 30_000);

	it('is refused when it can not be one, when the outcome has moved on, and when somebody else was faster', async () => {
		const { app } = way.office;
		const id = await way.read();
		const wrong = app.correctField(way.clerk, id, { field: 'issueDate', value: 'hôm qua' });
		await expect(wrong).rejects.toMatchObject({ code: 'fieldInvalid', data: { field: 'issueDate' } });
		const { revision } = await app.showOutcome(way.clerk, id);
		const typed = { field: 'subject', value: 'Một', revision } as const;
		expect(await app.correctField(way.clerk, id, typed)).toBe(revision + 1);
		await expect(app.correctField(way.clerk, id, typed)).rejects.toMatchObject(fault('changedMeanwhile'));
		await app.discardOutcome(way.clerk, id, { reason: 'Quét nhầm' });
		const late = app.correctField(way.clerk, id, { field: 'subject', value: 'Hai' });
		await expect(late).rejects.toMatchObject(fault('transitionRefused'));
	}, 30_000);
});

describe('verifying', () => {
	it('comes after the signature, and asks for what must be there', async () => {
		const { app } = way.office;
		const id = await way.read();
		await expect(app.verifyOutcome(way.clerk, id)).rejects.toMatchObject({
			code: 'transitionRefused',
			data: { reason: 'wrongOrder' },
		});
		await way.sign(id, 'clerk');
		for (const field of ['issueDate', 'issuingBody', 'enterpriseCode'] as const) {
			await app.correctField(way.clerk, id, { field, value: '' });
		}
		await app.verifyOutcome(way.clerk, id).catch((error) => {
			expect(error).toMatchObject({ code: 'fieldsMissing', data: { fields: 'documentNumber' } });
		});
		expect(await state(id)).toBe('clerkSigned');
		// A person says that the paper has none: that is an answer too.
		await app.correctField(way.clerk, id, { field: 'documentNumber', value: '' });
		expect((await app.verifyOutcome(way.clerk, id)).state.kind).toBe('verified');
	}, 30_000);

	it('goes with a later correction: nobody has compared the new value with the paper', async () => {
		const { app } = way.office;
		const id = await way.signed();
		await app.correctField(way.clerk, id, { field: 'documentNumber', value: '78/GCN' });
		await app.verifyOutcome(way.clerk, id);
		await app.correctField(way.clerk, id, { field: 'issueDate', value: '2026-02-03' });
		expect(await state(id)).toBe('clerkSigned');
		await expect(app.submitOutcome(way.clerk, id)).rejects.toMatchObject({ data: { reason: 'wrongOrder' } });
	}, 30_000);

	it('by the demo is refused outside demo data, and changes nothing', async () => {
		const { app } = way.office;
		const id = await way.signed();
		const values = { documentNumber: 'giả' };
		const demo = app.verifyOutcome(way.clerk, id, { origin: 'demo', values });
		await expect(demo).rejects.toMatchObject(fault('demoOnly'));
		expect(await state(id)).toBe('clerkSigned');
		expect((await app.showOutcome(way.clerk, id)).readings.documentNumber?.value).not.toBe('giả');
		const admin = await way.office.actor('admin');
		await expect(app.makeDemoCertificates(admin)).rejects.toMatchObject(fault('demoOnly'));
	}, 30_000);
});

describe('approving', () => {
	it('takes another person than the one who submitted, and the attempt is logged', async () => {
		const { app } = way.office;
		const both = await way.office.actor('clerk', 'supervisor');
		const id = await way.signed();
		await app.correctField(both, id, { field: 'documentNumber', value: '77/GCN' });
		await app.verifyOutcome(both, id);
		await app.submitOutcome(both, id);
		const { document } = await app.showOutcome(both, id);
		const own = app.approveOutcome(both, id, { sha256: document?.sha256 ?? asSha256('0'.repeat(64)) });
		await expect(own).rejects.toMatchObject(fault('fourEyes'));
		const { entries } = await app.showAudit(way.supervisor, { limit: 3 });
		expect(entries.map((entry) => entry.event)).toContainEqual({
			kind: 'refused',
			useCase: 'approveOutcome',
			fault: 'fourEyes',
		});
		expect((await way.approve(id)).state.kind).toBe('approved');
	}, 30_000);

	it('is bound to the bytes that were looked at, and to those that are there', async () => {
		const { app, dataDir } = way.office;
		const id = await way.submitted();
		const other = app.approveOutcome(way.supervisor, id, { sha256: asSha256('0'.repeat(64)) });
		await expect(other).rejects.toMatchObject(fault('documentChanged'));
		const { files, document } = await app.showOutcome(way.supervisor, id);
		const file = files.find((one) => one.sha256 === document?.sha256);
		const path = join(dataDir, file?.path ?? '');
		const bytes = await readFile(path);
		bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
		await writeFile(path, bytes);
		await expect(way.approve(id)).rejects.toMatchObject(fault('fileLost'));
		expect(await state(id)).toBe('submitted');
		bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
		await writeFile(path, bytes);
		expect((await way.approve(id)).state.kind).toBe('approved');
	}, 30_000);

	it('by two at once succeeds once; the later one is told', async () => {
		const id = await way.submitted();
		const { app } = way.office;
		const { document, revision } = await app.showOutcome(way.supervisor, id);
		if (document === undefined) throw new Error('There is no document');
		const approval = { sha256: document.sha256, revision };
		const results = await Promise.allSettled([
			app.approveOutcome(way.supervisor, id, approval),
			app.returnOutcome(way.supervisor, id, { reason: 'Mờ', revision }),
		]);
		expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
		const rejected = results.find((result) => result.status === 'rejected');
		expect(rejected?.reason).toMatchObject(fault('changedMeanwhile'));
	}, 30_000);
});

describe('returning', () => {
	it('wants a reason, keeps it, and lets the clerk mend and submit again under the same signature', async () => {
		const { app } = way.office;
		const id = await way.submitted();
		const silent = app.returnOutcome(way.supervisor, id, { reason: '  ' });
		await expect(silent).rejects.toMatchObject(fault('reasonMissing'));
		await app.returnOutcome(way.supervisor, id, { reason: 'Sai ngày' });
		await app.correctField(way.clerk, id, { field: 'issueDate', value: '2026-01-02' });
		await app.verifyOutcome(way.clerk, id);
		await app.submitOutcome(way.clerk, id);
		expect((await way.approve(id)).state.kind).toBe('approved');
		const { notes } = await app.showOutcome(way.clerk, id);
		expect(notes).toMatchObject([{ event: 'return', text: 'Sai ngày', by: way.supervisor.accountId }]);
	}, 30_000);
});

describe('an approval', () => {
	it('can be taken back until the agency has signed; the codes stay', async () => {
		const { app } = way.office;
		const id = await way.coded();
		const { codes } = await app.showOutcome(way.clerk, id);
		expect((await app.returnOutcome(way.supervisor, id, { reason: 'Sai số' })).state.kind).toBe('returned');
		await app.correctField(way.clerk, id, { field: 'documentNumber', value: '79/GCN' });
		await app.verifyOutcome(way.clerk, id);
		await app.submitOutcome(way.clerk, id);
		await way.approve(id);
		await app.issueCodes(way.registrar, id);
		expect((await app.showOutcome(way.clerk, id)).codes).toEqual(codes);
		await way.sign(id, 'agency');
		const late = app.returnOutcome(way.supervisor, id, { reason: 'Muộn' });
		await expect(late).rejects.toMatchObject(fault('transitionRefused'));
	}, 60_000);
});

describe('codes', () => {
	it('are issued once, from the office settings', async () => {
		const { app } = way.office;
		const admin = await way.office.actor('admin');
		await app.changeSettings(admin, { outcomeCodeTemplate: '{numberNotation}#{NN}' });
		const id = await way.coded();
		const { codes, row } = await app.showOutcome(way.clerk, id);
		expect(codes?.outcomeCode).toBe(`${row.values.documentNumber}#01`);
		await expect(app.issueCodes(way.registrar, id)).rejects.toMatchObject(fault('transitionRefused'));
		expect((await app.showOutcome(way.clerk, id)).codes).toEqual(codes);
		expect((await app.changeSettings(admin, { outcomeCodeTemplate: null })).outcomeCodeTemplate).toContain('{ownerId}');
		const unknown = app.changeSettings(admin, { maxUploadMB: 5 } as never);
		await expect(unknown).rejects.toMatchObject({ code: 'invalidInput' });
		const wrong = app.changeSettings(admin, { outcomeCodeTemplate: 'ohne' });
		await expect(wrong).rejects.toMatchObject({ code: 'invalidInput', data: { paths: 'outcomeCodeTemplate' } });
	}, 30_000);
});

describe('discarding', () => {
	it('wants a reason, is final, and lets the same file in again', async () => {
		const { app } = way.office;
		const id = await way.signed();
		await expect(app.discardOutcome(way.clerk, id, { reason: '' })).rejects.toMatchObject(fault('reasonMissing'));
		await app.discardOutcome(way.clerk, id, { reason: 'Quét nhầm hồ sơ' });
		await expect(app.verifyOutcome(way.clerk, id)).rejects.toMatchObject(fault('transitionRefused'));
		const { files } = await app.showOutcome(way.clerk, id);
		expect(files.length).toBe(4);
	}, 30_000);

	it('is refused once a supervisor relies on it', async () => {
		const id = await way.submitted();
		const late = way.office.app.discardOutcome(way.clerk, id, { reason: 'x' });
		await expect(late).rejects.toMatchObject(fault('transitionRefused'));
	}, 30_000);
});
