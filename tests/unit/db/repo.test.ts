import { describe, expect, it } from 'vitest';
import {
	changeAccount,
	changePasswordHash,
	countOutcomes,
	deleteExpiredSessions,
	deleteSession,
	deleteSessionsOf,
	extendSession,
	findAccountByLogin,
	findDossier,
	findFile,
	findOutcomesByOriginal,
	findSession,
	getAccount,
	getOrgUnit,
	getOutcome,
	getSetting,
	insertAccount,
	insertComponent,
	insertDossier,
	insertFile,
	insertOrgUnit,
	insertReceipt,
	insertRecognition,
	insertSession,
	listAccounts,
	listComponents,
	listFiles,
	listOrgUnits,
	listOutcomes,
	listReceipts,
	listVersions,
	newestVersion,
	newId,
	orgUnitScope,
	recognitionOf,
	setSetting,
	updateOutcome,
} from '../../../db/index.ts';
import type {
	AccountId,
	ComponentId,
	DossierId,
	FileId,
	OrgUnitId,
	OutcomeId,
	ReceiptId,
	SessionId,
} from '../../../domain/index.ts';
import { AT, addOutcome, makeOffice, openTemp, sha } from './support.ts';

const LATER = '2026-11-24T03:00:00.000Z';

describe('org units', () => {
	it('are a tree: a unit sees itself and all below, nobody beside', async () => {
		const db = await openTemp();
		const { unit: top } = await makeOffice(db, 'H99');
		const { unit: a } = await makeOffice(db, 'H99.1', top);
		const { unit: b } = await makeOffice(db, 'H99.2', top);
		const { unit: below } = await makeOffice(db, 'H99.1.1', a);
		expect(new Set(await orgUnitScope(db, top))).toEqual(new Set([top, a, b, below]));
		expect(await orgUnitScope(db, a)).toEqual([a, below]);
		expect(await orgUnitScope(db, b)).toEqual([b]);
		expect(await orgUnitScope(db, newId<OrgUnitId>())).toEqual([]);
		expect(await getOrgUnit(db, a)).toMatchObject({ id: a, parentId: top, agencyCode: 'H99.1' });
		expect((await listOrgUnits(db))[0]?.id).toBe(top);
	});

	it('have a parent that is there', async () => {
		const db = await openTemp();
		const unit = { id: newId<OrgUnitId>(), parentId: newId<OrgUnitId>(), name: 'Xã', agencyCode: 'H1' };
		await expect(db.write((tx) => insertOrgUnit(tx, unit, AT))).rejects.toMatchObject({ code: 'officeMissing' });
	});
});

describe('accounts and sessions', () => {
	it('are found by name however it is spelt, and exist once', async () => {
		const db = await openTemp();
		const { unit } = await makeOffice(db);
		const id = newId<AccountId>();
		const account = {
			id,
			orgUnitId: unit,
			login: 'Hoà.Mẫu',
			name: 'Hoà',
			passwordHash: 'h',
			roles: ['admin', 'clerk'],
		} as const;
		await db.write((tx) => insertAccount(tx, account, AT));
		expect(await findAccountByLogin(db, ' hoà.mẫu '.normalize('NFD'))).toMatchObject({
			id,
			roles: ['clerk', 'admin'],
			failures: 0,
			disabled: false,
		});
		expect(await findAccountByLogin(db, 'hoa.mau')).toBeUndefined();
		const twin = { ...account, id: newId<AccountId>(), login: 'HOÀ.MẪU' };
		await expect(db.write((tx) => insertAccount(tx, twin, AT))).rejects.toMatchObject({ code: 'accountExists' });
		expect((await listAccounts(db)).length).toBe(2);
	});

	it('count failures, lock, disable, and forget both with a new password', async () => {
		const db = await openTemp();
		const { clerk } = await makeOffice(db);
		await db.write((tx) => changeAccount(tx, clerk, { failures: 5, lockedUntil: LATER, disabled: true }));
		expect(await getAccount(db, clerk)).toMatchObject({ failures: 5, lockedUntil: LATER, disabled: true });
		await db.write((tx) => changePasswordHash(tx, clerk, 'new', LATER));
		const after = await getAccount(db, clerk);
		expect(after).toMatchObject({ failures: 0, disabled: true, passwordHash: 'new', passwordSetAt: LATER });
		expect(after).not.toHaveProperty('lockedUntil');
		const nobody = newId<AccountId>();
		await expect(db.write((tx) => changeAccount(tx, nobody, { failures: 1 }))).rejects.toMatchObject({
			code: 'accountMissing',
		});
		await expect(db.write((tx) => changePasswordHash(tx, nobody, 'x', AT))).rejects.toMatchObject({
			code: 'accountMissing',
		});
	});

	it('are known by a token whose text is nowhere', async () => {
		const db = await openTemp();
		const { clerk } = await makeOffice(db);
		const session = { id: newId<SessionId>(), accountId: clerk, createdAt: AT, expiresAt: AT };
		const other = { ...session, id: newId<SessionId>(), expiresAt: LATER };
		await db.write(async (tx) => {
			await insertSession(tx, session, 'token-1');
			await insertSession(tx, other, 'token-2');
		});
		expect(await findSession(db, 'token-1')).toEqual(session);
		expect(await findSession(db, 'token-3')).toBeUndefined();
		await db.write((tx) => deleteExpiredSessions(tx, AT));
		expect([await findSession(db, 'token-1'), (await findSession(db, 'token-2'))?.id]).toEqual([undefined, other.id]);
		await db.write((tx) => extendSession(tx, other.id, '2026-11-25T00:00:00.000Z'));
		expect((await findSession(db, 'token-2'))?.expiresAt).toBe('2026-11-25T00:00:00.000Z');
		await db.write((tx) => deleteSession(tx, other.id));
		await db.write((tx) => insertSession(tx, session, 'token-1'));
		await db.write((tx) => deleteSessionsOf(tx, clerk));
		expect([await findSession(db, 'token-1'), await findSession(db, 'token-2')]).toEqual([undefined, undefined]);
	});
});

