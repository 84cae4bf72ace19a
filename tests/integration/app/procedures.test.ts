import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallContext, contract, toFault } from '../../../contract/index.ts';
import { mayDo, ROLES, type Role, type UseCase } from '../../../domain/index.ts';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';

const NOBODY = '01a20853-e2ab-74ca-8096-0de4b3d8e49d';
const ONE = { id: NOBODY };
const SEEN = { ...ONE, revision: 0 };
const STACK = { stackId: NOBODY };
const HASH = '0'.repeat(64);

/** Open to whoever reaches the page; to whoever is signed in; or a use case of the table. */
type Needs = 'nobody' | 'session' | UseCase;

/** Every procedure of the contract, what it needs, and a harmless input. One without a line here fails the first test. */
const PROCEDURES: Readonly<Record<string, readonly [needs: Needs, input?: unknown]>> = {
	'office.status': ['nobody'],
	'office.setUp': ['nobody', { officeName: 'x', agencyCode: 'x', adminName: 'x', adminPassword: 'x' }],
	'session.signIn': ['nobody', { name: 'x', password: 'x' }],
	'session.signOut': ['nobody'],
	'session.current': ['nobody'],
	'work.counts': ['countWork'],
	'outcomes.list': ['listOutcomes', {}],
	'outcomes.search': ['searchOutcomes', { query: 'x' }],
	'outcomes.get': ['showOutcome', ONE],
	'outcomes.pageWords': ['readPageWords', { ...ONE, page: 0 }],
	'outcomes.progress': ['listOutcomes'],
	'capture.desk': ['showStacks'],
	'capture.stack': ['showStacks', STACK],
	'capture.edit': ['editStacks', { kind: 'expect', ...STACK, count: 1 }],
	'capture.undo': ['editStacks'],
	'capture.redo': ['editStacks'],
	'capture.finish': ['finishStack', STACK],
	'capture.scanners': ['scanPapers'],
	'capture.scannerChoices': ['scanPapers', { device: 'none' }],
	'capture.scan': ['scanToStack', { device: 'none', source: 'flatbed', dpi: 300, colour: 'gray', ...STACK }],
	'capture.stopScan': ['scanToStack'],
	'capture.beginFile': ['addFile', { name: 'x', byteLength: 0 }],
	'capture.sendPiece': ['addFile', { uploadId: 'x', from: 0, base64: '' }],
	'capture.endFile': ['addFile', { uploadId: 'x' }],
	'capture.dropFile': ['addFile', { uploadId: 'x' }],
	'capture.startWatching': ['watchToStacks'],
	'capture.stopWatching': ['watchToStacks'],
	'capture.retry': ['retryRecognition', { jobId: NOBODY }],
	'capture.dropFailed': ['dropFailedJob', { jobId: NOBODY, reason: 'x' }],
	'capture.reopen': ['reopenAsStack', { outcomeId: NOBODY, reason: 'x' }],
	'fields.confirm': ['confirmFields', { ...ONE, fields: [{ field: 'subject', value: 'x' }] }],
	'fields.drafts': ['showDrafts', ONE],
	'fields.saveDrafts': ['saveDrafts', { ...ONE, keep: [], drop: [] }],
	'fields.reread': ['rereadZone', { ...ONE, page: 0, box: [0, 0, 1, 1] }],
	'fields.check': ['checkFields', ONE],
	'fields.suggest': ['suggestValues', { field: 'issuingBody' }],
	'fields.group': ['listFieldGroup', { field: 'issuingBody' }],
	'fields.confirmGroup': ['confirmFields', { field: 'issuingBody', items: [{ ...ONE, value: 'x' }] }],
	'fields.twice': ['keyAgain', ONE],
	'fields.keyAgain': ['keyAgain', { ...ONE, field: 'subject', value: 'x' }],
	'workflow.correctField': ['correctField', { ...SEEN, field: 'subject', value: 'x' }],
	'workflow.verify': ['verifyOutcome', SEEN],
	'workflow.submit': ['submitOutcome', SEEN],
	'workflow.approve': ['approveOutcome', { ...SEEN, sha256: HASH }],
	'workflow.return': ['returnOutcome', { ...SEEN, reason: 'x' }],
	'workflow.issueCodes': ['issueCodes', SEEN],
	'workflow.discard': ['discardOutcome', { ...SEEN, reason: 'x' }],
	// What is asked for a clerk's use is for those who sign as clerks.
	'signing.certificates': ['signByClerk', { use: 'clerk' }],
	'signing.addCertificate': ['signByClerk', { use: 'clerk', name: 'x.p12', file: new Blob(['x']) }],
	'signing.removeCertificate': ['signByClerk', { use: 'clerk', id: HASH }],
	'signing.chooseCertificate': ['signByClerk', { use: 'clerk', id: HASH }],
	'signing.toSign': ['listToSign', { mine: true }],
	'signing.forAgency': ['listForAgency', {}],
	'signing.sign': ['signByClerk', { kind: 'clerk', ids: [NOBODY], certificate: HASH, password: 'x' }],
	'signing.report': ['showSignatures', ONE],
	'review.list': ['listForReview', {}],
	'review.get': ['showForReview', ONE],
	'review.look': ['lookAtOutcome', { ...SEEN, sha256: HASH }],
	'review.approveSeen': ['approveSeen', { ids: [NOBODY] }],
	'uploads.list': ['listUploads'],
	'uploads.check': ['checkBeforeUpload', ONE],
	'uploads.resume': ['settleUpload'],
	'uploads.settle': ['settleUpload', { ...ONE, decision: 'ask' }],
	'archive.find': ['searchOutcomes', {}],
	'archive.counts': ['searchOutcomes', {}],
	'archive.pick': ['searchOutcomes', {}],
	'archive.places': ['readPageWords', { ...ONE, query: 'x' }],
	'archive.story': ['showOutcome', ONE],
	'archive.saved': ['keepSearches'],
	'archive.save': ['keepSearches', { name: 'x', query: {} }],
	'archive.forget': ['keepSearches', ONE],
	'archive.export': ['exportOutcomes', { ids: [NOBODY], table: 'csv', purpose: 'handOver', request: '1' }],
	'archive.read': ['exportOutcomes', ONE],
	'archive.replace': ['replaceOutcome', { ...SEEN, by: NOBODY }],
	'archive.recall': ['recallOutcome', { ...SEEN, decisionNumber: '1', date: '2026-01-01', reason: 'x' }],
	'archive.expire': ['expireOutcome', { ...SEEN, on: '2026-01-01' }],
	'overview.figures': ['showFigures'],
	'settings.show': ['showSettings'],
	'settings.change': ['changeSettings', {}],
	'settings.changeOffice': ['changeOffice', { name: 'x', agencyCode: 'x' }],
	'settings.places': ['changeSettings'],
	'settings.numberRanges': ['addNumberRange'],
	'settings.addNumberRange': ['addNumberRange', { kind: 'decision', first: 2, last: 1 }],
	'settings.trust': ['manageTrust'],
	'settings.addTrust': ['manageTrust', { pem: 'x' }],
	'settings.removeTrust': ['manageTrust', { sha256: HASH }],
	'accounts.list': ['listAccounts'],
	'accounts.create': ['createAccount', { name: 'x', password: 'weak', roles: ['clerk'] }],
	'accounts.disable': ['disableAccount', { accountId: NOBODY }],
	'accounts.enable': ['enableAccount', { accountId: NOBODY }],
	'accounts.changeRoles': ['changeRoles', { accountId: NOBODY, roles: ['clerk'] }],
	'accounts.setPassword': ['setPassword', { accountId: NOBODY, password: 'weak' }],
	'data.check': ['checkData'],
	'data.backup': ['backUp'],
	'data.backups': ['listBackups'],
	'audit.list': ['showAudit', {}],
	'audit.people': ['showAudit'],
	'audit.check': ['checkAudit'],
};

