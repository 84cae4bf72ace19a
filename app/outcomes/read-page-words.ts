import { getOutcome } from '../../db/index.ts';
import { type Actor, Fault, type OutcomeId, type RecognizedWord } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { recognizedPages } from './show-outcome.ts';

/** A page's words in reading order; boxes in px of a frame of that size, top-left origin. */
export type PageWords = {
	readonly widthPx: number;
	readonly heightPx: number;
	readonly words: readonly RecognizedWord[];
};

/** @throws {Fault} `notAllowed`, `outcomeMissing`, `invalidInput` for a page that is not there, `fileLost`. */
export async function readPageWords(actor: Actor, core: Core, id: OutcomeId, index: number): Promise<PageWords> {
	const { orgUnitScope } = permit(actor, 'readPageWords');
	await getOutcome(core.db, id, orgUnitScope);
	const page = (await recognizedPages(core, id))[index];
	if (page === undefined) throw new Fault('invalidInput', { paths: 'page' });
	const { widthPx, heightPx, words } = page;
	return { widthPx, heightPx, words };
}
