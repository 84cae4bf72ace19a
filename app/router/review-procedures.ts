import type { ReviewCursor } from '../../db/index.ts';
import { asId, Fault, isId, type OutcomeId } from '../../domain/index.ts';
import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/review.ts. */
export function reviewProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		list: os.review.list.handler(async ({ input, context }) => {
			const { limit, cursor, seen: seenOnly } = input;
			const after = cursor === undefined ? undefined : toCursor(cursor);
			const { entries, total, next } = await app.listForReview(await actorOf(context), { limit, after, seenOnly });
			return { items: entries, total, ...(next !== undefined && { nextCursor: `${next.score} ${next.id}` }) };
		}),
		get: os.review.get.handler(async ({ input, context }) => app.showForReview(await actorOf(context), input.id)),
		look: os.review.look.handler(async ({ input: { id, ...shown }, context }) =>
			app.lookAtOutcome(await actorOf(context), id, shown),
		),
		approveSeen: os.review.approveSeen.handler(async ({ input, context }) =>
			app.approveSeen(await actorOf(context), input.ids),
		),
	};
}

/** @throws {Fault} `invalidInput` for a cursor that we did not give out. */
function toCursor(cursor: string): ReviewCursor {
	const [score, id] = cursor.split(' ');
	if (!Number.isSafeInteger(Number(score)) || !isId(id)) throw new Fault('invalidInput', { paths: 'cursor' });
	return { score: Number(score), id: asId<OutcomeId>(id) };
}
