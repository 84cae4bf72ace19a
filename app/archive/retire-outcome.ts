import { getOutcome } from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	Fault,
	isIsoDate,
	nfc,
	type Outcome,
	type OutcomeEvent,
	type OutcomeId,
	vietnamWallTime,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { type Move, moveOutcome } from '../workflow/move-outcome.ts';
import { reasonOf } from '../workflow/reason.ts';

type LookedAt = { readonly revision?: number | undefined };

/** Which outcome takes the place. */
export type Replacement = LookedAt & { readonly by: OutcomeId };
/** The decision that recalls a paper: its number, its day (`YYYY-MM-DD`), and why. */
export type RecallNote = LookedAt & {
	readonly decisionNumber: string;
	readonly date: string;
	readonly reason: string;
};
/** Last day of validity, `YYYY-MM-DD`. */
export type Expiry = LookedAt & { readonly on: string };

/** CV 7197: `CodeNumber` and `CodeNotation` together. */
const MAX_DECISION_NUMBER = 50;

/**
 * Notes that another outcome, stored and in force, has taken the place of this one. Nothing is deleted: bytes, receipts and
 * codes stay, and it is found as before, plainly marked.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `replacementUnfit`, `transitionRefused` (it is not stored), `changedMeanwhile`.
 */
export async function replaceOutcome(actor: Actor, core: Core, id: OutcomeId, to: Replacement): Promise<Outcome> {
	const archivist = permit(actor, 'replaceOutcome');
	const move = { revision: to.revision, facts: { by: to.by } };
	return retire(core, archivist, id, { kind: 'replace', by: to.by }, move);
}

/**
 * Notes that a decision has recalled the paper (NĐ 30/2020 PL VI: frozen, with the data of the recall kept).
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `invalidInput` (number, day), `dayAhead`, `reasonMissing`, `transitionRefused`, `changedMeanwhile`.
 */
export async function recallOutcome(actor: Actor, core: Core, id: OutcomeId, note: RecallNote): Promise<Outcome> {
	const archivist = permit(actor, 'recallOutcome');
	const decisionNumber = nfc(note.decisionNumber).replace(/\s+/g, ' ').trim();
	if (decisionNumber === '' || decisionNumber.length > MAX_DECISION_NUMBER) {
		throw new Fault('invalidInput', { paths: 'decisionNumber' });
	}
	assertDay(note.date, 'date');
	if (note.date > today(core)) throw new Fault('dayAhead');
	const reason = reasonOf(note.reason);
	const event = { kind: 'recall', recall: { decisionNumber, date: note.date, reason } } as const;
	// The decision's number may be looked up with the outcome; the log holds no numbers of papers.
	return retire(core, archivist, id, event, { revision: note.revision, reason, facts: { date: note.date } });
}

/**
 * Notes that the paper's last day of validity has passed.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `invalidInput`, `dayAhead`, `transitionRefused`, `changedMeanwhile`.
 */
export async function expireOutcome(actor: Actor, core: Core, id: OutcomeId, expiry: Expiry): Promise<Outcome> {
	const archivist = permit(actor, 'expireOutcome');
	const { on, revision } = expiry;
	assertDay(on, 'on');
	if (on >= today(core)) throw new Fault('dayAhead');
	return retire(core, archivist, id, { kind: 'expire', on }, { revision, facts: { on } });
}

type Retiring = Extract<OutcomeEvent, { kind: 'replace' | 'recall' | 'expire' }>;

async function retire(
	core: Core,
	actor: AccountActor,
	id: OutcomeId,
	event: Retiring,
	move: Pick<Move, 'revision' | 'reason' | 'facts'>,
): Promise<Outcome> {
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	return core.db.write(async (tx) => {
		if (event.kind === 'replace') {
			// In the same transaction: the one that takes the place may be recalled this very moment.
			const other = await getOutcome(tx, event.by, actor.orgUnitScope);
			if (other.id === id || other.state.kind !== 'stored') throw new Fault('replacementUnfit');
		}
		return moveOutcome(tx, id, event, { ...move, actor, at, profile: { order } });
	});
}

function assertDay(day: string, path: string): void {
	if (!isIsoDate(day)) throw new Fault('invalidInput', { paths: path });
}

function today(core: Core): string {
	return vietnamWallTime(core.clock.now()).slice(0, 10);
}
