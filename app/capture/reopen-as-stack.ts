import {
	appendAudit,
	cancelJob,
	getOutcome,
	insertStack,
	insertStackFile,
	listFiles,
	listJobs,
	newestVersion,
	newId,
	type OutcomeFile,
	type StackFile,
	versionPlan,
} from '../../db/index.ts';
import {
	type Actor,
	Fault,
	freshPage,
	type Outcome,
	type OutcomeId,
	type PageTurn,
	type PlannedPage,
	type StackFileId,
	type StackId,
	type StackPage,
	type StackPageId,
} from '../../domain/index.ts';
import { openSource } from '../../scan/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { decodeRecognition } from '../outcomes/recognition-file.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveOutcome } from '../workflow/move-outcome.ts';
import { reasonOf } from '../workflow/reason.ts';
import { emptyStack } from './stack-files.ts';

/** A file of the outcome as a file of a stack, with an id for each of its pages. */
type Back = { readonly file: StackFile; readonly pages: readonly StackPageId[]; readonly bound: boolean };

/**
 * Takes an outcome back into a stack, so that it can be cut, joined and turned anew: before the clerk has signed it. The outcome
 * is discarded for that reason, its bytes stay, and its pages come back as they were laid; what the machine turned comes turned.
 *
 * @returns the stack.
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `reasonMissing`, `transitionRefused` (it is signed), `changedMeanwhile`, `fileLost`.
 */
export async function reopenAsStack(actor: Actor, core: Core, id: OutcomeId, why: string): Promise<StackId> {
	const clerk = permit(actor, 'reopenAsStack');
	const reason = reasonOf(why);
	const outcome = await getOutcome(core.db, id, clerk.orgUnitScope);
	refuseSigned(outcome);
	const at = instantOf(core);
	const files = await filesOf(core, outcome, clerk.accountId, at);
	const pages = await pagesOf(core, outcome, files);
	const bound = files.some((file) => file.bound);
	const stack = { ...emptyStack(core, clerk, 'outcome'), bound, pages };
	const profile = await officeSettings(core.db);
	await core.db.write(async (tx) => {
		const event = { kind: 'discard', act: { by: clerk.accountId, at }, reason } as const;
		await moveOutcome(tx, id, event, { actor: clerk, at, profile, revision: outcome.revision, reason });
		for (const job of await listJobs(tx, { subjectId: id, kind: 'recognize', limit: 10 })) {
			await cancelJob(tx, job.id, at);
		}
		await insertStack(tx, stack);
		for (const back of files) await insertStackFile(tx, back.file, back.pages);
		const added = { kind: 'pagesAdded', stackId: stack.id, origin: 'outcome', pages: pages.length } as const;
		await appendAudit(tx, auditActor(clerk.accountId), added, at);
	});
	core.capture.changed();
	return stack.id;
}

function refuseSigned({ state }: Outcome): void {
	const unsigned =
		state.kind === 'scanned' ||
		state.kind === 'recognized' ||
		(state.kind === 'verified' && state.signature === undefined);
	if (!unsigned) throw new Fault('transitionRefused', { reason: 'wrongState', state: state.kind, event: 'reopen' });
}

async function filesOf(core: Core, outcome: Outcome, clerkId: StackFile['clerkId'], at: string) {
	const originals = await listFiles(core.db, outcome.id, 'original');
	const files: Back[] = [];
	for (const original of originals.toSorted((a, b) => (a.page ?? 0) - (b.page ?? 0))) {
		const document = await openSource(core.vault.locate(original.path));
		await document.close();
		if (document.sha256 !== original.sha256) throw new Fault('fileLost', { reason: 'changed' });
		const { sha256, pageCount } = document;
		const row = { id: newId<StackFileId>(), clerkId, path: original.path, name: nameOf(original, originals.length) };
		const pages = Array.from({ length: pageCount }, () => newId<StackPageId>());
		files.push({ file: { ...row, sha256, pageCount, createdAt: at }, pages, bound: document.conformance !== 'made' });
	}
	return files;
}

/** The name it came by: originals of several files have their number before it. */
function nameOf({ path }: OutcomeFile, count: number): string {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return count === 1 ? name : name.replace(/^\d{4}-/, '');
}

async function pagesOf(core: Core, outcome: Outcome, files: readonly Back[]): Promise<readonly StackPage[]> {
	const version = await newestVersion(core.db, outcome.id);
	if (version === undefined) throw new Error('An outcome with originals has a version');
	const plan = (await versionPlan(core.db, version.id)) ?? asTheyCame(files);
	const turns = await machineTurns(core, outcome);
	let shown = 0;
	return plan.map((planned): StackPage => {
		const id = files[planned.file]?.pages[planned.page];
		if (id === undefined) throw new Fault('fileLost', { reason: 'changed' });
		const turned = planned.blank ? 0 : (turns[shown++] ?? 0);
		const turn = planned.turn ?? (turned === 0 ? null : turned);
		return { ...freshPage(id), turn, use: planned.blank ? 'blank' : 'page', note: planned.note };
	});
}

function asTheyCame(files: readonly Back[]): readonly PlannedPage[] {
	return files.flatMap(({ pages, bound }, file) =>
		pages.map((_, page) => ({ file, page, turn: bound ? 0 : null, blank: false, note: null })),
	);
}

/** How the machine turned each page of the document; none before it has read them. */
async function machineTurns(core: Core, outcome: Outcome): Promise<readonly PageTurn[]> {
	const [newest] = (await listFiles(core.db, outcome.id, 'recognition')).toReversed();
	if (newest === undefined) return [];
	const { pages } = decodeRecognition(await core.vault.read(newest.path, newest.sha256));
	return pages.map((page) => page.quality.rotationDeg);
}
