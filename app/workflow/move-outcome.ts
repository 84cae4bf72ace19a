import {
	appendAudit,
	getOutcome,
	getOutcomeForJob,
	insertNote,
	type OutcomeChange,
	updateOutcome,
	type WritableDb,
} from '../../db/index.ts';
import {
	type AccountActor,
	type AuditActor,
	advance,
	Fault,
	type Outcome,
	type OutcomeEvent,
	type OutcomeId,
	type RefusalReason,
	type ReturnCode,
	type WorkflowProfile,
} from '../../domain/index.ts';
import { auditActor } from '../account-actor.ts';

/** Whose move it is, and what goes with it. */
export type Move = {
	readonly actor: AccountActor;
	/** UTC, ISO 8601. */
	readonly at: string;
	readonly profile: WorkflowProfile;
	/** The revision that the person looked at; when it is given, a newer one refuses the move. */
	readonly revision?: number | undefined;
	/** Kept beside the audit log. */
	readonly reason?: string;
	/** The frequent reason that was picked for it. */
	readonly reasonCode?: ReturnCode | undefined;
	/** Into the audit log: ids, hashes and codes only. */
	readonly facts?: Readonly<Record<string, string | number>>;
};

/**
 * Moves an outcome by one event, in the caller's transaction: state, note and audit event together.
 *
 * @throws {Fault} `outcomeMissing`, `changedMeanwhile`, `fourEyes`, `documentChanged`, `reasonMissing`, `transitionRefused`.
 */
export async function moveOutcome(
	tx: WritableDb,
	id: OutcomeId,
	eventFor: OutcomeEvent | ((outcome: Outcome) => OutcomeEvent),
	move: Move,
): Promise<Outcome> {
	const { actor, at, reason } = move;
	const before = await getOutcome(tx, id, actor.orgUnitScope);
	if (move.revision !== undefined && move.revision !== before.revision) throw new Fault('changedMeanwhile');
	const event = typeof eventFor === 'function' ? eventFor(before) : eventFor;
	const after = await apply(tx, before, event, move, auditActor(actor.accountId));
	const note = { event: event.kind, by: actor.accountId, at, code: move.reasonCode };
	if (reason !== undefined) await insertNote(tx, id, { ...note, text: reason });
	return after;
}

/** A step that the program takes by itself, in the caller's transaction. @throws {Fault} as {@link moveOutcome}. */
export async function moveByProgram(
	tx: WritableDb,
	id: OutcomeId,
	event: OutcomeEvent,
	move: Pick<Move, 'at' | 'profile' | 'facts'>,
): Promise<Outcome> {
	return apply(tx, await getOutcomeForJob(tx, id), event, move, { kind: 'system' });
}

async function apply(
	tx: WritableDb,
	before: Outcome,
	event: OutcomeEvent,
	{ at, profile, facts }: Pick<Move, 'at' | 'profile' | 'facts'>,
	by: AuditActor,
): Promise<Outcome> {
	const after = await updateOutcome(tx, before, changeBy(before, event, profile), at);
	const moved = { kind: 'outcomeMoved', outcomeId: before.id, event: event.kind, to: after.state.kind } as const;
	await appendAudit(tx, by, facts === undefined ? moved : { ...moved, facts }, at);
	return after;
}

/** What an event makes of an outcome. @throws {Fault} when it is refused. */
export function changeBy(before: Outcome, event: OutcomeEvent, profile: WorkflowProfile): OutcomeChange {
	const step = advance(before.state, event, profile);
	if (step.kind === 'refused') throw refusal(step.reason, before, event);
	return { state: step.state };
}

function refusal(reason: RefusalReason, { state }: Outcome, event: OutcomeEvent): Fault {
	switch (reason) {
		case 'fourEyes':
			return new Fault('fourEyes');
		case 'otherBytes':
			return new Fault('documentChanged');
		case 'reasonMissing':
			return new Fault('reasonMissing');
		default:
			return new Fault('transitionRefused', { reason, state: state.kind, event: event.kind });
	}
}
