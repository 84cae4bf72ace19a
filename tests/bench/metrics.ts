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

/** NFC tokens between white space. Those without a letter or digit (rules, dotted lines, bullets) are left out on both sides. */
export function tokens(text: string): readonly string[] {
	return text
		.normalize('NFC')
		.split(/[\s\u00a0]+/u)
		.filter((token) => /[\p{L}\p{N}]/u.test(token));
}

/** Compares two texts as multisets of words: layout and reading order do not count. */
export function scoreWords(truth: string, read: string): WordScore {
	const left = new Map<string, number>();
	const wanted = tokens(truth);
	for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
	const got = tokens(read);
	let matched = 0;
	for (const word of got) {
		const count = left.get(word) ?? 0;
		if (count === 0) continue;
		left.set(word, count - 1);
		matched += 1;
	}
	return { truth: wanted.length, read: got.length, matched };
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
	const [wanted, got] = [tokens(truth), tokens(read)];
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
 * 95 % bootstrap interval of `statistic` over items drawn again with replacement (1,000 times, fixed seed). Items are documents,
 * not words: errors come in bunches.
 */
export function bootstrap<T>(items: readonly T[], statistic: (sample: readonly T[]) => number): Interval {
	const random = createRandom(7);
	const values = Array.from({ length: 1000 }, () => statistic(items.map(() => random.pick(items)))).sort(
		(a, b) => a - b,
	);
	return [values[24] ?? 0, values[974] ?? 1];
}
