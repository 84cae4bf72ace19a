import type { AccountId, OutcomeKind, OutcomeStateKind } from '../../domain/index.ts';
import type { SqlValue } from '../capability.ts';
import type { Scope } from '../repo/outcomes.ts';

/** Which outcomes to look among; of each condition any of its values. All are on the table `catalogue`. */
export type SearchFilters = {
	readonly scope: Scope;
	readonly kinds?: readonly OutcomeKind[] | undefined;
	/** Default: all but `discarded`. */
	readonly states?: readonly OutcomeStateKind[] | undefined;
	/** Keys of issuing bodies, as {@link FacetCount} gives them. */
	readonly bodies?: readonly string[] | undefined;
	/** Keys of owners. */
	readonly owners?: readonly string[] | undefined;
	readonly clerks?: readonly AccountId[] | undefined;
	/** Issue date, `YYYY-MM-DD`, both included. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
};

/** Conditions that a person counts by. */
export const FACETS = ['kind', 'state', 'body', 'year', 'owner', 'clerk'] as const;
export type Facet = (typeof FACETS)[number];

/** A condition in SQL on the alias `c` of `catalogue`, with its values. */
export type Condition = { readonly text: string; readonly values: readonly SqlValue[] };

/** Whose rows may be seen. `+`: the caller's index is the one to walk. */
export function inScope(scope: Scope): Condition {
	const [only] = scope;
	if (scope.length === 1 && only !== undefined) return { text: '+c.org_unit_id = ?', values: [only] };
	return { text: '+c.org_unit_id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(scope)] };
}

/** What a person chose, without the one of that facet: its own counts must show what else could be chosen. */
export function chosen(filters: SearchFilters, except?: Facet): readonly Condition[] {
	const days = except === 'year' ? [] : chosenDays(filters, false);
	return [...chosenSorts(filters, except), ...chosenOwners(filters, except), ...days];
}

/** The conditions that `catalogue_counts` knows too: all but owners and days. */
export function chosenSorts(filters: SearchFilters, except?: Facet): readonly Condition[] {
	return [
		...anyOf('c.kind', except === 'kind' ? undefined : filters.kinds),
		...(except === 'state' ? [] : statesOf(filters)),
		...anyOf('c.body_key', except === 'body' ? undefined : filters.bodies),
		...anyOf('c.clerk_id', except === 'clerk' ? undefined : filters.clerks),
	];
}

function statesOf({ states }: SearchFilters): readonly Condition[] {
	return states === undefined ? [{ text: "+c.state <> 'discarded'", values: [] }] : anyOf('c.state', states);
}

/** Owners, if any were chosen. */
export function chosenOwners(filters: SearchFilters, except?: Facet): readonly Condition[] {
	return anyOf('c.owner_key', except === 'owner' ? undefined : filters.owners);
}

/** Days of issue, if any were chosen. `walk`: by the index on them. */
export function chosenDays({ from, to }: SearchFilters, walk: boolean): readonly Condition[] {
	if (from === undefined && to === undefined) return [];
	const column = walk ? 'c.issue_date' : '+c.issue_date';
	return [{ text: `${column} BETWEEN ? AND ?`, values: [from ?? '0000-00-00', to ?? '9999-99-99'] }];
}

function anyOf(column: string, values: readonly string[] | undefined): readonly Condition[] {
	if (values === undefined) return [];
	const [only] = values;
	return values.length === 1 && only !== undefined
		? [{ text: `+${column} = ?`, values: [only] }]
		: [{ text: `+${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] }];
}

/** Conditions put together. */
export function allOf(conditions: readonly Condition[]): Condition {
	return {
		text: conditions.length === 0 ? '1' : conditions.map(({ text }) => text).join(' AND '),
		values: conditions.flatMap(({ values }) => values),
	};
}
