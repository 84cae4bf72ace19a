import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** The office and its settings. */
export function settingsProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		show: os.settings.show.handler(async ({ context }) => app.showSettings(await actorOf(context))),
		change: os.settings.change.handler(async ({ input, context }) => app.changeSettings(await actorOf(context), input)),
		changeOffice: os.settings.changeOffice.handler(async ({ input, context }) =>
			app.changeOffice(await actorOf(context), input),
		),
		places: os.settings.places.handler(async ({ context }) => app.showPlaces(await actorOf(context))),
		numberRanges: os.settings.numberRanges.handler(async ({ context }) => app.listNumberRanges(await actorOf(context))),
		addNumberRange: os.settings.addNumberRange.handler(async ({ input, context }) =>
			app.addNumberRange(await actorOf(context), input),
		),
		trust: os.settings.trust.handler(async ({ context }) => app.listTrust(await actorOf(context))),
		addTrust: os.settings.addTrust.handler(async ({ input, context }) =>
			app.addTrust(await actorOf(context), input.pem),
		),
		removeTrust: os.settings.removeTrust.handler(async ({ input, context }) =>
			app.removeTrust(await actorOf(context), input.sha256),
		),
	};
}
