/** A seeded source of chance: the same seed gives the same papers on every machine. */
export type Random = {
	/** A real number in [0, 1). */
	next(): number;
	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number;
	/** A real number in [low, high). */
	real(low: number, high: number): number;
	pick<T>(choices: readonly T[]): T;
	/** `count` different ones, in random order. */
	some<T>(choices: readonly T[], count: number): T[];
	chance(probability: number): boolean;
	/** Normal deviate, mean 0, deviation 1. */
	normal(): number;
	/** `count` random digits. */
	digits(count: number): string;
};

/** 32-bit FNV-1a of `text`: turns a document's name into its seed. */
export function seedOf(text: string): number {
	let hash = 0x811c9dc5;
	for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
	return hash >>> 0;
}

/** A generator (mulberry32) started from a 32-bit seed. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
	const some = <T>(choices: readonly T[], count: number): T[] => {
		const left = [...choices];
		const taken: T[] = [];
		while (taken.length < count && left.length > 0) taken.push(...left.splice(int(0, left.length - 1), 1));
		return taken;
	};
	return {
		next,
		int,
		some,
		real: (low, high) => low + next() * (high - low),
		pick: (choices) => {
			const one = choices[int(0, choices.length - 1)];
			if (one === undefined) throw new RangeError('Nothing to pick from');
			return one;
		},
		chance: (probability) => next() < probability,
		normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
		digits: (count) => Array.from({ length: count }, () => int(0, 9)).join(''),
	};
}
