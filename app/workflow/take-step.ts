import type { WritableDb } from '../../db/index.ts';
import type { AccountActor, Act, Outcome, OutcomeEvent, OutcomeId } from '../../domain/index.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { type Move, moveOutcome } from './move-outcome.ts';

/** A step that a person takes now, in the office's order of steps. */
export type Step = Pick<Move, 'revision' | 'reason' | 'reasonCode' | 'facts'> & {
	readonly event: (act: Act) => OutcomeEvent;
	/** What is kept with it, in the same transaction. */
	readonly alongside?: (tx: WritableDb, moved: Outcome) => Promise<void>;
};

/** Takes a step in a transaction of its own. @throws {Fault} as `moveOutcome`. */
export async function takeStep(core: Core, actor: AccountActor, id: OutcomeId, step: Step): Promise<Outcome> {
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	const { event, alongside, ...rest } = step;
	const made = event({ by: actor.accountId, at });
	return core.db.write(async (tx) => {
		const moved = await moveOutcome(tx, id, made, { ...rest, actor, at, profile: { order } });
		await alongside?.(tx, moved);
		return moved;
	});
}
