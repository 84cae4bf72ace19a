import type { OrgUnitId, OutcomeKind } from '../../domain/index.ts';

/**
 * Conditions that stand in the index as words. Each token begins with a 0 before a letter, which no word of a text or query does
 * (a change from digit to letter ends a token there). The join checks every condition again: facets only make it fast.
 */
const UNIT = '0u';
const KIND = '0k';
const YEAR = '0y';
const MONTH = '0m';

/** Years outside are counted to the nearest: OCR misreads some, and an open range must still be a list. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** Scopes of more units than this are left to the join: each unit costs a lookup in the index. */
const MAX_UNITS = 64;

/** What facets of a query are made of. Days: `YYYY-MM-DD`, both included. */
export type FacetQuery = {
	readonly scope: readonly OrgUnitId[];
	readonly kinds?: readonly OutcomeKind[];
	readonly from?: string;
	readonly to?: string;
};

/** The facets of a row, joined by spaces. */
export function rowFacets(unit: OrgUnitId, kind: OutcomeKind, issueDate: string | undefined): string {
	const month = issueDate === undefined ? undefined : monthOf(issueDate);
	const dated = month === undefined ? [] : [yearFacet(Math.floor(month / 12)), monthFacet(month)];
	return [unitFacet(unit), kindFacet(kind), ...dated].join(' ');
}

/** For each condition of a query its facets, of which a row must have one. */
export function queryFacets(query: FacetQuery): readonly (readonly string[])[] {
	const groups: (readonly string[])[] = [];
	if (query.scope.length > 0 && query.scope.length <= MAX_UNITS) groups.push(query.scope.map(unitFacet));
	if (query.kinds !== undefined && query.kinds.length > 0) groups.push(query.kinds.map(kindFacet));
	const months = dateFacets(query.from, query.to);
	if (months.length > 0) groups.push(months);
	return groups;
}

/** The fewest years and months that cover the range; none when there is no range, or it holds nothing. */
function dateFacets(from: string | undefined, to: string | undefined): readonly string[] {
	if (from === undefined && to === undefined) return [];
	const first = monthOf(from ?? `${FIRST_YEAR}-01-01`) ?? FIRST_YEAR * 12;
	const last = monthOf(to ?? `${LAST_YEAR}-12-31`) ?? LAST_YEAR * 12 + 11;
	const facets: string[] = [];
	for (let month = first; month <= last; ) {
		const wholeYear = month % 12 === 0 && month + 11 <= last;
		facets.push(wholeYear ? yearFacet(month / 12) : monthFacet(month));
		month += wholeYear ? 12 : 1;
	}
	return facets;
}

/** Months since the year 0, within the years that are told apart; `undefined` when it is no day. */
function monthOf(day: string): number | undefined {
	const match = /^(\d{4})-(\d{2})/.exec(day);
	if (match === null) return undefined;
	const month = Number(match[1]) * 12 + Math.min(Math.max(Number(match[2]), 1), 12) - 1;
	return Math.min(Math.max(month, FIRST_YEAR * 12), LAST_YEAR * 12 + 11);
}

function unitFacet(id: OrgUnitId): string {
	return `${UNIT}${id.replaceAll('-', '')}`;
}

function kindFacet(kind: OutcomeKind): string {
	return `${KIND}${kind.toLowerCase()}`;
}

function yearFacet(year: number): string {
	return `${YEAR}${year}`;
}

function monthFacet(month: number): string {
	return `${MONTH}${month}`;
}
