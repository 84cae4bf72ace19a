import { setImmediate } from 'node:timers/promises';
import {
	appendAudit,
	browseOutcomes,
	holdsWords,
	type SearchOrder,
	type Snippet,
	searchOutcomes as search,
} from '../../db/index.ts';
import { type AccountActor, type Actor, Fault } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { type OutcomeRow, outcomeRows } from '../outcomes/outcome-row.ts';
import { foundRows } from '../outcomes/search-outcomes.ts';
import { type ArchiveOrder, type ArchiveQuery, filtersOf } from './filters.ts';

export type FindRequest = ArchiveQuery & {
	readonly order: ArchiveOrder;
	readonly limit: number;
	/** The `next` of the page before. */
	readonly after?: string | undefined;
};

/** `snippet`: where the words stand; absent when nothing was typed. */
export type Found = { readonly row: OutcomeRow; readonly snippet?: Snippet };
export type FoundRows = { readonly hits: readonly Found[]; readonly next?: string };

/**
 * Outcomes that the actor may see, by words and conditions, or by conditions alone. That it was asked is logged with a count; the
 * words are not: they can be a citizen's name. `signal`: the asker has typed on, and an answer is of no use any more.
 *
 * @throws {Fault} `notAllowed`, `cancelled`.
 */
export async function findOutcomes(
	actor: Actor,
	core: Core,
	request: FindRequest,
	signal?: AbortSignal,
): Promise<FoundRows> {
	const asker = permit(actor, 'searchOutcomes');
	await stillWanted(signal);
	const worded = holdsWords(request.text);
	const found = worded ? await findByWords(core, asker, request) : await browse(core, asker, request);
	const kind = worded ? 'searched' : 'outcomesListed';
	const event = { kind, count: found.hits.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(asker.accountId), event, instantOf(core)));
	return found;
}

/** Lets an abort that has already been sent arrive before the database is kept busy. @throws {Fault} `cancelled`. */
export async function stillWanted(signal: AbortSignal | undefined): Promise<void> {
	await setImmediate();
	if (signal?.aborted) throw new Fault('cancelled');
}

async function findByWords(core: Core, actor: AccountActor, request: FindRequest): Promise<FoundRows> {
	const { text, limit, after } = request;
	const order: SearchOrder = request.order;
	const page = await search(core.db, { ...filtersOf(actor, request), text, order, limit, after });
	const hits = await foundRows(core.db, page.hits);
	return page.next === undefined ? { hits } : { hits, next: page.next };
}

async function browse(core: Core, actor: AccountActor, request: FindRequest): Promise<FoundRows> {
	const { limit, after } = request;
	const order = request.order === 'best' ? 'newest' : request.order;
	const page = await browseOutcomes(core.db, { ...filtersOf(actor, request), order, limit, after });
	const hits = (await outcomeRows(core.db, page.outcomes)).map((row) => ({ row }));
	return page.next === undefined ? { hits } : { hits, next: page.next };
}
