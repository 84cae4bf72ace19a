import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../../app/core.ts';
import { createApp, type SignResult } from '../../app/index.ts';
import { openCore } from '../../app/open-core.ts';
import { bindUseCases } from '../../app/use-cases.ts';
import { getOutcomeForJob } from '../../db/index.ts';
import { documentOf } from '../../domain/index.ts';
import { gatherPeople, type People } from '../../scripts/demo/people.ts';
import { makeOutcome, type SoakOutcome } from './make-outcomes.ts';
import { readPapers } from './read-papers.ts';

/** How long a step took, ms an outcome (or a paper, for reading), by the wall's clock and of processor time (all threads). */
export type Step = { readonly name: string; readonly msEach: number; readonly cpuMsEach: number };

/** A data folder whose outcomes are signed by the agency: their uploads are queued. */
export type Prepared = {
	readonly dataDir: string;
	readonly outcomes: number;
	readonly papers: number;
	readonly steps: readonly Step[];
	/** Bytes of the documents as they will be sent, on average. */
	readonly meanBytes: number;
	/** Resident memory of the preparing process at the end, and its peak, bytes. */
	readonly rss: number;
	readonly peakRss: number;
};

/** The administrator of the demo people's office. */
export const ADMIN = { name: 'quantri', password: 'Demo-2026' };

type Say = (text: string) => void;
type Clocked = <T>(name: string, count: number, work: () => Promise<T>) => Promise<T>;

/** Reads `papers` papers once, makes `outcomes` outcomes of them, and brings each through every use case up to the agency's signature. */
export async function prepare(
	folder: string,
	{ outcomes, papers, say }: { readonly outcomes: number; readonly papers: number; readonly say: Say },
): Promise<Prepared> {
	const dataDir = join(folder, 'data');
	const steps: Step[] = [];
	const clocked: Clocked = async (name, count, work) => {
		const before = performance.now();
		const cpuBefore = process.cpuUsage();
		const result = await work();
		const msEach = (performance.now() - before) / count;
		const { user, system } = process.cpuUsage(cpuBefore);
		steps.push({ name, msEach, cpuMsEach: (user + system) / 1000 / count });
		say(`${name}: ${msEach.toFixed(1)} ms each`);
		return result;
	};
	await mkdir(folder, { recursive: true });
	const read = await clocked('read a paper', papers, () => readPapers(folder, papers));
	const people = await setUp(dataDir);
	const { core, close } = await openCore({ dataDir });
	try {
		const made: SoakOutcome[] = [];
		await clocked('copy it as an outcome', outcomes, async () => {
			for (let n = 0; n < outcomes; n += 1) {
				const paper = read[n % read.length];
				if (paper !== undefined) made.push(await makeOutcome(core, people.clerk, paper));
			}
		});
		const meanBytes = await goTheWay(core, people, made, clocked);
		const { rss } = process.memoryUsage();
		const peakRss = process.resourceUsage().maxRSS * 1024;
		return { dataDir, outcomes, papers, steps, meanBytes, rss, peakRss };
	} finally {
		await close();
	}
}

async function setUp(dataDir: string): Promise<People> {
	const app = await createApp({ dataDir });
	try {
		return await gatherPeople(app);
	} finally {
		await app.close();
	}
}

/** Each step for all outcomes, by whom the law names for it. The mean length of the signed documents, bytes. */
async function goTheWay(
	core: Core,
	{ clerk, supervisor, registrar, certificates }: People,
	outcomes: readonly SoakOutcome[],
	clocked: Clocked,
): Promise<number> {
	const app = bindUseCases(core);
	const ids = outcomes.map(({ id }) => id);
	const each = (name: string, work: (outcome: SoakOutcome, n: number) => Promise<unknown>) =>
		clocked(name, ids.length, async () => {
			for (const [n, outcome] of outcomes.entries()) await work(outcome, n);
		});
	await clocked('clerk signs', ids.length, () => signAll(app.signByClerk(clerk, { ids, key: certificates.clerk })));
	await each('verify', ({ id, paper }, n) => {
		// A number of its own: else it would be the same paper.
		const values = { ...paper.values, documentNumber: `${n + 1}/QĐ-UBND` };
		return app.verifyOutcome(clerk, id, { origin: 'demo', values });
	});
	await each('submit', ({ id }) => app.submitOutcome(clerk, id));
	await each('approve', async ({ id }) => {
		const document = documentOf((await getOutcomeForJob(core.db, id)).state);
		if (document === undefined) throw new Error('A submitted outcome has a document');
		await app.approveOutcome(supervisor, id, { sha256: document.sha256 });
	});
	await each('issue codes', ({ id }) => app.issueCodes(registrar, id));
	return clocked('agency signs', ids.length, () =>
		signAll(app.signByAgency(registrar, { ids, key: certificates.agency })),
	);
}

async function signAll(results: AsyncGenerator<SignResult>): Promise<number> {
	let bytes = 0;
	let count = 0;
	for await (const result of results) {
		if (result.kind === 'failed') throw new Error(`Signing failed: ${result.fault.code}`);
		bytes += documentOf(result.outcome.state)?.byteLength ?? 0;
		count += 1;
	}
	return bytes / Math.max(1, count);
}
