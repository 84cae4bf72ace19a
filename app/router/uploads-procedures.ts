import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** The queue to the repository. */
export function uploadsProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		list: os.uploads.list.handler(async ({ context }) => app.listUploads(await actorOf(context))),
		resume: os.uploads.resume.handler(async ({ context }) => app.resumeUploads(await actorOf(context))),
		settle: os.uploads.settle.handler(async ({ input, context }) =>
			app.settleUpload(await actorOf(context), input.id, input.decision),
		),
	};
}
