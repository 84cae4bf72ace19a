import {
	appendAudit,
	type ReadableDb,
	type SearchHit,
	type Snippet,
	searchOutcomes as search,
} from '../../db/index.ts';
import type { Actor, OutcomeKind, OutcomeStateKind } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { type OutcomeRow, outcomeRows } from './outcome-row.ts';

export type SearchRequest = {
	/** As typed: with or without marks, numbers in part. */
	readonly text: string;
	readonly kind?: OutcomeKind | undefined;
	readonly state?: OutcomeStateKind | undefined;
	/** Day of issue, `YYYY-MM-DD`, both included. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	readonly limit: number;
	readonly after?: string | undefined;
};

export type FoundOutcome = { readonly row: OutcomeRow; readonly snippet: Snippet };

export type FoundPage = {
	/** Best first. */
	readonly hits: readonly FoundOutcome[];
	/** Counted up to a thousand. */
	readonly total: number;
	readonly next?: string;
};

/** Finds outcomes that the actor may see. The words are not logged: they can be a citizen's name. @throws {Fault} `notAllowed`, `searchEmpty`. */
export async function searchOutcomes(actor: Actor, core: Core, request: SearchRequest): Promise<FoundPage> {
	const { accountId, orgUnitScope } = permit(actor, 'searchOutcomes');
	const { text, kind, state, from, to, limit, after } = request;
	const page = await search(core.db, {
		scope: orgUnitScope,
		text,
		limit,
		...(kind !== undefined && { kinds: [kind] }),
		...(state !== undefined && { states: [state] }),
		...(from !== undefined && { from }),
		...(to !== undefined && { to }),
		...(after !== undefined && { after }),
	});
	const hits = await foundRows(core.db, page.hits);
	const event = { kind: 'searched', count: page.total } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { hits, total: page.total, ...(page.next !== undefined && { next: page.next }) };
}

/** Hits as lists show them. */
export async function foundRows(db: ReadableDb, hits: readonly SearchHit[]): Promise<readonly FoundOutcome[]> {
	const known = new Map(hits.map((hit) => [hit.outcome.id, hit.fields]));
	const rows = await outcomeRows(
		db,
		hits.map((hit) => hit.outcome),
		known,
	);
	return rows.flatMap((row, i) => {
		const snippet = hits[i]?.snippet;
		return snippet === undefined ? [] : [{ row, snippet }];
	});
}
