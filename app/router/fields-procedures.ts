import type { Implementer } from './implementer.ts';
import { nameLookup } from './name-lookup.ts';
import { toPageView, toReadingView } from './outcome-views.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/fields.ts. */
export function fieldsProcedures(os: Implementer, { app, core, actorOf }: Tools) {
	return {
		confirm: os.fields.confirm.handler(async ({ input: { id, fields }, context }) =>
			app.confirmFields(await actorOf(context), id, fields),
		),
		drafts: os.fields.drafts.handler(async ({ input, context }) => app.showDrafts(await actorOf(context), input.id)),
		saveDrafts: os.fields.saveDrafts.handler(async ({ input: { id, ...changes }, context }) =>
			app.saveDrafts(await actorOf(context), id, changes),
		),
		reread: os.fields.reread.handler(async ({ input: { id, ...zone }, context }) =>
			app.rereadZone(await actorOf(context), id, zone),
		),
		check: os.fields.check.handler(async ({ input, context }) => app.checkFields(await actorOf(context), input.id)),
		suggest: os.fields.suggest.handler(async ({ input, context }) =>
			app.suggestValues(await actorOf(context), input.field),
		),
		group: os.fields.group.handler(async ({ input, context }) => {
			const { rows, left } = await app.listFieldGroup(await actorOf(context), input.field);
			const nameOf = await nameLookup(core);
			return {
				left,
				rows: rows.flatMap(({ row: { id, kind, state, values, sourceName }, revision, reading, page }) => {
					const view = toReadingView(reading, undefined, nameOf);
					const place = page === undefined ? {} : { page: toPageView(page) };
					return view === undefined ? [] : { id, kind, state, values, sourceName, revision, reading: view, ...place };
				}),
			};
		}),
		confirmGroup: os.fields.confirmGroup.handler(async ({ input: { field, items }, context }) =>
			app.confirmGroup(await actorOf(context), field, items),
		),
		twice: os.fields.twice.handler(async ({ input, context }) =>
			app.fieldsToKeyAgain(await actorOf(context), input.id),
		),
		keyAgain: os.fields.keyAgain.handler(async ({ input: { id, ...typed }, context }) =>
			app.keyAgain(await actorOf(context), id, typed),
		),
	};
}
