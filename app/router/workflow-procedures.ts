import type { CallContext } from '../../contract/index.ts';
import type { AccountActor, Outcome } from '../../domain/index.ts';
import type { UseCases } from '../use-cases.ts';
import type { Implementer } from './implementer.ts';

type Tools = { readonly app: UseCases; actorOf(context: CallContext): Promise<AccountActor> };

/** The steps that people take. */
export function workflowProcedures(os: Implementer, { app, actorOf }: Tools) {
	const moved = ({ id, state, revision }: Outcome) => ({ id, state: state.kind, revision });
	return {
		correctField: os.workflow.correctField.handler(async ({ input: { id, ...rest }, context }) => ({
			revision: await app.correctField(await actorOf(context), id, rest),
		})),
		verify: os.workflow.verify.handler(async ({ input: { id, revision }, context }) =>
			moved(await app.verifyOutcome(await actorOf(context), id, { origin: 'person', revision })),
		),
		submit: os.workflow.submit.handler(async ({ input: { id, revision }, context }) =>
			moved(await app.submitOutcome(await actorOf(context), id, revision)),
		),
		approve: os.workflow.approve.handler(async ({ input: { id, ...rest }, context }) =>
			moved(await app.approveOutcome(await actorOf(context), id, rest)),
		),
		return: os.workflow.return.handler(async ({ input: { id, ...rest }, context }) =>
			moved(await app.returnOutcome(await actorOf(context), id, rest)),
		),
		issueCodes: os.workflow.issueCodes.handler(async ({ input: { id, revision }, context }) =>
			moved(await app.issueCodes(await actorOf(context), id, revision)),
		),
		discard: os.workflow.discard.handler(async ({ input: { id, ...rest }, context }) =>
			moved(await app.discardOutcome(await actorOf(context), id, rest)),
		),
	};
}

/** Signing and looking at signatures. */
export function signingProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		sign: os.signing.sign.handler(async function* ({ input, context, signal }) {
			const actor = await actorOf(context);
			const batch = { ids: input.ids, key: { path: input.certificate, password: input.password }, signal };
			const results = input.kind === 'clerk' ? app.signByClerk(actor, batch) : app.signByAgency(actor, batch);
			for await (const result of results) {
				yield result.kind === 'signed'
					? { id: result.outcomeId, state: result.outcome.state.kind }
					: { id: result.outcomeId, fault: result.fault };
			}
		}),
		report: os.signing.report.handler(async ({ input, context }) =>
			app.showSignatures(await actorOf(context), input.id),
		),
	};
}

/** The queue to the repository, and the office's settings. */
export function officeWorkProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		uploads: {
			list: os.uploads.list.handler(async ({ context }) => app.listUploads(await actorOf(context))),
			resume: os.uploads.resume.handler(async ({ context }) => app.resumeUploads(await actorOf(context))),
			settle: os.uploads.settle.handler(async ({ input, context }) =>
				app.settleUpload(await actorOf(context), input.id, input.decision),
			),
		},
		settings: {
			show: os.settings.show.handler(async ({ context }) => app.showSettings(await actorOf(context))),
			change: os.settings.change.handler(async ({ input, context }) =>
				app.changeSettings(await actorOf(context), input),
			),
			addNumberRange: os.settings.addNumberRange.handler(async ({ input, context }) =>
				app.addNumberRange(await actorOf(context), input),
			),
		},
	};
}
