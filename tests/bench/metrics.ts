import { createRandom } from '../corpus/random.ts';

/** Words of a page counted against the truth, regardless of order. */
export type WordScore = {
	/** Words in the truth. */
	readonly truth: number;
	/** Words that were read. */
	readonly read: number;
	/** Words in both, each as often as it stands in both. */
	readonly matched: number;
};

/** Dots, ellipses or underscores to write on, with the comma that may follow. How many they are, nobody can read. */
const FILL_LINE = /(?:[._·]{2,}|…)+[,;]?/gu;

/**
 * NFC tokens between white space and lines to write on ("Họ và tên:........" is three words). Those without a letter or digit (rules,
 * bullets) are left out on both sides.
 */
export function tokens(text: string): readonly string[] {
	return text
		.normalize('NFC')
		.replaceAll(FILL_LINE, ' ')
		.split(/[\s\u00a0]+/u)
		.filter((token) => /[\p{L}\p{N}]/u.test(token));
}

/**
 * Both texts as they are compared. Words of the truth between ⟦ and ⟧ (seals, stamps, notes by hand, footnote marks) are neither asked
 * for nor held against a tool that read them: as often as they are marked, what was read beyond the other words is left out.
 */
function compared(truth: string, read: string): readonly [wanted: readonly string[], got: readonly string[]] {
	const wanted = tokens(truth.replaceAll(/⟦[^⟧]*⟧/gu, ' '));
	const spare = countWords([...truth.matchAll(/⟦([^⟧]*)⟧/gu)].flatMap((match) => tokens(match[1] ?? '')));
	if (spare.size === 0) return [wanted, tokens(read)];
	const left = countWords(wanted);
	const got = tokens(read).filter((word) => {
		if (takeOne(left, word)) return true;
		return !takeOne(spare, word);
	});
	return [wanted, got];
}

