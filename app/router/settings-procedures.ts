import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** The office's settings. */
export function settingsProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		show: os.settings.show.handler(async ({ context }) => app.showSettings(await actorOf(context))),
		change: os.settings.change.handler(async ({ input, context }) => app.changeSettings(await actorOf(context), input)),
		addNumberRange: os.settings.addNumberRange.handler(async ({ input, context }) =>
			app.addNumberRange(await actorOf(context), input),
		),
	};
}
