import {
	appendAudit,
	closeStack,
	enqueueJob,
	findOutcomesByOriginal,
	forgetSteps,
	getStack,
	insertStack,
	newId,
	openStacks,
	pageSources,
	type StoredStack,
	saveStack,
	type WritableDb,
} from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	Fault,
	type OutcomeId,
	papersOf,
	type StackId,
	type StackPage,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import type { ImportPayload } from '../outcomes/import-job.ts';
import { outcomeFolder } from '../outcomes/outcome-paths.ts';
import { paperOfPages } from './paper-of-pages.ts';
import { emptyStack } from './stack-files.ts';

/** An outcome to be, and what the job needs that makes it. */
type Paper = { readonly outcomeId: OutcomeId; readonly payload: ImportPayload };

/**
 * Turns a stack into outcomes: one, or one between each two cuts. Their recognition runs in the background. What was set aside
 * stays with the clerk.
 *
 * @returns the outcomes to be, in order.
 * @throws {Fault} `notAllowed`, `stackMissing`, `stackEmpty`, `scanUnderWay`, `duplicateOutcome` (these very pages are an outcome
 * already), `fileLost`, `changedMeanwhile`. Then the stack is as it was.
 */
export async function finishStack(actor: Actor, core: Core, id: StackId): Promise<readonly OutcomeId[]> {
	const clerk = permit(actor, 'finishStack');
	const scan = core.capture.scans.get(clerk.accountId);
	if (scan?.running && scan.stackId === id) throw new Fault('scanUnderWay');
	const stack = await getStack(core.db, id, clerk.accountId);
	const papers = await papersFrom(core, clerk, stack);
	const rest = emptyStack(core, clerk, 'aside');
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		const now = await getStack(tx, id, clerk.accountId);
		if (JSON.stringify(now.pages) !== JSON.stringify(stack.pages)) throw new Fault('changedMeanwhile');
		for (const { outcomeId, payload } of papers) {
			await enqueueJob(tx, { kind: 'import', subjectId: outcomeId, payload }, at);
		}
		await keepAside(tx, stack, rest);
		await closeStack(tx, id, at);
		await forgetSteps(tx, clerk.accountId, id);
		const event = { kind: 'stackFinished', stackId: id, outcomes: papers.length, ...countsOf(stack) } as const;
		await appendAudit(tx, auditActor(clerk.accountId), event, at);
	});
	core.journal('importQueued');
	core.jobs.wake();
	core.capture.changed();
	return papers.map((paper) => paper.outcomeId);
}

async function papersFrom(core: Core, clerk: AccountActor, stack: StoredStack): Promise<readonly Paper[]> {
	const groups = papersOf(stack);
	if (!groups.flat().some((page) => page.use === 'page')) throw new Fault('stackEmpty');
	const ids = groups.flat().map((page) => page.id);
	const sources = await pageSources(core.db, ids, clerk.accountId);
	const papers: Paper[] = [];
	for (const pages of groups) {
		const { files, sha256, pageCount, plan } = paperOfPages(pages, sources, stack.bound);
		const [there] = await findOutcomesByOriginal(core.db, sha256, clerk.orgUnitScope);
		if (there !== undefined) throw new Fault('duplicateOutcome', { outcomeId: there });
		const outcomeId = newId<OutcomeId>();
		const payload: ImportPayload = {
			files: files.map(({ path, sha256: hash, name }) => ({ source: core.vault.locate(path), sha256: hash, name })),
			folder: outcomeFolder(outcomeId, core.clock.now()),
			sha256,
			pageCount,
			clerkId: clerk.accountId,
			orgUnitId: clerk.orgUnitId,
			...(plan !== undefined && { plan: [...plan] }),
			stack: { bound: stack.bound, pages: [...pages] },
		};
		papers.push({ outcomeId, payload });
	}
	return papers;
}

/** What is left over goes to the clerk's other left-overs. */
async function keepAside(tx: WritableDb, stack: StoredStack, fresh: StoredStack): Promise<void> {
	const left = stack.pages.filter((page) => page.use === 'aside').map((page) => ({ ...page, cut: false, note: null }));
	if (left.length === 0) return;
	const others = await openStacks(tx, stack.clerkId);
	const known = others.find((one) => one.origin === 'aside' && !one.bound && one.id !== stack.id);
	if (known === undefined) await insertStack(tx, { ...fresh, pages: left });
	else await saveStack(tx, { ...known, pages: [...known.pages, ...left] }, fresh.createdAt);
}

function countsOf({ pages }: StoredStack) {
	const count = (use: StackPage['use']) => pages.filter((page) => page.use === use).length;
	return { pages: count('page'), blanks: count('blank'), aside: count('aside') };
}
