import { type ArchiveQuery, archiveQuerySchema } from '../../contract/index.ts';
import type { ArchiveOrder, ArchiveQuery as Asked } from '../archive/filters.ts';
import type { Implementer } from './implementer.ts';
import { nameLookup } from './name-lookup.ts';
import { toSegments } from './outcome-views.ts';
import type { Tools } from './tools.ts';
import { toMoved } from './views.ts';

/** Procedures of contract/archive.ts. */
export function archiveProcedures(os: Implementer, tools: Tools) {
	return {
		...searching(os, tools),
		...keeping(os, tools),
		...exporting(os, tools),
		...retiring(os, tools),
	};
}

function searching(os: Implementer, { app, core, actorOf }: Tools) {
	return {
		find: os.archive.find.handler(async ({ input, context, signal }) => {
			const { limit, cursor: after } = input;
			const page = await app.findOutcomes(await actorOf(context), { ...toAsked(input), limit, after }, signal);
			const hits = page.hits.map(({ row, snippet }) => ({
				outcome: row,
				...(snippet !== undefined && { snippet: toSegments(snippet) }),
			}));
			return { hits, ...(page.next !== undefined && { nextCursor: page.next }) };
		}),
		counts: os.archive.counts.handler(async ({ input, context, signal }) =>
			app.countOutcomes(await actorOf(context), toAsked(input), signal),
		),
		pick: os.archive.pick.handler(async ({ input, context }) =>
			app.pickOutcomes(await actorOf(context), toAsked(input)),
		),
		places: os.archive.places.handler(async ({ input, context }) =>
			app.findPlaces(await actorOf(context), input.id, input.query),
		),
		story: os.archive.story.handler(async ({ input, context }) => {
			const story = await app.tellStory(await actorOf(context), input.id);
			const nameOf = await nameLookup(core);
			const revisions = story.revisions.map(({ by, ...rest }) => ({
				...rest,
				by: by === undefined ? '' : nameOf(by),
			}));
			return { ...story, revisions };
		}),
	};
}

function keeping(os: Implementer, { app, actorOf }: Tools) {
	return {
		saved: os.archive.saved.handler(async ({ context }) =>
			(await app.savedSearches(await actorOf(context))).flatMap(({ id, name, query }) => {
				// One that an older Sohoa kept in another shape is left out, not half understood.
				const known = archiveQuerySchema.safeParse(query);
				return known.success ? { id, name, query: known.data } : [];
			}),
		),
		save: os.archive.save.handler(async ({ input, context }) => app.saveSearch(await actorOf(context), input)),
		forget: os.archive.forget.handler(async ({ input, context }) => app.forgetSearch(await actorOf(context), input.id)),
	};
}

function exporting(os: Implementer, { app, actorOf }: Tools) {
	return {
		export: os.archive.export.handler(async ({ input, context }) => app.exportOutcomes(await actorOf(context), input)),
		read: os.archive.read.handler(async ({ input, context }) => {
			const piece = await app.readExport(await actorOf(context), input.id);
			const bytes = piece === undefined ? [] : [new Uint8Array(piece)];
			return { piece: new Blob(bytes, { type: 'application/octet-stream' }), last: piece === undefined };
		}),
	};
}

function retiring(os: Implementer, { app, actorOf }: Tools) {
	return {
		replace: os.archive.replace.handler(async ({ input: { id, ...rest }, context }) =>
			toMoved(await app.replaceOutcome(await actorOf(context), id, rest)),
		),
		recall: os.archive.recall.handler(async ({ input: { id, ...rest }, context }) =>
			toMoved(await app.recallOutcome(await actorOf(context), id, rest)),
		),
		expire: os.archive.expire.handler(async ({ input: { id, ...rest }, context }) =>
			toMoved(await app.expireOutcome(await actorOf(context), id, rest)),
		),
	};
}

function toAsked({ query, ...rest }: ArchiveQuery): Asked & { readonly order: ArchiveOrder } {
	return { ...rest, text: query };
}
