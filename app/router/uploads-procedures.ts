import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** The queue to the repository. */
export function uploadsProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		list: os.uploads.list.handler(async ({ context }) => {
			const { rows, counts, paused } = await app.showUploadQueue(await actorOf(context));
			return { items: rows, counts, paused };
		}),
		check: os.uploads.check.handler(async ({ input, context }) =>
			app.checkBeforeUpload(await actorOf(context), input.id),
		),
		resume: os.uploads.resume.handler(async ({ context }) => app.resumeUploads(await actorOf(context))),
		settle: os.uploads.settle.handler(async ({ input, context }) =>
			app.settleUpload(await actorOf(context), input.id, input.decision),
		),
	};
}
