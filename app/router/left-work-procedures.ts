import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/left-work.ts. */
export function leftWorkProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		list: os.leftWork.list.handler(async ({ context }) => app.listLeftWork(await actorOf(context))),
		handOver: os.leftWork.handOver.handler(async ({ input, context }) =>
			app.handOverWork(await actorOf(context), input),
		),
	};
}
