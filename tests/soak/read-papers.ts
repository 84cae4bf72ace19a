import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../../app/core.ts';
import { createApp } from '../../app/index.ts';
import { openCore } from '../../app/open-core.ts';
import { decodeRecognition } from '../../app/outcomes/recognition-file.ts';
import { currentReadings, getOutcomeForJob, listFiles, newestVersion } from '../../db/index.ts';
import { type Conformance, documentOf, type FieldReadings, type OutcomeId } from '../../domain/index.ts';
import { gatherPeople } from '../../scripts/demo/people.ts';
import { makePapers, type SoakPaper } from './papers.ts';

/** What the real chain made of a paper. */
export type ReadPaper = SoakPaper & {
	readonly original: Uint8Array;
	/** PDF/A with its text layer, unsigned. */
	readonly document: Uint8Array;
	readonly conformance: Conformance;
	/** The bytes of the recognition file, and what is in it. */
	readonly recognition: Uint8Array;
	readonly recognized: ReturnType<typeof decodeRecognition>;
	readonly fields: FieldReadings;
	readonly pageCount: number;
};

/** Makes `count` papers and has them read, once, in a data folder of their own below `folder`. */
export async function readPapers(folder: string, count: number): Promise<readonly ReadPaper[]> {
	const inputs = join(folder, 'inputs');
	const dataDir = join(folder, 'read');
	await mkdir(inputs, { recursive: true });
	const papers = await makePapers(inputs, count);
	const ids = await importAll(dataDir, papers);
	const { core, close } = await openCore({ dataDir });
	try {
		const read: ReadPaper[] = [];
		for (const paper of papers) read.push(await takeOut(core, paper, ids.get(paper.path)));
		return read;
	} finally {
		await close();
	}
}

async function importAll(dataDir: string, papers: readonly SoakPaper[]): Promise<ReadonlyMap<string, OutcomeId>> {
	const app = await createApp({ dataDir });
	try {
		const { clerk } = await gatherPeople(app);
		const ids = new Map<string, OutcomeId>();
		for await (const result of app.importAndRead(
			clerk,
			papers.map(({ path }) => path),
		)) {
			if (result.kind === 'failed') throw new Error(`Not read: ${result.fault.code}`);
			ids.set(result.source, result.kind === 'read' ? result.row.id : result.outcomeId);
		}
		return ids;
	} finally {
		await app.close();
	}
}

/** Takes what was made of a read paper out of its data folder. */
export async function takeOut(
	{ db, vault }: Pick<Core, 'db' | 'vault'>,
	paper: SoakPaper,
	id: OutcomeId | undefined,
): Promise<ReadPaper> {
	if (id === undefined) throw new Error('A paper was not read');
	const state = documentOf((await getOutcomeForJob(db, id)).state);
	const [document, recognition, version] = [
		(await listFiles(db, id, 'document')).at(-1),
		(await listFiles(db, id, 'recognition')).at(-1),
		await newestVersion(db, id),
	];
	if (!state || !document || !recognition || !version) throw new Error('A read outcome has a document');
	const bytes = await vault.read(recognition.path, recognition.sha256);
	return {
		...paper,
		original: await readFile(paper.path),
		document: await vault.read(document.path, document.sha256),
		conformance: state.conformance,
		recognition: bytes,
		recognized: decodeRecognition(bytes),
		fields: (await currentReadings(db, id)) as FieldReadings,
		pageCount: version.pageCount,
	};
}
