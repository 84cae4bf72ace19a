import { execFileSync } from 'node:child_process';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignResult } from '../../../app/index.ts';
import { PASSWORD } from '../../support/office.ts';
import { openWay, type Way } from '../../support/way.ts';

let now = new Date();
let way: Way;
beforeAll(async () => {
	way = await openWay({ clock: { now: () => now } });
}, 60_000);
afterAll(() => way.office.close());

const fault = (code: string) => ({ code });

async function results(signing: AsyncGenerator<SignResult>): Promise<readonly SignResult[]> {
	const all: SignResult[] = [];
	for await (const result of signing) all.push(result);
	return all;
}

const sign = (ids: Parameters<Way['sign']>[0][], key: { path: string; password: string }) =>
	results(way.office.app.signByClerk(way.clerk, { ids, key }));

describe('a key', () => {
	it('is asked for before anything is signed', async () => {
		const id = await way.read();
		const { path } = way.keys.clerk;
		const text = join(way.office.dataDir, '..', 'no-key.p12');
		await writeFile(text, 'no certificate');
		await expect(sign([id], { path, password: 'falsch' })).rejects.toMatchObject(fault('signingPasswordWrong'));
		await expect(sign([id], { path: '/nowhere.p12', password: '' })).rejects.toMatchObject(fault('signingKeyMissing'));
		await expect(sign([id], { path: text, password: '' })).rejects.toMatchObject(fault('signingKeyDamaged'));
		expect((await way.office.app.showOutcome(way.clerk, id)).row.state).toBe('recognized');
	}, 30_000);

	it('signs one after the other; one that can not be signed does not stop the others', async () => {
		const ids = [await way.read(), await way.signed(), await way.read()];
		const signed = await sign(ids, way.keys.clerk);
		expect(signed.map((result) => result.kind)).toEqual(['signed', 'failed', 'signed']);
		expect(signed[1]).toMatchObject({ fault: { code: 'transitionRefused' } });
		const report = await way.office.app.checkData(await way.office.actor('admin'));
		expect(report).toMatchObject({ problems: [], orphans: [] });
	}, 60_000);
});

describe('a certificate', () => {
	it('that the office does not trust signs nothing, and leaves no file', async () => {
		const id = await way.read();
		const trust = join(way.office.dataDir, 'trust');
		const kept = `${trust}-kept`;
		await rename(trust, kept);
		const [result] = await sign([id], way.keys.clerk);
		await rm(trust, { recursive: true, force: true });
		await rename(kept, trust);
		expect(result).toMatchObject({ kind: 'failed', fault: { code: 'certificateNotTrusted' } });
		const report = await way.office.app.checkData(await way.office.actor('admin'));
		expect(report).toMatchObject({ problems: [], orphans: [] });
	}, 30_000);

	it('of the clerk is not the agency’s', async () => {
		const id = await way.coded();
		const batch = { ids: [id], key: way.keys.clerk };
		const [result] = await results(way.office.app.signByAgency(way.registrar, batch));
		expect(result).toMatchObject({ kind: 'failed', fault: { code: 'certificateNotForSigning' } });
		expect((await way.sign(id, 'agency')).state.kind).toBe('agencySigned');
	}, 30_000);
});

describe('two who sign at once', () => {
	it('leave one signature, one file, and one who is told', async () => {
		const id = await way.read();
		const [a, b] = await Promise.all([sign([id], way.keys.clerk), sign([id], way.keys.clerk)]);
		const kinds = [...a, ...b].map((result) => (result.kind === 'failed' ? result.fault.code : result.kind));
		expect(kinds.sort()).toEqual(['changedMeanwhile', 'signed']);
		const { files } = await way.office.app.showOutcome(way.clerk, id);
		expect(files.filter((file) => file.role === 'document')).toHaveLength(2);
		const report = await way.office.app.checkData(await way.office.actor('admin'));
		expect(report).toMatchObject({ problems: [], orphans: [] });
	}, 60_000);
});

describe('a clock', () => {
	it('that stands before what has happened is not believed', async () => {
		const id = await way.read();
		const right = now;
		now = new Date(right.getTime() - 600_000);
		try {
			const [result] = await sign([id], way.keys.clerk);
			expect(result).toMatchObject({ kind: 'failed', fault: { code: 'clockOff', data: { seconds: 600 } } });
		} finally {
			now = right;
		}
		const [again] = await sign([id], way.keys.clerk);
		expect(again?.kind).toBe('signed');
	}, 30_000);

	it('decides whether a certificate is still valid', async () => {
		const id = await way.read();
		const right = now;
		now = new Date(right.getTime() + 6 * 365 * 86_400_000);
		try {
			await expect(sign([id], way.keys.clerk)).rejects.toMatchObject(fault('certificateExpired'));
		} finally {
			now = right;
		}
	}, 30_000);
});

describe('a document that is already signed by somebody', () => {
	it('keeps its bytes and that signature, and takes ours', async () => {
		const { app, dataDir } = way.office;
		const first = await way.signed();
		const { bytes } = await app.readDocument(way.clerk, first);
		const path = join(dataDir, '..', 'signed-elsewhere.pdf');
		await writeFile(path, bytes);
		let id: typeof first | undefined;
		for await (const result of app.importAndRead(way.clerk, [path])) {
			if (result.kind === 'read') id = result.row.id;
		}
		if (id === undefined) throw new Error('not read');
		expect((await way.sign(id, 'clerk')).state).toMatchObject({ document: { conformance: 'originalKept' } });
		const report = await app.showSignatures(way.clerk, id);
		expect(report.findings.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
		const signed = await app.readDocument(way.clerk, id);
		expect(Buffer.from(signed.bytes).subarray(0, bytes.length)).toEqual(Buffer.from(bytes));
	}, 60_000);
});

describe('openssl keys', () => {
	it('as offices have them, sign too', async () => {
		const folder = join(way.office.dataDir, '..');
		const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
		run(
			'req',
			'-x509',
			'-newkey',
			'rsa:2048',
			'-nodes',
			'-keyout',
			'k.pem',
			'-out',
			'c.pem',
			'-days',
			'30',
			'-subj',
			'/CN=Thu',
		);
		run('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', 'office.p12', '-passout', `pass:${PASSWORD}`);
		await copyFile(join(folder, 'c.pem'), join(way.office.dataDir, 'trust', 'office.pem'));
		now = new Date();
		const id = await way.read();
		const [result] = await sign([id], { path: join(folder, 'office.p12'), password: PASSWORD });
		expect(result?.kind).toBe('signed');
		expect((await way.office.app.showSignatures(way.clerk, id)).verdict).toBe('valid');
		expect((await readFile(join(folder, 'office.p12'))).length).toBeGreaterThan(0);
	}, 60_000);
});
