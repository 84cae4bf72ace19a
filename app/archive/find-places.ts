import { getOutcome } from '../../db/index.ts';
import {
	type Actor,
	type Box,
	matchWords,
	type OutcomeId,
	type RecognizedWord,
	toSearchTokens,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';

/** A place on a page (index from 0) where words that were looked for stand side by side; px of the page's frame. */
export type FoundPlace = { readonly page: number; readonly box: Box };

/** All places, in the order of the pages. `best`: index of the one that holds the most of the words. */
export type FoundPlaces = { readonly places: readonly FoundPlace[]; readonly best: number };

/** Places told of at most: nobody steps through more. */
export const MAX_PLACES = 2_000;

/** Where in a document words stand, over all its pages. @throws {Fault} `notAllowed`, `outcomeMissing`, `fileLost`. */
export async function findPlaces(actor: Actor, core: Core, id: OutcomeId, query: string): Promise<FoundPlaces> {
	const { orgUnitScope } = permit(actor, 'readPageWords');
	await getOutcome(core.db, id, orgUnitScope);
	const wanted = new Set(toSearchTokens(query));
	const runs: (FoundPlace & { readonly held: number })[] = [];
	for (const page of await recognizedPages(core, id)) {
		for (const words of runsOf(page.words, query)) {
			if (runs.length === MAX_PLACES) break;
			const tokens = new Set(words.flatMap(({ text }) => toSearchTokens(text)));
			const held = [...tokens].filter((token) => wanted.has(token)).length;
			runs.push({ page: page.index, box: around(words), held });
		}
	}
	const most = Math.max(0, ...runs.map(({ held }) => held));
	const best = Math.max(
		0,
		runs.findIndex(({ held }) => held === most),
	);
	return { places: runs.map(({ page, box }) => ({ page, box })), best };
}

/** Matching words that follow each other on one line. */
function runsOf(words: readonly RecognizedWord[], query: string): readonly (readonly RecognizedWord[])[] {
	const found = matchWords(words, query);
	const runs: RecognizedWord[][] = [];
	let last = -2;
	for (const index of [...found].sort((a, b) => a - b)) {
		const word = words[index];
		if (word === undefined) continue;
		const run = runs.at(-1);
		const before = run?.at(-1);
		if (run !== undefined && before !== undefined && last === index - 1 && sameLine(before.box, word.box))
			run.push(word);
		else runs.push([word]);
		last = index;
	}
	return runs;
}

/** The middle of one is within the height of the other. */
function sameLine([, y, , height]: Box, [, top, , tall]: Box): boolean {
	const middle = top + tall / 2;
	return middle > y && middle < y + height;
}

function around(words: readonly RecognizedWord[]): Box {
	const boxes = words.map(({ box }) => box);
	const left = Math.min(...boxes.map(([x]) => x));
	const top = Math.min(...boxes.map(([, y]) => y));
	const right = Math.max(...boxes.map(([x, , width]) => x + width));
	const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
	return [left, top, right - left, bottom - top];
}