function pathsOf(part: AnyContractRouter, at: readonly string[] = []): readonly string[] {
	if (isContractProcedure(part)) return [at.join('.')];
	return Object.entries(part as Readonly<Record<string, AnyContractRouter>>).flatMap(([name, inner]) =>
		pathsOf(inner, [...at, name]),
	);
}

type Procedure = (input: unknown) => Promise<unknown>;

describe('role × procedure', () => {
	let office: Office;
	const tokens = new Map<Role, string>();
	beforeAll(async () => {
		office = await openOffice();
		for (const role of ROLES) {
			await office.actor(role);
			tokens.set(role, (await office.app.signIn(role, PASSWORD)).token);
		}
	});
	afterAll(() => office.close());

	/** The code of what a call throws; `''` when it answers. */
	async function faultOf(path: string, token: string | undefined): Promise<string> {
		const session: CallContext['session'] = { read: () => token, write: () => undefined, clear: () => undefined };
		const client: unknown = createRouterClient(office.app.served.router, { context: { session } });
		const call = path.split('.').reduce((at, name) => (at as Record<string, unknown>)[name], client) as Procedure;
		try {
			const answer = await call(PROCEDURES[path]?.[1]);
			if (isStream(answer)) {
				await answer.next();
				await answer.return(undefined);
			}
			return '';
		} catch (error) {
			return toFault(error).code;
		}
	}

	it('names every procedure of the contract', () => {
		expect(Object.keys(PROCEDURES).toSorted()).toEqual(pathsOf(contract).toSorted());
	});

	it('lets nobody in who is not signed in', async () => {
		for (const [path, [needs]] of Object.entries(PROCEDURES)) {
			const expired = (await faultOf(path, undefined)) === 'sessionExpired';
			expect([path, expired]).toEqual([path, needs !== 'nobody']);
		}
	});

	it.each(ROLES)('lets %s do what the table says, and nothing else', async (role) => {
		const actor = await office.actor(role);
		for (const [path, [needs]] of Object.entries(PROCEDURES)) {
			if (needs === 'nobody') continue;
			const refused = (await faultOf(path, tokens.get(role))) === 'notAllowed';
			expect([path, refused]).toEqual([path, needs !== 'session' && !mayDo(actor, needs)]);
		}
	});
});

function isStream(value: unknown): value is AsyncGenerator {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