function countWords(words: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

function takeOne(counts: Map<string, number>, word: string): boolean {
	const count = counts.get(word) ?? 0;
	if (count === 0) return false;
	counts.set(word, count - 1);
	return true;
}

/** Compares two texts as multisets of words: layout and reading order do not count. */
export function scoreWords(truth: string, read: string): WordScore {
	const [wanted, got] = compared(truth, read);
	const left = countWords(wanted);
	let matched = 0;
	for (const word of got) if (takeOne(left, word)) matched += 1;
	return { truth: wanted.length, read: got.length, matched };
}

/** Words a block has at least: about three lines. Errors come in bunches, so single words would make an interval too narrow. */
const BLOCK_WORDS = 40;

/**
 * The score of a page cut into blocks of whole lines of the truth, for an interval over the blocks of a single document. The blocks add up
 * to `scoreWords` of the page: a word counts in the block where it stands, an invented one in the block of the last word read in order.
 */
export function scoreBlocks(truth: string, read: string): readonly WordScore[] {
	const [wanted, got] = compared(truth, read);
	const blockOf = blocksOf(truth);
	const blocks = Array.from({ length: (blockOf.at(-1) ?? 0) + 1 }, () => ({ truth: 0, read: 0, matched: 0 }));
	const add = (block: number, what: WordScore): void => {
		blocks[block] = sumScores([blocks[block] ?? { truth: 0, read: 0, matched: 0 }, what]);
	};
	const partner = alignWords(wanted, got);
	const placed = new Set(partner.filter((at) => at !== undefined));
	const elsewhere = new Map<string, number[]>();
	for (const [at, word] of wanted.entries()) {
		add(blockOf[at] ?? 0, { truth: 1, read: 0, matched: 0 });
		if (!placed.has(at)) elsewhere.set(word, [...(elsewhere.get(word) ?? []), at]);
	}
	let last = 0;
	for (const [at, word] of got.entries()) {
		const found = partner[at] ?? elsewhere.get(word)?.shift();
		if (partner[at] !== undefined) last = blockOf[partner[at]] ?? 0;
		add(found === undefined ? last : (blockOf[found] ?? 0), {
			truth: 0,
			read: 1,
			matched: found === undefined ? 0 : 1,
		});
	}
	return blocks;
}

/** The block of each wanted word. */
function blocksOf(truth: string): readonly number[] {
	const of: number[] = [];
	let block = 0;
	let words = 0;
	for (const line of truth.replaceAll(/⟦[^⟧]*⟧/gu, ' ').split('\n')) {
		if (words >= BLOCK_WORDS) {
			block += 1;
			words = 0;
		}
		const count = tokens(line).length;
		for (let i = 0; i < count; i += 1) of.push(block);
		words += count;
	}
	return of;
}

/** For each word of `got` its place in `wanted` by the longest common subsequence, or undefined. Time and space: the product. */
function alignWords(wanted: readonly string[], got: readonly string[]): readonly (number | undefined)[] {
	const width = got.length + 1;
	const longest = new Uint16Array((wanted.length + 1) * width);
	const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
	for (let i = wanted.length - 1; i >= 0; i -= 1)
		for (let j = got.length - 1; j >= 0; j -= 1)
			longest[i * width + j] = wanted[i] === got[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
	const partner: (number | undefined)[] = got.map(() => undefined);
	let [i, j] = [0, 0];
	while (i < wanted.length && j < got.length) {
		if (wanted[i] === got[j]) {
			partner[j] = i;
			i += 1;
			j += 1;
		} else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
		else j += 1;
	}
	return partner;
}

/** Several pages as one. */
export function sumScores(scores: readonly WordScore[]): WordScore {
	return scores.reduce(
		(a, b) => ({ truth: a.truth + b.truth, read: a.read + b.read, matched: a.matched + b.matched }),
		{ truth: 0, read: 0, matched: 0 },
	);
}

/** 1 - F1: 0 when all words agree, 1 when none does. Counts words that are missing, wrong or invented. */
export function wordError({ truth, read, matched }: WordScore): number {
	return truth + read === 0 ? 0 : 1 - (2 * matched) / (truth + read);
}

/** 1 - recall: share of the true words that were not read. Does not count invented words. */
export function missRate({ truth, matched }: WordScore): number {
	return truth === 0 ? 0 : 1 - matched / truth;
}

/** Levenshtein distance between two texts in UTF-16 units. Time and space: the product and the shorter of the lengths. */
export function editDistance(a: string, b: string): number {
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	let row = Uint32Array.from({ length: short.length + 1 }, (_, i) => i);
	for (let i = 1; i <= long.length; i += 1) {
		const next = new Uint32Array(short.length + 1);
		next[0] = i;
		const unit = long.charCodeAt(i - 1);
		for (let j = 1; j <= short.length; j += 1) {
			const change = (row[j - 1] ?? 0) + (short.charCodeAt(j - 1) === unit ? 0 : 1);
			next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
		}
		row = next;
	}
	return row[short.length] ?? 0;
}

/** Characters of a page counted against the truth: edits needed, in reading order and with the words sorted. */
export type CharacterScore = { readonly truth: number; readonly edits: number; readonly sortedEdits: number };

/**
 * NFC, white space collapsed. `edits` feels the reading order (a letterhead read line by line across both halves costs dozens);
 * `sortedEdits` compares the words in alphabetical order and so hardly does.
 */
export function scoreCharacters(truth: string, read: string): CharacterScore {
	const line = (words: readonly string[]): string => words.join(' ');
	const [wanted, got] = compared(truth, read);
	return {
		truth: line(wanted).length,
		edits: editDistance(line(wanted), line(got)),
		sortedEdits: editDistance(line(wanted.toSorted()), line(got.toSorted())),
	};
}

/** Both ends of an interval, 0-1. */
export type Interval = readonly [low: number, high: number];

/** 95 % Wilson score interval for `successes` of `count`. */
export function wilson(successes: number, count: number): Interval {
	if (count === 0) return [0, 1];
	const z = 1.959964;
	const p = successes / count;
	const middle = p + (z * z) / (2 * count);
	const half = z * Math.sqrt((p * (1 - p)) / count + (z * z) / (4 * count * count));
	const scale = 1 + (z * z) / count;
	return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}

/**
 * 95 % bootstrap interval of `statistic` over items drawn again with replacement (1,000 times, fixed seed). Items are documents
 * or blocks of lines (`scoreBlocks`), not words: errors come in bunches.
 */
export function bootstrap<T>(items: readonly T[], statistic: (sample: readonly T[]) => number): Interval {
	const random = createRandom(7);
	const values = Array.from({ length: 1000 }, () => statistic(items.map(() => random.pick(items)))).sort(
		(a, b) => a - b,
	);
	return [values[24] ?? 0, values[974] ?? 1];
}
