import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountActor, AuditEventKind } from '../../../domain/index.ts';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';
import { openWay, type Way } from '../../support/way.ts';

describe('the office and its settings', () => {
	let office: Office;
	let admin: AccountActor;
	beforeEach(async () => {
		office = await openOffice();
		admin = await office.actor('admin');
	});
	afterEach(() => office.close());

	const newest = async (kind: AuditEventKind) =>
		(await office.app.showAudit(admin, { limit: 1, kinds: [kind] })).entries[0]?.event;

	it('has defaults for all that an office has not decided', async () => {
		expect(await office.app.showSettings(admin)).toMatchObject({
			order: 'signFirst',
			idleMinutes: 10,
			offerAccountNames: false,
			scannerProfiles: [],
			doubleKeyFields: [],
		});
	});

	it('keeps scanner profiles, blind fields and the hot folder; says which keys were changed and no more', async () => {
		const profile = { name: 'Quầy 1', device: 'test:0', source: 'feeder', dpi: 300, colour: 'colour' } as const;
		const change = { scannerProfiles: [profile], doubleKeyFields: ['ownerIdNumber'] as const, hotFolder: '/srv/in' };
		await office.app.changeSettings(admin, change);
		expect(await office.app.showSettings(await office.actor('clerk'))).toMatchObject(change);
		expect(await newest('settingChanged')).toEqual({ kind: 'settingChanged', key: 'office.hotFolder' });
	});

	it.each([
		[
			{ scannerProfiles: [{ name: 'a', device: 'x', source: 'feeder', dpi: 150, colour: 'colour' }] },
			'scannerProfiles.0.dpi',
		],
		[{ idleMinutes: 0 }, 'idleMinutes'],
		[{ outcomeCodeTemplate: '{ownerId}' }, 'outcomeCodeTemplate'],
		[{ hotFolder: 'not/absolute' }, 'hotFolder'],
		[{ doubleKeyFields: ['nonsense'] }, 'doubleKeyFields.0'],
		[{ resultTypes: { decision: 'G15' } }, 'resultTypes.decision'],
		[{ repository: { kind: 'http', baseUrl: 'ftp://x' } }, 'repository.baseUrl'],
	])('names the setting that can not be: %j', async (change, paths) => {
		const refused = office.app.changeSettings(admin, change as never);
		await expect(refused).rejects.toMatchObject({ code: 'invalidInput', data: { paths } });
	});

	it('renames the office, and counts later codes under the new agency code', async () => {
		await office.app.addNumberRange(admin, { kind: 'decision', first: 1, last: 9 });
		expect(await office.app.listNumberRanges(admin)).toEqual([{ prefix: 'H00.01_QĐ', first: 1, last: 9, next: 1 }]);
		await office.app.changeOffice(admin, { name: ' UBND xã An Bình ', agencyCode: 'H00.02' });
		expect((await office.app.officeStatus()).office).toEqual({ name: 'UBND xã An Bình', agencyCode: 'H00.02' });
		expect(await office.app.listNumberRanges(admin)).toEqual([]);
		expect(await newest('officeChanged')).toMatchObject({ orgUnitId: admin.orgUnitId });
		await expect(office.app.changeOffice(admin, { name: ' ', agencyCode: 'H1' })).rejects.toMatchObject({
			code: 'invalidInput',
		});
	});

	it('offers names before the sign-in only when that is switched on, and of those who can sign in', async () => {
		const clerk = await office.actor('clerk');
		expect(await office.app.officeStatus()).not.toHaveProperty('accountNames');
		await office.app.changeSettings(admin, { offerAccountNames: true });
		expect((await office.app.officeStatus()).accountNames).toEqual(['admin', 'clerk']);
		await office.app.disableAccount(admin, clerk.accountId);
		expect((await office.app.officeStatus()).accountNames).toEqual(['admin']);
	});

	it('never leaves an office without an administrator', async () => {
		await expect(office.app.disableAccount(admin, admin.accountId)).rejects.toMatchObject({ code: 'lastAdmin' });
		const roles = office.app.changeRoles(admin, admin.accountId, ['clerk']);
		await expect(roles).rejects.toMatchObject({ code: 'lastAdmin' });
		await office.app.createAccount(admin, { name: 'second', password: PASSWORD, roles: ['admin'] });
		await office.app.changeRoles(admin, admin.accountId, ['clerk']);
		expect((await office.app.signIn('admin', PASSWORD)).actor.roles).toEqual(['clerk']);
	});

	it('changes roles at once, enables again and takes a lock off', async () => {
		const { token, actor } = await office.app.signIn('clerk', PASSWORD).catch(async () => {
			await office.actor('clerk');
			return office.app.signIn('clerk', PASSWORD);
		});
		await office.app.changeRoles(admin, actor.accountId, ['supervisor', 'archivist']);
		expect((await office.app.currentActor(token)).roles).toEqual(['supervisor', 'archivist']);
		expect(await newest('rolesChanged')).toMatchObject({ roles: ['supervisor', 'archivist'] });
		await office.app.disableAccount(admin, actor.accountId);
		await expect(office.app.signIn('clerk', PASSWORD)).rejects.toMatchObject({ code: 'accountDisabled' });
		await office.app.enableAccount(admin, actor.accountId);
		for (let i = 0; i < 5; i++) await office.app.signIn('clerk', 'x').catch(() => undefined);
		const [locked] = (await office.app.listAccounts(admin)).filter(({ id }) => id === actor.accountId);
		expect(Date.parse(locked?.lockedUntil ?? '')).toBeGreaterThan(Date.now());
		await office.app.enableAccount(admin, actor.accountId);
		await expect(office.app.signIn('clerk', PASSWORD)).resolves.toBeDefined();
	});
});

describe('trusted certificates', () => {
	let way: Way;
	beforeAll(async () => {
		way = await openWay();
	});
	afterAll(() => way?.office.close());

	it('shows, takes away and takes in again, each with its hash in the log', async () => {
		const { app, dataDir } = way.office;
		const admin = await way.office.actor('admin');
		const [first] = await app.listTrust(admin);
		if (first === undefined) throw new Error('The demo CA is trusted');
		expect(first).toMatchObject({ isAuthority: true, fileName: expect.stringMatching(/\.pem$/) });
		const pem = await readFile(join(dataDir, 'trust', first.fileName), 'utf8');
		expect(await app.removeTrust(admin, first.sha256)).toEqual([]);
		expect(await readdir(join(dataDir, 'trust'))).toEqual([]);
		await expect(app.removeTrust(admin, first.sha256)).rejects.toMatchObject({ code: 'certificateUnreadable' });
		expect(await app.addTrust(admin, `a note\n${pem}`)).toMatchObject([{ sha256: first.sha256 }]);
		expect(await app.addTrust(admin, pem)).toHaveLength(1);
		const { entries } = await app.showAudit(admin, { limit: 5, kinds: ['trustAdded', 'trustRemoved'] });
		expect(entries.map(({ event }) => event)).toEqual([
			{ kind: 'trustAdded', sha256: first.sha256 },
			{ kind: 'trustRemoved', sha256: first.sha256 },
		]);
	});

	it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
		'refuses what is none: %j',
		async (pem) => {
			const admin = await way.office.actor('admin');
			await expect(way.office.app.addTrust(admin, pem)).rejects.toMatchObject({ code: 'certificateUnreadable' });
		},
	);
});
