import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';

/** A clock that stands until it is moved. */
function handClock() {
	let at = Date.parse('2026-11-23T01:00:00Z');
	return {
		now: () => new Date(at),
		pass: (minutes: number) => {
			at += minutes * 60_000;
		},
	};
}

describe('identity', () => {
	let office: Office;
	let clock: ReturnType<typeof handClock>;
	beforeEach(async () => {
		clock = handClock();
		office = await openOffice(clock);
	});
	afterEach(() => office.close());

	it('sets an office up once', async () => {
		const again = { officeName: 'x', agencyCode: 'H1', adminName: 'y', adminPassword: PASSWORD };
		await expect(office.app.setUpOffice(again)).rejects.toMatchObject({ code: 'officeExists' });
		expect(await office.app.officeStatus()).toMatchObject({ office: { name: 'Trung tâm thử nghiệm' } });
	});

	it('signs in with any spelling of the name, and says the same of a wrong name as of a wrong password', async () => {
		await office.actor('clerk');
		const { actor } = await office.app.signIn('CLERK ', PASSWORD);
		expect(actor.roles).toEqual(['clerk']);
		await expect(office.app.signIn('clerk', 'Sai-mat-khau-1')).rejects.toMatchObject({
			code: 'signInFailed',
			data: {},
		});
		await expect(office.app.signIn('nobody', PASSWORD)).rejects.toMatchObject({ code: 'signInFailed', data: {} });
	});

	it('locks after five failures, for a while, also for the right password', async () => {
		await office.actor('clerk');
		for (let i = 0; i < 5; i++)
			await expect(office.app.signIn('clerk', 'x')).rejects.toMatchObject({ code: 'signInFailed' });
		await expect(office.app.signIn('clerk', PASSWORD)).rejects.toMatchObject({
			code: 'accountLocked',
			data: { minutes: 15 },
		});
		clock.pass(16);
		await expect(office.app.signIn('clerk', PASSWORD)).resolves.toBeDefined();
	});

	it('counts failures in a row only', async () => {
		await office.actor('clerk');
		for (let round = 0; round < 2; round++) {
			for (let i = 0; i < 4; i++) await office.app.signIn('clerk', 'x').catch(() => undefined);
			await office.app.signIn('clerk', PASSWORD);
		}
	});

	it('refuses weak passwords', async () => {
		const admin = await office.actor('admin');
		for (const password of ['Ngan-1', 'khongcochuhoa1', 'KHONGCOTHUONG1', 'KhongCoSo-x']) {
			const account = office.app.createAccount(admin, { name: 'x', password, roles: ['clerk'] });
			await expect(account).rejects.toMatchObject({ code: 'passwordTooWeak' });
		}
	});

	it('refuses a name that is taken, however it is spelt', async () => {
		const admin = await office.actor('admin');
		const account = { password: PASSWORD, roles: ['clerk'] as const };
		await office.app.createAccount(admin, { ...account, name: 'Hoà' });
		const again = office.app.createAccount(admin, { ...account, name: 'HOÀ'.normalize('NFD') });
		await expect(again).rejects.toMatchObject({ code: 'accountExists' });
	});

	it('ends sessions: by signing out, by time, by disabling, by a new password', async () => {
		const { token } = await office.app.signIn('admin', PASSWORD);
		expect((await office.app.currentActor(token)).name).toBe('admin');
		await office.app.signOut(token);
		await expect(office.app.currentActor(token)).rejects.toMatchObject({ code: 'sessionExpired' });

		const late = await office.app.signIn('admin', PASSWORD);
		clock.pass(13 * 60);
		await expect(office.app.currentActor(late.token)).rejects.toMatchObject({ code: 'sessionExpired' });

		await office.actor('clerk');
		const admin = await office.actor('admin');
		const [clerk] = (await office.app.listAccounts(admin)).filter((account) => account.name === 'clerk');
		if (clerk === undefined) throw new Error('no clerk');
		const first = await office.app.signIn('clerk', PASSWORD);
		await office.app.setPassword(admin, clerk.id, 'Khac-roi-2026');
		await expect(office.app.currentActor(first.token)).rejects.toMatchObject({ code: 'sessionExpired' });
		const second = await office.app.signIn('clerk', 'Khac-roi-2026');
		await office.app.disableAccount(admin, clerk.id);
		await expect(office.app.currentActor(second.token)).rejects.toMatchObject({ code: 'sessionExpired' });
		await expect(office.app.signIn('clerk', 'Khac-roi-2026')).rejects.toMatchObject({ code: 'accountDisabled' });
	});

	it('knows no account that is not there, and writes who did what', async () => {
		const admin = await office.actor('admin');
		const missing = office.app.disableAccount(admin, '01a20853-e2ab-74ca-8096-0de4b3d8e49d' as typeof admin.accountId);
		await expect(missing).rejects.toMatchObject({ code: 'accountMissing' });
		const { entries } = await office.app.showAudit(admin, { limit: 100 });
		const kinds = entries.map((entry) => entry.event.kind);
		expect(kinds).toContain('officeSetUp');
		expect(kinds).toContain('signedIn');
		expect(JSON.stringify(entries)).not.toContain(PASSWORD);
	});
});
