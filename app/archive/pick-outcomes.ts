import { PICK_MAX } from '../../contract/index.ts';
import { browseOutcomes, findIds, holdsWords } from '../../db/index.ts';
import type { Actor, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { type ArchiveOrder, type ArchiveQuery, filtersOf } from './filters.ts';

/** The first {@link PICK_MAX} outcomes of a search. `more`: there are others. */
export type Picked = { readonly ids: readonly OutcomeId[]; readonly more: boolean };

/** All that a search finds, to be selected at once. @throws {Fault} `notAllowed`. */
export async function pickOutcomes(
	actor: Actor,
	core: Core,
	query: ArchiveQuery & { readonly order: ArchiveOrder },
): Promise<Picked> {
	const asker = permit(actor, 'searchOutcomes');
	const filters = filtersOf(asker, query);
	if (holdsWords(query.text)) {
		const { order, text } = query;
		return findIds(core.db, { ...filters, text, order, limit: PICK_MAX });
	}
	const order = query.order === 'best' ? 'newest' : query.order;
	const page = await browseOutcomes(core.db, { ...filters, order, limit: PICK_MAX });
	return { ids: page.outcomes.map(({ id }) => id), more: page.next !== undefined };
}