describe('outcomes', () => {
	it('come back as they went in, inside the scope only', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const beside = await makeOffice(db, 'H98');
		const { outcome } = await db.write((tx) => addOutcome(tx, office));
		expect(await getOutcome(db, outcome.id, [office.unit])).toEqual(outcome);
		for (const scope of [[beside.unit], []]) {
			await expect(getOutcome(db, outcome.id, scope)).rejects.toMatchObject({ code: 'outcomeMissing' });
			expect(await listOutcomes(db, { scope, limit: 10 })).toEqual({ outcomes: [] });
			expect(await countOutcomes(db, scope)).toEqual({});
			expect(await findOutcomesByOriginal(db, sha(outcome.id), scope)).toEqual([]);
		}
		expect(await findOutcomesByOriginal(db, sha(outcome.id), [office.unit])).toEqual([outcome.id]);
		const missing = newId<OutcomeId>();
		await expect(getOutcome(db, missing, [office.unit])).rejects.toMatchObject({ code: 'outcomeMissing' });
	});

	it('refuse to be written over a revision that somebody else has changed', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const { outcome } = await db.write((tx) => addOutcome(tx, office));
		const state = { kind: 'scanned', originals: [sha('x')], pageCount: 1 } as const;
		const results = await Promise.allSettled(
			[1, 2].map(() => db.write((tx) => updateOutcome(tx, outcome, { state }, LATER))),
		);
		expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
		expect(results[1]).toMatchObject({ reason: { code: 'changedMeanwhile' } });
		expect(await getOutcome(db, outcome.id, [office.unit])).toEqual({
			...outcome,
			state,
			revision: 2,
			updatedAt: LATER,
		});
		const nowhere = { id: newId<OutcomeId>(), revision: 1 };
		await expect(db.write((tx) => updateOutcome(tx, nowhere, {}, AT))).rejects.toMatchObject({
			code: 'outcomeMissing',
		});
	});

	it('are listed newest first, page by page, by every filter', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const beside = await makeOffice(db, 'H98');
		const dossier = { id: newId<DossierId>(), orgUnitId: office.unit, code: 'H99.1-261123-0001' };
		await db.write((tx) => insertDossier(tx, dossier, AT));
		const ids: OutcomeId[] = [];
		for (let i = 0; i < 7; i += 1) {
			const { outcome } = await db.write((tx) => addOutcome(tx, i === 6 ? beside : office));
			ids.push(outcome.id);
			if (i < 2) {
				const state = { kind: 'scanned', originals: [], pageCount: 1 } as const;
				await db.write((tx) => updateOutcome(tx, outcome, { state, dossierId: dossier.id }, AT));
			}
		}
		const both = [office.unit, beside.unit];
		const list = async (query: object) =>
			(await listOutcomes(db, { scope: both, limit: 50, ...query })).outcomes.map((outcome) => ids.indexOf(outcome.id));
		expect(await list({})).toEqual([6, 5, 4, 3, 2, 1, 0]);
		expect(await list({ scope: [office.unit] })).toEqual([5, 4, 3, 2, 1, 0]);
		expect(await list({ states: ['scanned'] })).toEqual([1, 0]);
		expect(await list({ states: ['scanned', 'draft'], scope: [office.unit] })).toEqual([5, 4, 3, 2, 1, 0]);
		expect(await list({ states: ['draft'], scope: [beside.unit] })).toEqual([6]);
		expect(await list({ clerkId: beside.clerk })).toEqual([6]);
		expect(await list({ dossierId: dossier.id })).toEqual([1, 0]);
		const first = await listOutcomes(db, { scope: both, limit: 4 });
		expect(first.next).toBe(ids[3]);
		expect(await list({ after: first.next })).toEqual([2, 1, 0]);
		expect(await listOutcomes(db, { scope: both, limit: 3, after: ids[3] as OutcomeId })).not.toHaveProperty('next');
		expect(await countOutcomes(db, both)).toEqual({ draft: 5, scanned: 2 });
	});

	it('hold versions, files, receipts, and belong to dossiers with components', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const { outcome, versionId } = await db.write((tx) => addOutcome(tx, office));
		const dossier = { id: newId<DossierId>(), orgUnitId: office.unit, code: 'H99.1-261123-0001' };
		const component = { id: newId<ComponentId>(), dossierId: dossier.id, name: 'Đơn đề nghị' };
		const stored = { path: 'outcomes/a', sha256: sha('a'), byteLength: 12 };
		const file = {
			...stored,
			id: newId<FileId>(),
			outcomeId: outcome.id,
			versionId,
			role: 'original',
			createdAt: AT,
		} as const;
		const page = { ...file, id: newId<FileId>(), path: 'outcomes/b', role: 'page', page: 0 } as const;
		const receipt = {
			id: newId<ReceiptId>(),
			outcomeId: outcome.id,
			versionId,
			auditHead: { seq: 1, hash: sha('e') },
			destination: 'kho',
			idempotencyKey: 'k',
			documentSha256: sha('a'),
			answer: { code: 1 },
			receivedAt: AT,
		};
		await db.write(async (tx) => {
			await insertDossier(tx, dossier, AT);
			await insertComponent(tx, component, AT);
			await insertFile(tx, file);
			await insertFile(tx, page);
			await insertReceipt(tx, receipt);
		});
		expect(await findDossier(db, office.unit, dossier.code)).toEqual(dossier);
		expect(await listComponents(db, dossier.id)).toEqual([component]);
		expect(await listFiles(db, outcome.id)).toEqual([file, page]);
		expect(await listFiles(db, outcome.id, 'page')).toEqual([page]);
		expect(await findFile(db, outcome.id, sha('a'))).toEqual(file);
		expect(await findFile(db, outcome.id, sha('c'))).toBeUndefined();
		expect(await listReceipts(db, outcome.id)).toEqual([receipt]);
		expect((await newestVersion(db, outcome.id))?.id).toBe(versionId);
		expect((await listVersions(db, outcome.id)).length).toBe(1);
	});
});

describe('recognitions', () => {
	it('belong to a version, once', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const { versionId } = await db.write((tx) => addOutcome(tx, office));
		expect(await recognitionOf(db, versionId)).toBeUndefined();
		const recognition = {
			versionId,
			kind: { value: 'decision', confidence: 0.75 },
			warnings: [{ code: 'lowResolution', page: 1, data: { dpi: 96 } }],
			at: AT,
		} as const;
		await db.write((tx) => insertRecognition(tx, recognition));
		expect(await recognitionOf(db, versionId)).toEqual(recognition);
		await expect(db.write((tx) => insertRecognition(tx, recognition))).rejects.toThrow('UNIQUE');
	});
});

describe('settings', () => {
	it('hold any JSON, and can be replaced', async () => {
		const db = await openTemp();
		expect(await getSetting(db, 'a')).toBeUndefined();
		await db.write((tx) => setSetting(tx, 'a', { deep: [1, 'hai'] }, AT));
		expect(await getSetting(db, 'a')).toEqual({ deep: [1, 'hai'] });
		await db.write((tx) => setSetting(tx, 'a', false, AT));
		expect(await getSetting(db, 'a')).toBe(false);
	});
});
