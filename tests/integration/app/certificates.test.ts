import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignResult } from '../../../app/index.ts';
import type { AccountActor, OutcomeId, Sha256 } from '../../../domain/index.ts';
import { PASSWORD } from '../../support/office.ts';
import { openWay, type Way } from '../../support/way.ts';

let now = new Date();
let way: Way;
let folder: string;
beforeAll(async () => {
	way = await openWay({ clock: { now: () => now } });
	folder = join(way.office.dataDir, '..', 'openssl');
	await mkdir(folder);
}, 60_000);
afterAll(() => way.office.close());

const fault = (code: string) => ({ code });
const keyBytes = () => readFile(way.keys.clerk.path);
const list = (actor: AccountActor, use: 'clerk' | 'agency' = 'clerk') => way.office.app.listCertificates(actor, use);
const add = (actor: AccountActor, name: string, bytes: Uint8Array, use: 'clerk' | 'agency' = 'clerk') =>
	way.office.app.addCertificate(actor, { use, name, bytes });

async function sign(certificate: Sha256, password: string, paper?: OutcomeId): Promise<readonly SignResult[]> {
	const results: SignResult[] = [];
	const batch = { ids: [paper ?? (await way.read())], key: { certificate, password } };
	for await (const result of way.office.app.signByClerk(way.clerk, batch)) results.push(result);
	return results;
}

/** A key file made by OpenSSL; `args` of `openssl pkcs12 -export`. */
async function opensslKey(name: string, ...args: readonly string[]): Promise<Uint8Array> {
	const run = (...all: readonly string[]) => execFileSync('openssl', [...all], { cwd: folder, stdio: 'pipe' });
	const subject = `/CN=${name}/O=Co quan thu nghiem`;
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
		subject,
	);
	run('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', name, '-passout', `pass:${PASSWORD}`, ...args);
	return readFile(join(folder, name));
}

