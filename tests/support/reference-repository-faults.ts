/** What a repository may do wrong with a store. `stored`: whether the document is there in spite of it. */
export type StoreFault =
	/** The connection is cut: before the body is read, in it, or after it and before the answer. */
	| { readonly kind: 'drop'; readonly when: 'beforeBody' | 'inBody' }
	| { readonly kind: 'drop'; readonly when: 'afterBody'; readonly stored: boolean }
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly stored: boolean;
			readonly retryAfter?: string;
	  }
	/** It is stored so much later by the server's clock; the client sees the status, or a cut connection (0). */
	| { readonly kind: 'late'; readonly delayMs: number; readonly status: number }
	/** Never answers: the client's limit ends it. */
	| { readonly kind: 'silent'; readonly stored: boolean }
	/** Answers after so many real ms. */
	| { readonly kind: 'slow'; readonly ms: number }
	/** The whole answer twice on one connection. */
	| { readonly kind: 'twice' }
	/** Bytes that are no HTTP. */
	| { readonly kind: 'garbage'; readonly stored: boolean }
	| { readonly kind: 'emptyAnswer'; readonly stored: boolean }
	/** A page of HTML with 200. */
	| { readonly kind: 'html'; readonly stored: boolean }
	/** The receipt names another hash, or another document; what is stored is right. */
	| { readonly kind: 'lie'; readonly about: 'hash' | 'docCode' }
	/** A right receipt for what was never stored. */
	| { readonly kind: 'lie'; readonly about: 'storing' };

/** What it may do wrong when it is asked. */
export type FindFault =
	| { readonly kind: 'drop' }
	| { readonly kind: 'silent' }
	| { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
	| { readonly kind: 'html'; readonly status: number };

/** A request, as a plan sees it. */
export type SeenRequest = {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

/** Decides what goes wrong with each request; `undefined`: nothing. */
export type FaultPlan = {
	store(request: SeenRequest): StoreFault | undefined;
	find(request: SeenRequest): FindFault | undefined;
};

/** A small generator (mulberry32) that gives the same numbers, 0 to below 1, for the same seed. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

export type SeededFaultOptions = {
	readonly seed: number;
	/** Share of stores and of asks that go wrong, 0-1. */
	readonly storeRate: number;
	readonly findRate: number;
	/** After so many faults nothing goes wrong any more. Default: never. */
	readonly most?: number;
	/** The longest a late store takes, ms of the server's clock. */
	readonly latestMs: number;
	/** Left out: faults that end only by the client's time-out, which makes runs long. */
	readonly silent?: boolean;
};

/** Faults of every kind, in an order that the seed fixes. */
export function seededFaults(options: SeededFaultOptions): FaultPlan {
	const random = seeded(options.seed);
	let left = options.most ?? Number.POSITIVE_INFINITY;
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	const strikes = (rate: number) => random() < rate && left-- > 0;
	const silent = options.silent ?? true;
	return {
		store: () => (strikes(options.storeRate) ? pick(storeFaults(random, options.latestMs, silent)) : undefined),
		find: () => (strikes(options.findRate) ? pick(findFaults(silent)) : undefined),
	};
}

function storeFaults(random: () => number, latestMs: number, silent: boolean): readonly StoreFault[] {
	const stored = random() < 0.5;
	const delayMs = Math.floor(random() * latestMs);
	return [
		{ kind: 'drop', when: 'beforeBody' },
		{ kind: 'drop', when: 'inBody' },
		{ kind: 'drop', when: 'afterBody', stored },
		{ kind: 'status', status: 500, stored },
		{ kind: 'status', status: 502, stored },
		{ kind: 'status', status: 503, stored, retryAfter: '1' },
		{ kind: 'status', status: 504, stored },
		{ kind: 'status', status: 408, stored: false },
		{ kind: 'status', status: 429, stored: false, retryAfter: '1' },
		{ kind: 'status', status: 202, stored },
		{ kind: 'late', delayMs, status: 504 },
		{ kind: 'late', delayMs, status: 202 },
		{ kind: 'late', delayMs, status: 0 },
		{ kind: 'twice' },
		{ kind: 'garbage', stored },
		{ kind: 'emptyAnswer', stored },
		{ kind: 'html', stored },
		{ kind: 'lie', about: 'hash' },
		{ kind: 'lie', about: 'docCode' },
		{ kind: 'lie', about: 'storing' },
		{ kind: 'slow', ms: 2 },
		...(silent ? [{ kind: 'silent', stored } as const] : []),
	];
}

function findFaults(silent: boolean): readonly FindFault[] {
	return [
		{ kind: 'drop' },
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 502 },
		{ kind: 'status', status: 503, retryAfter: '1' },
		{ kind: 'status', status: 429 },
		{ kind: 'html', status: 200 },
		{ kind: 'html', status: 404 },
		...(silent ? [{ kind: 'silent' } as const] : []),
	];
}
