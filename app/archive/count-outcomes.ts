import { countFacets, type FacetCounts, listAccounts } from '../../db/index.ts';
import type { Actor } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { type ArchiveQuery, filtersOf } from './filters.ts';
import { stillWanted } from './find-outcomes.ts';

/**
 * How many outcomes each condition would leave, under the words and the other conditions. Part of a search, which logs itself.
 *
 * @throws {Fault} `notAllowed`, `cancelled`.
 */
export async function countOutcomes(
	actor: Actor,
	core: Core,
	query: ArchiveQuery,
	signal?: AbortSignal,
): Promise<FacetCounts> {
	const asker = permit(actor, 'searchOutcomes');
	await stillWanted(signal);
	const counts = await countFacets(core.db, filtersOf(asker, query), query.text);
	const names = new Map<string, string>((await listAccounts(core.db)).map(({ id, name }) => [id, name]));
	return { ...counts, clerk: counts.clerk.map((one) => ({ ...one, label: names.get(one.value) ?? '' })) };
}