describe('a certificate file', () => {
	it('shows its name until it was opened once, then whose it is; it is chosen, and signs', async () => {
		const id = await add(way.clerk, 'C:\\Users\\mau\\Chứng thư.P12', await keyBytes());
		expect(await list(way.clerk)).toEqual([{ id, fileName: 'Chứng thư.p12', owner: 'own', chosen: true }]);
		await expect(sign(id, 'falsch')).rejects.toMatchObject(fault('signingPasswordWrong'));
		expect((await list(way.clerk))[0]).not.toHaveProperty('facts');
		expect((await sign(id, PASSWORD))[0]?.kind).toBe('signed');
		const [opened] = await list(way.clerk);
		expect(opened?.facts).toMatchObject({
			holder: 'Nguyễn Thị Thử',
			organisation: 'Cơ quan thử nghiệm',
			issuer: 'Sohoa DEMO CA - không có giá trị pháp lý',
			fitness: 'fit',
		});
		expect(opened?.facts?.serial).toMatch(/^[0-9A-F]{8,}$/);
	}, 60_000);

	it('is nobody else’s: not listed, not chosen, not signed with', async () => {
		const [mine] = await list(way.clerk);
		const other = await way.office.actor('clerk', 'archivist');
		expect(await list(other)).toEqual([]);
		expect(await list(way.registrar, 'agency')).toEqual([]);
		const { app } = way.office;
		const id = mine?.id as Sha256;
		await expect(app.chooseCertificate(other, { use: 'clerk', id })).rejects.toMatchObject(fault('signingKeyMissing'));
		await expect(app.removeCertificate(other, { use: 'clerk', id })).rejects.toMatchObject(fault('signingKeyMissing'));
		const stolen = app.signByClerk(other, { ids: [await way.read()], key: { certificate: id, password: PASSWORD } });
		await expect(stolen.next()).rejects.toMatchObject(fault('signingKeyMissing'));
		await expect(list(way.clerk, 'agency')).rejects.toMatchObject(fault('notAllowed'));
		await expect(list(way.registrar, 'clerk')).rejects.toMatchObject(fault('notAllowed'));
	}, 60_000);

	it('of the agency is put in its place by an administrator or a registrar, for the registrars', async () => {
		const admin = await way.office.actor('admin');
		const id = await add(admin, 'co-quan.pfx', await readFile(way.keys.agency.path), 'agency');
		expect(await list(way.registrar, 'agency')).toMatchObject([{ id, fileName: 'co-quan.pfx', owner: 'agency' }]);
		const another = await way.office.actor('registrar', 'archivist');
		expect(await list(another, 'agency')).toHaveLength(1);
	});

	it('is kept once, under a free name, for this user alone; what is none is refused', async () => {
		const bytes = await keyBytes();
		const id = await add(way.clerk, 'again.p12', bytes);
		expect(await list(way.clerk)).toHaveLength(1);
		await add(way.clerk, '../../Chứng thư.p12', await opensslKey('second.p12'));
		const own = join(way.office.dataDir, 'certificates', way.clerk.accountId);
		expect((await readdir(own)).sort()).toEqual(['Chứng thư-2.p12', 'Chứng thư.p12']);
		expect((await stat(join(own, 'Chứng thư.p12'))).mode & 0o777).toBe(0o600);
		await expect(add(way.clerk, 'x.p12', Buffer.from('no certificate'))).rejects.toMatchObject(
			fault('signingKeyDamaged'),
		);
		await expect(add(way.clerk, 'x.p12', Buffer.alloc(600_000))).rejects.toMatchObject(fault('signingKeyDamaged'));
		expect((await list(way.clerk)).filter((one) => one.chosen).map((one) => one.id)).not.toEqual([id]);
		await way.office.app.chooseCertificate(way.clerk, { use: 'clerk', id });
		expect((await list(way.clerk)).filter((one) => one.chosen).map((one) => one.id)).toEqual([id]);
	}, 60_000);

	it('whose certificate lies open is known without its password', async () => {
		const id = await add(way.clerk, 'open.p12', await opensslKey('open.p12', '-certpbe', 'NONE', '-nomaciter'));
		// The certificate begins now, not when the test began.
		now = new Date();
		const found = (await list(way.clerk)).find((one) => one.id === id);
		expect(found?.facts).toMatchObject({ holder: 'open.p12', issuer: 'open.p12', fitness: 'unknownIssuer' });
	}, 60_000);

	it('that has expired says so once it was opened', async () => {
		const id = await add(way.clerk, 'short.p12', await opensslKey('short.p12'));
		// Read before the clock goes on: what is logged must not lie in the future afterwards.
		const paper = await way.read();
		const right = now;
		now = new Date(right.getTime() + 40 * 86_400_000);
		try {
			await expect(sign(id, PASSWORD, paper)).rejects.toMatchObject(fault('certificateExpired'));
			expect((await list(way.clerk)).find((one) => one.id === id)?.facts?.fitness).toBe('expired');
		} finally {
			now = right;
		}
	}, 60_000);

	it('goes away for good, and with it the choice', async () => {
		for (const { id } of await list(way.clerk)) await way.office.app.removeCertificate(way.clerk, { use: 'clerk', id });
		expect(await list(way.clerk)).toEqual([]);
	});
});

describe('the password', () => {
	it('stands nowhere in the data folder', async () => {
		const secret = 'Rieng-Tu-2026-khong-luu';
		const run = (...args: readonly string[]) => execFileSync('openssl', [...args], { cwd: folder, stdio: 'pipe' });
		run('pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-out', 'secret.p12', '-passout', `pass:${secret}`);
		const id = await add(way.clerk, 'secret.p12', await readFile(join(folder, 'secret.p12')));
		await writeFile(join(way.office.dataDir, 'trust', 'own.pem'), await readFile(join(folder, 'c.pem')));
		// The clock stands after what has happened.
		now = new Date();
		const results = await sign(id, secret);
		expect(results.map((result) => result.kind)).toEqual(['signed']);
		const { dataDir } = way.office;
		const found: string[] = [];
		for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
			const path = join(entry.parentPath, entry.name);
			if (entry.isFile() && (await readFile(path)).includes(secret)) found.push(path);
		}
		expect(found).toEqual([]);
	}, 60_000);
});
