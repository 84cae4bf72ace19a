import { appendSeen, hasSeen, type SeenEvent } from '../../db/index.ts';
import { type AccountActor, isOnDeskOf, type Outcome } from '../../domain/index.ts';
import { type Core, instantOf } from '../core.ts';

/**
 * Says in the log that a person has read something of an outcome that is neither opened in this sitting nor on the person's desk. Of
 * those two a screen loads more than it shows, and says itself what stands on it (`markSeen`); all else is read when it is given out.
 */
export async function logUnopened(
	core: Core,
	person: AccountActor,
	{ id, state }: Pick<Outcome, 'id' | 'state'>,
	page?: number,
): Promise<void> {
	const opened: SeenEvent = { kind: 'outcomeShown', outcomeId: id };
	if (isOnDeskOf(person, state.kind) || (await hasSeen(core.db, person, opened))) return;
	const event: SeenEvent = page === undefined ? opened : { kind: 'pageRead', outcomeId: id, page };
	await core.db.write((tx) => appendSeen(tx, person, event, instantOf(core)));
}
