import type { Core } from '../../app/core.ts';
import { openCore } from '../../app/open-core.ts';
import { bindUseCases } from '../../app/use-cases.ts';
import { codesOf, findFile, listOrgUnits, listOutcomes, listReceipts } from '../../db/index.ts';
import { documentOf, type Outcome } from '../../domain/index.ts';
import type { ReferenceRepository } from '../support/reference-repository.ts';
import { ADMIN } from './prepare.ts';

/** What a look at both sides found. */
export type Verified = {
	/** Everything that is not as it must be, in words; empty when all is well. */
	readonly wrong: readonly string[];
	readonly stored: number;
	/** How many there are of each, over all outcomes: each outcome must have its own. */
	readonly different: { readonly docCodes: number; readonly outcomeCodes: number; readonly documents: number };
	readonly auditEvents: number;
};

/** Compares outcomes, receipts and files with what the server has, and checks the data folder; every stored byte is read. */
export async function verify(dataDir: string, server: ReferenceRepository): Promise<Verified> {
	const { core, close } = await openCore({ dataDir });
	try {
		const wrong: string[] = [];
		const seen = { docCodes: new Set<string>(), outcomeCodes: new Set<string>(), documents: new Set<string>() };
		const outcomes = await allOutcomes(core);
		for (const outcome of outcomes) {
			const codes = await codesOf(core.db, outcome.id);
			seen.docCodes.add(codes?.docCode ?? '');
			seen.outcomeCodes.add(codes?.outcomeCode ?? '');
			seen.documents.add(documentOf(outcome.state)?.sha256 ?? '');
			for (const what of await compare(core, server, outcome, codes?.docCode ?? ''))
				wrong.push(`${outcome.id}: ${what}`);
		}
		if (server.size() !== outcomes.length) wrong.push(`the server has ${server.size()} documents`);
		const app = bindUseCases(core);
		const { actor } = await app.signIn(ADMIN.name, ADMIN.password);
		const { problems, orphans, auditEvents } = await app.checkData(actor);
		wrong.push(...problems.map((problem) => JSON.stringify(problem)), ...orphans.map((path) => `orphan ${path}`));
		const { docCodes, outcomeCodes, documents } = seen;
		return {
			wrong,
			stored: outcomes.filter(({ state }) => state.kind === 'stored').length,
			different: { docCodes: docCodes.size, outcomeCodes: outcomeCodes.size, documents: documents.size },
			auditEvents,
		};
	} finally {
		await close();
	}
}

async function compare(
	{ db }: Core,
	server: ReferenceRepository,
	{ id, state }: Outcome,
	docCode: string,
): Promise<readonly string[]> {
	const wrong: string[] = [];
	if (state.kind !== 'stored') wrong.push(`state ${state.kind}`);
	const there = server.documents(docCode);
	const [receipt, ...furtherReceipts] = await listReceipts(db, id);
	const document = documentOf(state);
	const file = document && (await findFile(db, id, document.sha256));
	if (there.length !== 1) wrong.push(`${there.length} documents at the server`);
	if (receipt === undefined || furtherReceipts.length > 0) wrong.push('not one receipt');
	if (file === undefined) wrong.push('no file');
	const hashes = new Set([there[0]?.sha256, receipt?.documentSha256, document?.sha256, file?.sha256]);
	if (hashes.size !== 1) wrong.push('hashes differ');
	if (there[0]?.byteLength !== file?.byteLength) wrong.push('lengths differ');
	if (there[0]?.key !== receipt?.idempotencyKey) wrong.push('another key');
	return wrong;
}

async function allOutcomes({ db }: Core): Promise<readonly Outcome[]> {
	const scope = (await listOrgUnits(db)).map(({ id }) => id);
	const all: Outcome[] = [];
	for (let page = await listOutcomes(db, { scope, limit: 200 }); ; ) {
		all.push(...page.outcomes);
		if (page.next === undefined) return all;
		page = await listOutcomes(db, { scope, limit: 200, after: page.next });
	}
}
