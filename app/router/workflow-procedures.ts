import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';
import { toMoved } from './views.ts';

/** The steps that people take. */
export function workflowProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		correctField: os.workflow.correctField.handler(async ({ input: { id, ...rest }, context }) => ({
			revision: await app.correctField(await actorOf(context), id, rest),
		})),
		verify: os.workflow.verify.handler(async ({ input: { id, revision }, context }) =>
			toMoved(await app.verifyOutcome(await actorOf(context), id, { origin: 'person', revision })),
		),
		submit: os.workflow.submit.handler(async ({ input: { id, revision }, context }) =>
			toMoved(await app.submitOutcome(await actorOf(context), id, revision)),
		),
		approve: os.workflow.approve.handler(async ({ input: { id, ...rest }, context }) =>
			toMoved(await app.approveOutcome(await actorOf(context), id, rest)),
		),
		return: os.workflow.return.handler(async ({ input: { id, ...rest }, context }) =>
			toMoved(await app.returnOutcome(await actorOf(context), id, rest)),
		),
		issueCodes: os.workflow.issueCodes.handler(async ({ input: { id, revision }, context }) =>
			toMoved(await app.issueCodes(await actorOf(context), id, revision)),
		),
		discard: os.workflow.discard.handler(async ({ input: { id, ...rest }, context }) =>
			toMoved(await app.discardOutcome(await actorOf(context), id, rest)),
		),
	};
}
