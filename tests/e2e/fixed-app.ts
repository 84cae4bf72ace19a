import { randomUUID } from 'node:crypto';
import { createImplementer } from '../../app/router/implementer.ts';
import type { AccountView, ActorView, ArchiveHit, SearchHit, ServedApp, Snippet } from '../../contract/index.ts';
import type { Role } from '../../domain/actor.ts';
import { Fault } from '../../domain/fault.ts';
import type { AccountId, OrgUnitId } from '../../domain/ids.ts';
import { asId } from '../../domain/ids.ts';
import { fold, foldAligned } from '../../domain/text/fold.ts';
import { untouched } from '../support/contract-stub.ts';
import { drawPage, type SamplePaper } from './sample-papers.ts';

const ORG_UNIT = asId<OrgUnitId>('01936f2e-7c1a-7b3c-8d4e-300000000000');

type Account = AccountView & { readonly password: string };

/**
 * A stand-in for `app` that implements the whole contract over fixed papers, kept in memory: for tests of the screens alone.
 * What the real app does is tested in tests/unit/app and, through the command line, in serve.test.ts of this folder.
 */
export function createFixedApp(papers: readonly SamplePaper[]): ServedApp {
	const office = { name: '', agencyCode: '' };
	const accounts: Account[] = [];
	const sessions = new Map<string, AccountId>();

	const addAccount = (name: string, password: string, roles: readonly Role[]): Account => {
		if (password.length < 8) throw new Fault('passwordTooWeak');
		if (accounts.some((account) => account.name === name)) throw new Fault('accountExists');
		const id = asId<AccountId>(`01936f2e-7c1a-7b3c-8d4e-40000000000${accounts.length}`);
		const orgUnit = { id: ORG_UNIT, name: office.name };
		const account = { id, name, password, roles, orgUnit, disabled: false, createdAt: '2026-11-20T01:00:00Z' };
		accounts.push(account);
		return account;
	};
	const view = ({ id, name, roles, orgUnit }: Account): ActorView => ({ accountId: id, name, roles, orgUnit });
	const accountOf = (token: string | undefined): Account | undefined =>
		accounts.find(({ id, disabled }) => id === sessions.get(token ?? '') && !disabled);
	const demand = (token: string | undefined, role: Role): Account => {
		const account = accountOf(token);
		if (account === undefined) throw new Fault('sessionExpired');
		if (!account.roles.includes(role)) throw new Fault('notAllowed', { useCase: 'any' });
		return account;
	};
	const paperOf = (id: string): SamplePaper => {
		const paper = papers.find((one) => one.view.id === id);
		if (paper === undefined) throw new Fault('outcomeMissing');
		return paper;
	};

	const os = createImplementer();
	const router = os.router({
		...untouched(os),
		office: {
			status: os.office.status.handler(() => ({ version: '0.1.0', ...(office.name !== '' && { office }) })),
			setUp: os.office.setUp.handler(({ input }) => {
				if (office.name !== '') throw new Fault('officeExists');
				addAccount(input.adminName, input.adminPassword, ['admin']);
				office.name = input.officeName;
				office.agencyCode = input.agencyCode;
			}),
		},
		session: {
			signIn: os.session.signIn.handler(({ input, context }) => {
				const account = accounts.find(({ name, password }) => name === input.name && password === input.password);
				if (account === undefined) throw new Fault('signInFailed');
				const token = randomUUID();
				sessions.set(token, account.id);
				context.session.write(token);
				return view(account);
			}),
			signOut: os.session.signOut.handler(({ context }) => {
				sessions.delete(context.session.read() ?? '');
				context.session.clear();
			}),
			current: os.session.current.handler(({ context }) => {
				const account = accountOf(context.session.read());
				return account === undefined ? null : view(account);
			}),
		},
		outcomes: {
			list: os.outcomes.list.handler(({ input, context }) => {
				demand(context.session.read(), 'clerk');
				const { kinds } = input;
				return { items: papers.map((one) => one.view).filter(({ kind }) => kinds?.includes(kind) ?? true) };
			}),
			search: os.outcomes.search.handler(({ input, context }) => {
				demand(context.session.read(), 'clerk');
				return { hits: papers.flatMap((paper) => find(paper, input.query)) };
			}),
			get: os.outcomes.get.handler(({ input, context }) => {
				demand(context.session.read(), 'clerk');
				return paperOf(input.id).view;
			}),
			pageWords: os.outcomes.pageWords.handler(({ input }) => {
				const { view, words } = paperOf(input.id);
				const [page] = view.pages;
				if (page === undefined) throw new Fault('invalidInput', { paths: 'page' });
				return { widthPx: page.widthPx, heightPx: page.heightPx, words };
			}),
			progress: os.outcomes.progress.handler(async function* ({ signal }) {
				yield [];
				await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
			}),
		},
		archive: {
			...untouched(os).archive,
			find: os.archive.find.handler(({ input, context }) => {
				demand(context.session.read(), 'clerk');
				const hits: ArchiveHit[] = [];
				for (const paper of papers) {
					if (input.query === '') hits.push({ outcome: paper.view });
					else hits.push(...find(paper, input.query));
				}
				return { hits };
			}),
			story: os.archive.story.handler(() => ({ revisions: [], replaces: [] })),
			places: os.archive.places.handler(() => ({ places: [], best: 0 })),
			counts: os.archive.counts.handler(({ input }) => {
				const found = papers.filter((paper) => input.query === '' || find(paper, input.query).length > 0);
				return { total: found.length, capped: false, kind: [], state: [], body: [], year: [], owner: [], clerk: [] };
			}),
		},
		accounts: {
			list: os.accounts.list.handler(({ context }) => {
				demand(context.session.read(), 'admin');
				return accounts;
			}),
			create: os.accounts.create.handler(({ input, context }) => {
				demand(context.session.read(), 'admin');
				return addAccount(input.name, input.password, input.roles);
			}),
			disable: os.accounts.disable.handler(({ input }) => {
				const at = accounts.findIndex(({ id }) => id === input.accountId);
				const [account] = accounts.splice(at, 1);
				if (account !== undefined) accounts.push({ ...account, disabled: true });
			}),
			setPassword: os.accounts.setPassword.handler(() => {}),
		},
		data: {
			check: os.data.check.handler(() => ({
				checkedFiles: 12,
				orphans: [],
				losses: [{ path: 'outcomes/2026/11/a.pdf', reason: 'missing' as const }],
				databaseSound: true,
				auditSound: true,
			})),
			backup: os.data.backup.handler(() => {
				throw new Fault('diskFull');
			}),
		},
		audit: { list: os.audit.list.handler(() => ({ entries: [] })) },
	});
	return {
		router,
		async readResource({ kind, outcomeId }, token) {
			demand(token, 'clerk');
			const paper = paperOf(outcomeId);
			if (kind !== 'page') return { contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF\n') };
			return { contentType: 'image/png', bytes: await drawPage(paper) };
		},
	};
}

/** Finds a paper whose text holds every word of the query, folded; the snippet is the line with the first one. */
function find(paper: SamplePaper, query: string): readonly SearchHit[] {
	const wanted = fold(query).split(/\s+/).filter(Boolean);
	const text = fold(paper.lines.map((line) => line.text).join('\n'));
	const [first] = wanted;
	if (first === undefined || !wanted.every((word) => text.includes(word))) return [];
	const line = paper.lines.find((one) => fold(one.text).includes(first))?.text ?? '';
	const at = foldAligned(line).indexOf(first);
	const snippet: Snippet = [
		{ text: line.slice(0, at), hit: false },
		{ text: line.slice(at, at + first.length), hit: true },
		{ text: line.slice(at + first.length), hit: false },
	];
	return [{ outcome: paper.view, snippet, page: 0 }];
}
