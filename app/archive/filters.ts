import type { SearchFilters } from '../../db/index.ts';
import type { AccountActor } from '../../domain/index.ts';

/** What a person looks for: words and conditions, as far as given. An empty list is no condition. */
export type ArchiveQuery = Omit<SearchFilters, 'scope'> & {
	/** As typed: with or without marks, numbers in part; empty to browse. */
	readonly text: string;
};

/** The order of what is found. `best`: by rank; without words, as they came in. */
export type ArchiveOrder = 'best' | 'newest' | 'issueDate' | 'number' | 'owner';

/** The conditions as the database asks for them, within what the actor may see. */
export function filtersOf(actor: AccountActor, query: ArchiveQuery): SearchFilters {
	const some = <T>(values: readonly T[] | undefined): readonly T[] | undefined =>
		values === undefined || values.length === 0 ? undefined : values;
	return {
		scope: actor.orgUnitScope,
		kinds: some(query.kinds),
		states: some(query.states),
		bodies: some(query.bodies),
		owners: some(query.owners),
		clerks: some(query.clerks),
		from: query.from,
		to: query.to,
	};
}
