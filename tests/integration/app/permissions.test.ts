import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignature, digitize, examineMachine, restoreBackup, type SohoaApp } from '../../../app/index.ts';
import {
	type AccountId,
	type Actor,
	asSha256,
	isFault,
	LOCAL_OPERATOR,
	mayDo,
	type OutcomeId,
	ROLES,
	USE_CASE_NAMES,
	type UseCase,
} from '../../../domain/index.ts';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';

const NOBODY = '01a20853-e2ab-74ca-8096-0de4b3d8e49d';
const OUTCOME = NOBODY as OutcomeId;
const ACCOUNT = NOBODY as AccountId;
const NO_KEY = { path: '/nowhere', password: '' };

type Call = (app: SohoaApp, actor: Actor, office: Office) => Promise<unknown>;

/** Every use case once. The type holds this table complete: a new use case without a line here does not compile. */
const CALLS: { readonly [U in UseCase]: Call } = {
	digitize: (_, actor) => digitize(actor, { inputs: [], outDir: '/nowhere', group: 'file' }).next(),
	examineMachine: (_, actor) => examineMachine(actor),
	importOutcomes: (app, actor) => app.importOutcomes(actor, []).next(),
	listOutcomes: (app, actor) => app.listOutcomes(actor, { limit: 1 }),
	searchOutcomes: (app, actor) => app.searchOutcomes(actor, { text: 'x', limit: 1 }),
	showOutcome: (app, actor) => app.showOutcome(actor, OUTCOME),
	readDocument: (app, actor) => app.readDocument(actor, OUTCOME),
	readPagePicture: (app, actor) => app.readPagePicture(actor, OUTCOME, 0),
	readPageWords: (app, actor) => app.readPageWords(actor, OUTCOME, 0),
	scanPapers: (app, actor) => app.scanPapers(actor, { device: 'none' }).next(),
	watchFolder: (app, actor) => app.watchFolder(actor, { folder: '/nowhere' }).next(),
	correctField: (app, actor) => app.correctField(actor, OUTCOME, { field: 'subject', value: 'x' }),
	verifyOutcome: (app, actor) => app.verifyOutcome(actor, OUTCOME),
	signByClerk: (app, actor) => app.signByClerk(actor, { ids: [], key: NO_KEY }).next(),
	submitOutcome: (app, actor) => app.submitOutcome(actor, OUTCOME),
	discardOutcome: (app, actor) => app.discardOutcome(actor, OUTCOME, { reason: 'x' }),
	approveOutcome: (app, actor) => app.approveOutcome(actor, OUTCOME, { sha256: asSha256('0'.repeat(64)) }),
	returnOutcome: (app, actor) => app.returnOutcome(actor, OUTCOME, { reason: 'x' }),
	issueCodes: (app, actor) => app.issueCodes(actor, OUTCOME),
	signByAgency: (app, actor) => app.signByAgency(actor, { ids: [], key: NO_KEY }).next(),
	uploadOutcomes: (app, actor) => app.uploadOutcomes(actor, []).next(),
	listUploads: (app, actor) => app.listUploads(actor),
	settleUpload: (app, actor) => app.settleUpload(actor, OUTCOME, 'ask'),
	keepSearches: (app, actor) => app.savedSearches(actor),
	exportOutcomes: (app, actor) =>
		app.exportOutcomes(actor, { ids: [], table: 'csv', purpose: 'internal', request: '' }),
	replaceOutcome: (app, actor) => app.replaceOutcome(actor, OUTCOME, { by: OUTCOME }),
	recallOutcome: (app, actor) =>
		app.recallOutcome(actor, OUTCOME, { decisionNumber: '1', date: '2026-01-01', reason: 'x' }),
	expireOutcome: (app, actor) => app.expireOutcome(actor, OUTCOME, { on: '2026-01-01' }),
	showSignatures: (app, actor) => app.showSignatures(actor, OUTCOME),
	checkSignature: (_, actor) => checkSignature(actor, { path: '/nowhere' }),
	showSettings: (app, actor) => app.showSettings(actor),
	changeSettings: (app, actor) => app.changeSettings(actor, { maxUploadMb: -1 }),
	addNumberRange: (app, actor) => app.addNumberRange(actor, { kind: 'decision', first: 2, last: 1 }),
	makeDemoCertificates: (app, actor) => app.makeDemoCertificates(actor),
	listAccounts: (app, actor) => app.listAccounts(actor),
	createAccount: (app, actor) => app.createAccount(actor, { name: 'x', password: 'weak', roles: ['clerk'] }),
	disableAccount: (app, actor) => app.disableAccount(actor, ACCOUNT),
	setPassword: (app, actor) => app.setPassword(actor, ACCOUNT, PASSWORD),
	backUp: (app, actor, office) => app.backUp(actor, join(office.dataDir, '..', 'backups')),
	restoreBackup: (_, actor, office) => restoreAs(actor, office),
	checkData: (app, actor) => app.checkData(actor),
	showAudit: (app, actor) => app.showAudit(actor, { limit: 1 }),
};

/** Restoring asks the accounts inside the backup: the actor's name signs in there. */
async function restoreAs(actor: Actor, office: Office): Promise<unknown> {
	const parent = join(office.dataDir, '..', 'backups');
	const [backup] = await readdir(parent);
	if (backup === undefined) throw new Error('The test has made no backup');
	const name = actor.kind === 'account' ? actor.name : 'nobody';
	const dataDir = join(office.dataDir, '..', `restored-${name}`);
	const clock = { now: () => new Date() };
	return restoreBackup({ backup: join(parent, backup), dataDir, name, password: PASSWORD }, { clock });
}

async function refusedBy(call: Promise<unknown>): Promise<boolean> {
	try {
		await call;
		return false;
	} catch (error) {
		// An unknown name can't even sign in to the backup: that is no way in either.
		return isFault(error, 'notAllowed') || isFault(error, 'signInFailed');
	}
}

describe('role × use case', () => {
	let office: Office;
	beforeAll(async () => {
		office = await openOffice();
		for (const role of ROLES) await office.actor(role);
		await office.app.backUp(await office.actor('admin'), join(office.dataDir, '..', 'backups'));
	});
	afterAll(() => office.close());

	it.each(ROLES)('%s may what the table says, and nothing else', async (role) => {
		const actor = await office.actor(role);
		for (const useCase of USE_CASE_NAMES) {
			const refused = await refusedBy(CALLS[useCase](office.app, actor, office));
			expect([role, useCase, refused]).toEqual([role, useCase, !mayDo(actor, useCase)]);
		}
	});

	it('the local operator may digitize, examine the machine and check signatures, and nothing else', async () => {
		const allowed = USE_CASE_NAMES.filter((useCase) => mayDo(LOCAL_OPERATOR, useCase));
		expect(allowed).toEqual(['digitize', 'examineMachine', 'checkSignature']);
		for (const useCase of USE_CASE_NAMES) {
			const refused = await refusedBy(CALLS[useCase](office.app, LOCAL_OPERATOR, office));
			expect([useCase, refused]).toEqual([useCase, !allowed.includes(useCase)]);
		}
	});

	it('denies by default: an account without roles may nothing', async () => {
		const actor: Actor = { ...(await office.actor('clerk')), roles: [] };
		for (const useCase of USE_CASE_NAMES) expect([useCase, mayDo(actor, useCase)]).toEqual([useCase, false]);
	});
});
