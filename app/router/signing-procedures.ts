import { type Implementer, streamed } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Signing, what it is done with, and looking at signatures. */
export function signingProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		certificates: os.signing.certificates.handler(async ({ input, context }) =>
			app.listCertificates(await actorOf(context), input.use),
		),
		addCertificate: os.signing.addCertificate.handler(async ({ input, context }) => {
			const { use, name, file } = input;
			const bytes = new Uint8Array(await file.arrayBuffer());
			return { id: await app.addCertificate(await actorOf(context), { use, name, bytes }) };
		}),
		removeCertificate: os.signing.removeCertificate.handler(async ({ input, context }) =>
			app.removeCertificate(await actorOf(context), input),
		),
		chooseCertificate: os.signing.chooseCertificate.handler(async ({ input, context }) =>
			app.chooseCertificate(await actorOf(context), input),
		),
		toSign: os.signing.toSign.handler(async ({ input, context }) => app.listToSign(await actorOf(context), input)),
		forAgency: os.signing.forAgency.handler(async ({ input, context }) =>
			app.listForAgency(await actorOf(context), input),
		),
		sign: os.signing.sign.handler(async function* ({ input, context, signal }) {
			const actor = await actorOf(context);
			const { ids, certificate, password } = input;
			const batch = { ids, key: { certificate, password }, signal };
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
