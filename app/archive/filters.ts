import type { SearchFilters } from '../../db/index.ts';
import type { AccountActor, AccountId, OutcomeKind, OutcomeStateKind } from '../../domain/index.ts';

/** What a person looks for: words and conditions, as far as given. An empty list is no condition. */
export type ArchiveQuery = {
	/** As typed: with or without marks, numbers in part; empty to browse. */
	readonly text: string;
	readonly kinds?: readonly OutcomeKind[] | undefined;
	readonly states?: readonly OutcomeStateKind[] | undefined;
	/** Keys of issuing bodies and of owners, as the counts give them. */
	readonly bodies?: readonly string[] | undefined;
	readonly owners?: readonly string[] | undefined;
	readonly clerks?: readonly AccountId[] | undefined;
	/** Day of issue, `YYYY-MM-DD`, both included. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
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
