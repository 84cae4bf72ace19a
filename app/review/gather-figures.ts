import {
	currentReadings,
	findFile,
	type Gathered,
	listNotes,
	machineReadings,
	newestVersion,
	recognitionOf,
} from '../../db/index.ts';
import {
	deviationOf,
	documentOf,
	fieldResults,
	leastCertain,
	type Outcome,
	pageFigures,
	type RecognizedPage,
	type SignatureVerdict,
	vietnamWallTime,
} from '../../domain/index.ts';
import type { Core } from '../core.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';
import { reportOn } from '../signing/show-signatures.ts';

/** What a supervisor's queue says of an outcome, from its files and rows; its scope has been checked. @throws {Fault} `fileLost`. */
export async function gatherFigures(core: Core, outcome: Outcome, at: string): Promise<Gathered> {
	const { id } = outcome;
	const version = await newestVersion(core.db, id);
	const recognition = version && (await recognitionOf(core.db, version.id));
	const current = await currentReadings(core.db, id);
	const fields = fieldResults(await machineReadings(core.db, id), current);
	const results = Object.values(fields);
	const pages: readonly RecognizedPage[] = await recognizedPages(core, id);
	const notes = await listNotes(core.db, id);
	const figures = {
		...leastCertain(current),
		...pageFigures(pages, recognition?.warnings ?? []),
		corrected: results.filter((result) => result === 'corrected').length,
		typed: results.filter((result) => result === 'typed').length,
		missingPages: Math.max(0, (version?.pageCount ?? 0) - pages.length),
		signature: await verdictOf(core, outcome),
		returns: notes.filter(({ event }) => event === 'return').length,
	};
	return { figures, fields, score: deviationOf(figures).score, day: vietnamWallTime(new Date(at)).slice(0, 10) };
}

async function verdictOf(core: Core, { id, state }: Outcome): Promise<SignatureVerdict> {
	const document = documentOf(state);
	const file = document && (await findFile(core.db, id, document.sha256));
	return file === undefined ? 'unsigned' : (await reportOn(core, file)).verdict;
}
