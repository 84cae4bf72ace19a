import type { Desk, StackRow, WorkRow } from '../../contract/index.ts';
import {
	getOutcome,
	getStack,
	type Job,
	listFiles,
	listJobs,
	nextStep,
	openStacks,
	pageSources,
	type ReadableDb,
	type StoredStack,
} from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	asId,
	countedPages,
	isAside,
	isFault,
	type OutcomeId,
	papersOf,
	type Stack,
	type StackId,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { importPayloadSchema } from '../outcomes/import-job.ts';
import { officeSettings } from '../settings/office-settings.ts';

/** Jobs looked at: more than are ever open at once on one machine. */
const JOB_LIMIT = 1_000;

/** One of the clerk's stacks, with all its pages. @throws {Fault} `notAllowed`, `stackMissing`. */
export async function showStack(actor: Actor, core: Core, id: StackId): Promise<Stack> {
	const { accountId } = permit(actor, 'showStacks');
	const { pages, expected, bound } = await getStack(core.db, id, accountId);
	return { id, pages, expected, bound };
}

/** All that a clerk has in hand: stacks, what is scanned or watched, and papers that are being read or could not be. */
export async function showDesk(actor: Actor, core: Core): Promise<Desk> {
	const clerk = permit(actor, 'showStacks');
	const { accountId } = clerk;
	const stacks = await openStacks(core.db, accountId);
	const scan = core.capture.scans.get(accountId);
	const watch = core.capture.watches.get(accountId) ?? { running: false, taken: 0 };
	const { hotFolder } = await officeSettings(core.db);
	return {
		stacks: await stackRows(core.db, stacks),
		work: await workRows(clerk, core),
		scan: scan ?? null,
		watch: { folder: hotFolder ?? null, ...watch },
		canUndo: (await nextStep(core.db, accountId, false)) !== undefined,
		canRedo: (await nextStep(core.db, accountId, true)) !== undefined,
	};
}

async function stackRows(db: ReadableDb, stacks: readonly StoredStack[]): Promise<readonly StackRow[]> {
	const rows: StackRow[] = [];
	for (const stack of stacks) {
		const [first] = stack.pages;
		if (first === undefined) continue;
		const source = (await pageSources(db, [first.id], stack.clerkId)).get(first.id);
		const { id, origin, bound, expected, createdAt, updatedAt } = stack;
		const papers = papersOf(stack).filter((pages) => pages.some((page) => page.use === 'page')).length;
		const aside = isAside(stack);
		const counts = { aside, pageCount: stack.pages.length, counted: countedPages(stack), papers };
		rows.push({ id, origin, bound, expected, createdAt, updatedAt, first, name: source?.file.name ?? '', ...counts });
	}
	return [...rows.filter((row) => !row.aside), ...rows.filter((row) => row.aside)];
}

async function workRows(clerk: AccountActor, core: Core): Promise<readonly WorkRow[]> {
	const rows: WorkRow[] = [];
	const states = ['queued', 'running', 'failed'] as const;
	for (const kind of ['recognize', 'import'] as const) {
		for (const job of await listJobs(core.db, { kind, states, limit: JOB_LIMIT })) {
			const about = kind === 'import' ? aboutImport(clerk, job) : await aboutRecognition(clerk, core, job);
			if (about !== undefined) rows.push({ ...about, step: kind, ...standing(core, job) });
		}
	}
	return rows.toSorted((a, b) => (a.jobId < b.jobId ? -1 : 1));
}

type About = Pick<WorkRow, 'jobId' | 'outcomeId' | 'name' | 'pageCount' | 'canReopen'>;

function aboutImport(clerk: AccountActor, job: Job<unknown>): About | undefined {
	const payload = importPayloadSchema.safeParse(job.payload).data;
	if (payload?.clerkId !== clerk.accountId || job.subjectId === undefined) return undefined;
	const [first] = payload.files;
	const { pageCount } = payload;
	const name = first?.name ?? first?.source.split(/[\\/]/).at(-1) ?? '';
	const outcomeId = asId<OutcomeId>(job.subjectId);
	return { jobId: job.id, outcomeId, name, pageCount, canReopen: payload.stack !== undefined };
}

async function aboutRecognition(clerk: AccountActor, core: Core, job: Job<unknown>): Promise<About | undefined> {
	if (job.subjectId === undefined) return undefined;
	const outcomeId = asId<OutcomeId>(job.subjectId);
	try {
		const { clerkId, state } = await getOutcome(core.db, outcomeId, clerk.orgUnitScope);
		if (clerkId !== clerk.accountId || state.kind !== 'scanned') return undefined;
		const [first] = await listFiles(core.db, outcomeId, 'original');
		const name =
			first?.path
				.split('/')
				.at(-1)
				?.replace(/^\d{4}-/, '') ?? '';
		return { jobId: job.id, outcomeId, name, pageCount: state.pageCount, canReopen: true };
	} catch (error) {
		if (!isFault(error, 'outcomeMissing')) throw error;
		return undefined;
	}
}

function standing(core: Core, job: Job<unknown>): Pick<WorkRow, 'state' | 'value' | 'fault'> {
	const live = core.jobs.running().find((running) => running.id === job.id)?.progress;
	const state = job.state === 'failed' ? 'failed' : job.state === 'running' ? 'running' : 'waiting';
	return {
		state,
		value: live?.value ?? 0,
		...(job.state === 'failed' && job.fault !== undefined && { fault: job.fault }),
	};
}
