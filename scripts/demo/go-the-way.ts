import type { SohoaApp } from '../../app/index.ts';
import type { OutcomeId, OutcomeStateKind } from '../../domain/index.ts';
import type { People } from './people.ts';
import type { Sample } from './samples.ts';

/** A sample that is in the data folder. */
export type Paper = { readonly id: OutcomeId; readonly sample: Sample };

/**
 * Brings every paper as far as it can go, each step by whom the law names for it; what an earlier run did is not done again.
 * Papers without any field (a story, a poem) are no outcomes of a procedure: they stay where they are.
 */
export async function goTheWay(app: SohoaApp, people: People, papers: readonly Paper[]): Promise<void> {
	const { clerk, supervisor, registrar, certificates } = people;
	const outcomes = papers.filter(({ sample }) => Object.keys(sample.values).length > 0);
	const waiting = async (...states: readonly OutcomeStateKind[]) => {
		const found: Paper[] = [];
		for (const paper of outcomes) {
			const { row } = await app.showOutcome(clerk, paper.id);
			if (states.includes(row.state)) found.push(paper);
		}
		return found;
	};
	await signAll(app.signByClerk(clerk, { ids: idsOf(await waiting('recognized')), key: certificates.clerk }));
	for (const { id, sample } of await waiting('clerkSigned')) {
		await app.verifyOutcome(clerk, id, { origin: 'demo', values: sample.values });
	}
	for (const { id } of await waiting('verified')) await app.submitOutcome(clerk, id);
	for (const { id } of await waiting('submitted')) await approve(app, supervisor, id);
	for (const { id } of await waiting('approved')) await app.issueCodes(registrar, id);
	await signAll(app.signByAgency(registrar, { ids: idsOf(await waiting('coded')), key: certificates.agency }));
	const sent = idsOf(await waiting('agencySigned', 'uploading'));
	for await (const result of app.uploadOutcomes(registrar, sent)) {
		if (result.kind === 'failed') throw new Error(`Upload failed: ${result.fault.code}`);
	}
}

function idsOf(papers: readonly Paper[]): readonly OutcomeId[] {
	return papers.map(({ id }) => id);
}

async function signAll(results: ReturnType<SohoaApp['signByClerk']>): Promise<void> {
	for await (const result of results) {
		if (result.kind === 'failed') throw new Error(`Signing failed: ${result.fault.code}`);
	}
}

/** Bound to the bytes that are shown. */
async function approve(app: SohoaApp, supervisor: People['supervisor'], id: OutcomeId): Promise<void> {
	const { document, revision } = await app.showOutcome(supervisor, id);
	if (document === undefined) throw new Error('A submitted outcome has a document');
	await app.approveOutcome(supervisor, id, { sha256: document.sha256, revision });
}
