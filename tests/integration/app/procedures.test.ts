import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallContext, contract, toFault } from '../../../contract/index.ts';
import { mayDo, ROLES, type Role, type UseCase } from '../../../domain/index.ts';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';

const NOBODY = '01a20853-e2ab-74ca-8096-0de4b3d8e49d';
const SEEN = { id: NOBODY, revision: 0 };
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
	'outcomes.list': ['listOutcomes', {}],
	'outcomes.search': ['searchOutcomes', { query: 'x' }],
	'outcomes.get': ['showOutcome', { id: NOBODY }],
	'outcomes.pageWords': ['readPageWords', { id: NOBODY, page: 0 }],
	'outcomes.progress': ['listOutcomes'],
	'workflow.correctField': ['correctField', { ...SEEN, field: 'subject', value: 'x' }],
	'workflow.verify': ['verifyOutcome', SEEN],
	'workflow.submit': ['submitOutcome', SEEN],
	'workflow.approve': ['approveOutcome', { ...SEEN, sha256: HASH }],
	'workflow.return': ['returnOutcome', { ...SEEN, reason: 'x' }],
	'workflow.issueCodes': ['issueCodes', SEEN],
	'workflow.discard': ['discardOutcome', { ...SEEN, reason: 'x' }],
	'signing.sign': ['signByClerk', { kind: 'clerk', ids: [NOBODY], certificate: '/nowhere', password: 'x' }],
	'signing.report': ['showSignatures', { id: NOBODY }],
	'uploads.list': ['listUploads'],
	'uploads.resume': ['settleUpload'],
	'uploads.settle': ['settleUpload', { id: NOBODY, decision: 'ask' }],
	'settings.show': ['showSettings'],
	'settings.change': ['changeSettings', {}],
	'settings.addNumberRange': ['addNumberRange', { kind: 'decision', first: 2, last: 1 }],
	'accounts.list': ['listAccounts'],
	'accounts.create': ['createAccount', { name: 'x', password: 'weak', roles: ['clerk'] }],
	'accounts.disable': ['disableAccount', { accountId: NOBODY }],
	'accounts.setPassword': ['setPassword', { accountId: NOBODY, password: 'weak' }],
	'data.check': ['checkData'],
	'data.backup': ['backUp'],
	'audit.list': ['showAudit', {}],
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
