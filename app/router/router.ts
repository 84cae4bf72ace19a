import type { ServedApp } from '../../contract/index.ts';
import { asId, Fault, isFault, isId, type OutcomeId } from '../../domain/index.ts';
import type { Core } from '../core.ts';
import type { UseCases } from '../use-cases.ts';
import { archiveProcedures } from './archive-procedures.ts';
import { captureProcedures } from './capture-procedures.ts';
import { fieldsProcedures } from './fields-procedures.ts';
import { createImplementer, type Implementer, streamed } from './implementer.ts';
import { jobProgress } from './job-progress.ts';
import { nameLookup } from './name-lookup.ts';
import { toHistoryEntry, toOutcomeView, toSegments } from './outcome-views.ts';
import { overviewProcedures } from './overview-procedures.ts';
import { reviewProcedures } from './review-procedures.ts';
import { settingsProcedures } from './settings-procedures.ts';
import { signingProcedures } from './signing-procedures.ts';
import type { Tools } from './tools.ts';
import { uploadsProcedures } from './uploads-procedures.ts';
import { toActorView, toAuditCheckView, toCheckReport } from './views.ts';
import { workflowProcedures } from './workflow-procedures.ts';

/** The contract, implemented by the use cases: the same ones that the command line calls. */
export function createRouter(app: UseCases, core: Core): ServedApp['router'] {
	const os = createImplementer();
	const tools: Tools = { app, core, actorOf: ({ session }) => app.currentActor(session.read()) };
	return os.router({
		office: officeProcedures(os, tools),
		session: sessionProcedures(os, tools),
		work: { counts: os.work.counts.handler(async ({ context }) => app.countWork(await tools.actorOf(context))) },
		outcomes: outcomesProcedures(os, tools),
		workflow: workflowProcedures(os, tools),
		signing: signingProcedures(os, tools),
		capture: captureProcedures(os, tools),
		fields: fieldsProcedures(os, tools),
		review: reviewProcedures(os, tools),
		uploads: uploadsProcedures(os, tools),
		archive: archiveProcedures(os, tools),
		overview: overviewProcedures(os, tools),
		settings: settingsProcedures(os, tools),
		accounts: accountsProcedures(os, tools),
		data: dataProcedures(os, tools),
		audit: auditProcedures(os, tools),
	});
}

function officeProcedures(os: Implementer, { app }: Tools) {
	return {
		status: os.office.status.handler(() => app.officeStatus()),
		setUp: os.office.setUp.handler(({ input }) => app.setUpOffice(input)),
	};
}

function sessionProcedures(os: Implementer, { app, core, actorOf }: Tools) {
	return {
		signIn: os.session.signIn.handler(async ({ input, context }) => {
			const { token, actor } = await app.signIn(input.name, input.password);
			context.session.write(token);
			return toActorView(core, actor);
		}),
		signOut: os.session.signOut.handler(async ({ context }) => {
			const token = context.session.read();
			context.session.clear();
			if (token !== undefined) await app.signOut(token);
		}),
		current: os.session.current.handler(async ({ context }) => {
			try {
				return await toActorView(core, await actorOf(context));
			} catch (error) {
				if (!isFault(error, 'sessionExpired')) throw error;
				return null;
			}
		}),
	};
}

function outcomesProcedures(os: Implementer, { app, core, actorOf }: Tools) {
	return {
		list: os.outcomes.list.handler(async ({ input, context }) => {
			const after = input.cursor === undefined ? undefined : cursorId(input.cursor);
			const { states, kinds, limit } = input;
			const page = await app.listOutcomes(await actorOf(context), { limit, after, states, kinds });
			return { items: page.rows, ...(page.next !== undefined && { nextCursor: page.next }) };
		}),
		search: os.outcomes.search.handler(async ({ input, context }) => {
			const { query, cursor, ...filters } = input;
			const page = await app.searchOutcomes(await actorOf(context), { ...filters, text: query, after: cursor });
			const hits = page.hits.map(({ row, snippet }) => ({ outcome: row, snippet: toSegments(snippet) }));
			return { hits, ...(page.next !== undefined && { nextCursor: page.next }) };
		}),
		get: os.outcomes.get.handler(async ({ input, context }) => {
			const shown = await app.showOutcome(await actorOf(context), input.id);
			return toOutcomeView(shown, await nameLookup(core));
		}),
		pageWords: os.outcomes.pageWords.handler(async ({ input, context }) =>
			app.readPageWords(await actorOf(context), input.id, input.page),
		),
		progress: os.outcomes.progress.handler(async function* ({ context, signal }) {
			yield* streamed(jobProgress(() => actorOf(context), core, signal));
		}),
	};
}

function accountsProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		list: os.accounts.list.handler(async ({ context }) => app.listAccounts(await actorOf(context))),
		create: os.accounts.create.handler(async ({ input, context }) => app.createAccount(await actorOf(context), input)),
		disable: os.accounts.disable.handler(async ({ input, context }) =>
			app.disableAccount(await actorOf(context), input.accountId),
		),
		enable: os.accounts.enable.handler(async ({ input, context }) =>
			app.enableAccount(await actorOf(context), input.accountId),
		),
		changeRoles: os.accounts.changeRoles.handler(async ({ input, context }) =>
			app.changeRoles(await actorOf(context), input.accountId, input.roles),
		),
		setPassword: os.accounts.setPassword.handler(async ({ input, context }) =>
			app.setPassword(await actorOf(context), input.accountId, input.password),
		),
	};
}

function dataProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		check: os.data.check.handler(async ({ context }) => toCheckReport(await app.checkData(await actorOf(context)))),
		backup: os.data.backup.handler(async ({ context }) => {
			const { folder, files, bytes, at } = await app.backUp(await actorOf(context));
			return { path: folder, fileCount: files, byteLength: bytes, at };
		}),
		backups: os.data.backups.handler(async ({ context }) => app.listBackups(await actorOf(context))),
	};
}

function auditProcedures(os: Implementer, { app, core, actorOf }: Tools) {
	return {
		list: os.audit.list.handler(async ({ input, context }) => {
			const page = await app.showAudit(await actorOf(context), input);
			const nameOf = await nameLookup(core);
			const entries = page.entries.map((entry) => ({
				...toHistoryEntry(entry, nameOf),
				id: entry.id,
				seq: entry.seq,
				...('outcomeId' in entry.event && { outcomeId: entry.event.outcomeId }),
			}));
			return { entries, ...(page.next !== undefined && { nextCursor: page.next }) };
		}),
		people: os.audit.people.handler(async ({ context }) => app.auditPeople(await actorOf(context))),
		check: os.audit.check.handler(async ({ context }) =>
			toAuditCheckView(await app.checkAudit(await actorOf(context))),
		),
	};
}

/** @throws {Fault} `invalidInput` for a cursor that we did not give out. */
function cursorId(cursor: string): OutcomeId {
	if (!isId(cursor)) throw new Fault('invalidInput', { paths: 'cursor' });
	return asId<OutcomeId>(cursor);
}
