import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignature, digitize, examineMachine, restoreBackup, type SohoaApp } from '../../../app/index.ts';
import {
	type AccountId,
	type Actor,
	asSha256,
	isFault,
	type JobId,
	LOCAL_OPERATOR,
	mayDo,
	type OutcomeId,
	ROLES,
	type StackId,
	type StackPageId,
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
	showStacks: (app, actor) => app.showDesk(actor),
	addFile: (app, actor) => app.beginFile(actor, { name: 'x', byteLength: 0 }),
	scanToStack: (app, actor) => app.stopScan(actor),
	watchToStacks: (app, actor) => app.startWatching(actor),
	editStacks: (app, actor) => app.undoEdit(actor),
	finishStack: (app, actor) => app.finishStack(actor, NOBODY as StackId),
	readStackPage: (app, actor) => app.readStackPage(actor, NOBODY as StackPageId, 'small'),
	reopenAsStack: (app, actor) => app.reopenAsStack(actor, OUTCOME, 'x'),
	retryRecognition: (app, actor) => app.retryRecognition(actor, NOBODY as JobId),
	dropFailedJob: (app, actor) => app.dropFailedJob(actor, NOBODY as JobId, 'x'),
	correctField: (app, actor) => app.correctField(actor, OUTCOME, { field: 'subject', value: 'x' }),
	confirmFields: (app, actor) => app.confirmFields(actor, OUTCOME, [{ field: 'subject', value: 'x' }]),
	showDrafts: (app, actor) => app.showDrafts(actor, OUTCOME),
	saveDrafts: (app, actor) => app.saveDrafts(actor, OUTCOME, { keep: [], drop: [] }),
	rereadZone: (app, actor) => app.rereadZone(actor, OUTCOME, { page: 0, box: [0, 0, 9, 9] }),
	checkFields: (app, actor) => app.checkFields(actor, OUTCOME),
	suggestValues: (app, actor) => app.suggestValues(actor, 'subject'),
	listFieldGroup: (app, actor) => app.listFieldGroup(actor, 'subject'),
	keyAgain: (app, actor) => app.keyAgain(actor, OUTCOME, { field: 'subject', value: 'x' }),
	verifyOutcome: (app, actor) => app.verifyOutcome(actor, OUTCOME),
	signByClerk: (app, actor) => app.signByClerk(actor, { ids: [], key: NO_KEY }).next(),
	listToSign: (app, actor) => app.listToSign(actor, { mine: true }),
	listForAgency: (app, actor) => app.listForAgency(actor),
	listCertificates: (app, actor) => app.listCertificates(actor, useOf(actor)),
	addCertificate: (app, actor) => app.addCertificate(actor, { use: useOf(actor), name: 'x', bytes: new Uint8Array() }),
	removeCertificate: (app, actor) => app.removeCertificate(actor, { use: useOf(actor), id: asSha256('0'.repeat(64)) }),
	chooseCertificate: (app, actor) => app.chooseCertificate(actor, { use: useOf(actor), id: asSha256('0'.repeat(64)) }),
	submitOutcome: (app, actor) => app.submitOutcome(actor, OUTCOME),
	discardOutcome: (app, actor) => app.discardOutcome(actor, OUTCOME, { reason: 'x' }),
	approveOutcome: (app, actor) => app.approveOutcome(actor, OUTCOME, { sha256: asSha256('0'.repeat(64)) }),
	returnOutcome: (app, actor) => app.returnOutcome(actor, OUTCOME, { reason: 'x' }),
	listForReview: (app, actor) => app.listForReview(actor, { limit: 1 }),
	showForReview: (app, actor) => app.showForReview(actor, OUTCOME),
	lookAtOutcome: (app, actor) => app.lookAtOutcome(actor, OUTCOME, { revision: 1, sha256: asSha256('0'.repeat(64)) }),
	approveSeen: (app, actor) => app.approveSeen(actor, [OUTCOME]),
	showFigures: (app, actor) => app.showFigures(actor),
	issueCodes: (app, actor) => app.issueCodes(actor, OUTCOME),
	signByAgency: (app, actor) => app.signByAgency(actor, { ids: [], key: NO_KEY }).next(),
	uploadOutcomes: (app, actor) => app.uploadOutcomes(actor, []).next(),
	checkBeforeUpload: (app, actor) => app.checkBeforeUpload(actor, OUTCOME),
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
	changeOffice: (app, actor) => app.changeOffice(actor, { name: '', agencyCode: '' }),
	manageTrust: (app, actor) => app.addTrust(actor, ''),
	addNumberRange: (app, actor) => app.addNumberRange(actor, { kind: 'decision', first: 2, last: 1 }),
	makeDemoCertificates: (app, actor) => app.makeDemoCertificates(actor),
	listAccounts: (app, actor) => app.listAccounts(actor),
	createAccount: (app, actor) => app.createAccount(actor, { name: 'x', password: 'weak', roles: ['clerk'] }),
	disableAccount: (app, actor) => app.disableAccount(actor, ACCOUNT),
	enableAccount: (app, actor) => app.enableAccount(actor, ACCOUNT),
	changeRoles: (app, actor) => app.changeRoles(actor, ACCOUNT, ['clerk']),
	setPassword: (app, actor) => app.setPassword(actor, ACCOUNT, PASSWORD),
	backUp: (app, actor, office) => app.backUp(actor, join(office.dataDir, '..', 'backups')),
	restoreBackup: (_, actor, office) => restoreAs(actor, office),
	checkData: (app, actor) => app.checkData(actor),
	listBackups: (app, actor) => app.listBackups(actor),
	showAudit: (app, actor) => app.showAudit(actor, { limit: 1 }),
	checkAudit: (app, actor) => app.checkAudit(actor),
	countWork: (app, actor) => app.countWork(actor),
};

/** A clerk's certificates are their own, everybody else's who may have some are the agency's. */
function useOf(actor: Actor): 'clerk' | 'agency' {
	return mayDo(actor, 'signByClerk') ? 'clerk' : 'agency';
}

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
