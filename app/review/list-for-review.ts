import { appendAudit, countReviews, listReviews, type ReviewCursor } from '../../db/index.ts';
import type { Actor } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { type ReviewEntry, reviewEntries } from './review-entry.ts';

/** Which part of the queue. */
export type ReviewListQuery = {
	readonly limit: number;
	/** The `next` of the page before. */
	readonly after?: ReviewCursor | undefined;
	/** Only what the actor has had on the screen. */
	readonly seenOnly?: boolean | undefined;
};

/** A part of the queue. `total`: all that is submitted in the actor's units. */
export type ReviewList = {
	readonly entries: readonly ReviewEntry[];
	readonly total: number;
	readonly next?: ReviewCursor;
};

/** The submitted outcomes, the greatest deviation first. @throws {Fault} `notAllowed`. */
export async function listForReview(actor: Actor, core: Core, query: ReviewListQuery): Promise<ReviewList> {
	const supervisor = permit(actor, 'listForReview');
	const { accountId, orgUnitScope: scope } = supervisor;
	const { limit, after, seenOnly = false } = query;
	const rows = await listReviews(core.db, {
		scope,
		accountId,
		limit: limit + 1,
		seenOnly,
		...(after !== undefined && { after }),
	});
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	// The cursor is where the page ended when it was read, whatever is caught up with meanwhile.
	const next = rows.length > limit && last !== undefined ? { score: last.score, id: last.outcome.id } : undefined;
	const entries = await reviewEntries(core, supervisor, page);
	const event = { kind: 'outcomesListed', count: entries.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { entries, total: await countReviews(core.db, scope), ...(next !== undefined && { next }) };
}
