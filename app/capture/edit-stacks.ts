import {
	addStep,
	markStep,
	nextStep,
	openStacks,
	type StoredStack,
	saveStack,
	type WritableDb,
} from '../../db/index.ts';
import { type AccountId, type Actor, doEdit, putBack, type Stack, type StackEdit } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/**
 * Does an edit to the clerk's stacks and keeps how to undo it.
 *
 * @returns the stacks that it touched, as they are now.
 * @throws {Fault} `notAllowed`, `stackMissing`, `pagesBound`.
 */
export async function editStacks(actor: Actor, core: Core, edit: StackEdit): Promise<readonly Stack[]> {
	const { accountId } = permit(actor, 'editStacks');
	return writeStacks(core, async (tx, at) => {
		const step = doEdit((await openStacks(tx, accountId)).map(bare), edit);
		await addStep(tx, accountId, step);
		for (const stack of step.after) await saveStack(tx, stack, at);
		return step.after;
	});
}

/** Undoes the clerk's newest edit. @returns the stacks that changed; none when there is nothing to undo. @throws {Fault} `notAllowed`. */
export async function undoEdit(actor: Actor, core: Core): Promise<readonly Stack[]> {
	const { accountId } = permit(actor, 'editStacks');
	return writeStacks(core, (tx, at) => goTo(tx, accountId, true, at));
}

/** Does again what was undone last. @returns the stacks that changed; none when there is nothing. @throws {Fault} `notAllowed`. */
export async function redoEdit(actor: Actor, core: Core): Promise<readonly Stack[]> {
	const { accountId } = permit(actor, 'editStacks');
	return writeStacks(core, (tx, at) => goTo(tx, accountId, false, at));
}

async function goTo(tx: WritableDb, clerkId: AccountId, back: boolean, at: string): Promise<readonly Stack[]> {
	const step = await nextStep(tx, clerkId, !back);
	if (step === undefined) return [];
	const now = (await openStacks(tx, clerkId)).map(bare);
	const changed = putBack(now, back ? step.before : step.after);
	for (const stack of changed) await saveStack(tx, stack, at);
	await markStep(tx, step.seq, back);
	return changed;
}

async function writeStacks(
	core: Core,
	work: (tx: WritableDb, at: string) => Promise<readonly Stack[]>,
): Promise<readonly Stack[]> {
	const at = instantOf(core);
	const changed = await core.db.write((tx) => work(tx, at));
	core.capture.changed();
	return changed;
}

/** What an edit is about, without what never changes. */
function bare({ id, pages, expected, bound }: StoredStack): Stack {
	return { id, pages, expected, bound };
}
