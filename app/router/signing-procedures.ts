import { type Implementer, streamed } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Signing and looking at signatures. */
export function signingProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		sign: os.signing.sign.handler(async function* ({ input, context, signal }) {
			const actor = await actorOf(context);
			const batch = { ids: input.ids, key: { path: input.certificate, password: input.password }, signal };
			const results = input.kind === 'clerk' ? app.signByClerk(actor, batch) : app.signByAgency(actor, batch);
			for await (const result of streamed(results)) {
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
