/** How patient a delivery is. All times in ms. */
export type DeliveryPolicy = {
	/** Asks for the document after a receipt, so that a repository that lies in its receipt does not count. */
	readonly verify: boolean;
	/** Back-off: full jitter between nothing and `firstMs` doubled with every try, at most `longestMs`, at least `leastMs`. */
	readonly leastMs: number;
	readonly firstMs: number;
	readonly longestMs: number;
	/** A repository may ask for no longer a pause than this. */
	readonly longestRetryAfterMs: number;
	/** Before something is sent again, this many answers since must have said that it is not there, and none that it is. */
	readonly absences: number;
	/** After this many stores without an end to rely on, a person decides. */
	readonly sends: number;
	/** After this many asks in a row without an answer to rely on, a person decides. */
	readonly unanswered: number;
};

/**
 * 100 asks, 7½ minutes apart on average once the back-off is at its longest, are about half a day. Eight stores with waits of
 * 3, 6, 12, 24, 48 minutes and then an hour (see `settleMs`) are four hours: an outage of a morning needs no person.
 */
export const DEFAULT_POLICY: DeliveryPolicy = {
	verify: true,
	leastMs: 500,
	firstMs: 5_000,
	longestMs: 15 * 60_000,
	longestRetryAfterMs: 60 * 60_000,
	absences: 3,
	sends: 8,
	unanswered: 100,
};

/** Full jitter (Brooker, "Exponential Backoff and Jitter", AWS 2015): many clients that failed together do not return together. */
export function backOffMs(policy: DeliveryPolicy, tries: number, random: () => number): number {
	const ceiling = Math.min(policy.longestMs, policy.firstMs * 2 ** Math.min(tries, 30));
	return Math.round(Math.max(policy.leastMs, random() * ceiling));
}

/** A pause that the repository asked for, capped, with some jitter on top. */
export function askedPauseMs(policy: DeliveryPolicy, afterMs: number, random: () => number): number {
	return Math.round(Math.min(Math.max(afterMs, 0), policy.longestRetryAfterMs) + random() * policy.leastMs);
}

/** How long the repository must have been without the document before it is sent again: longer with every time. */
export function settleTimeMs(settleMs: number, sends: number): number {
	return Math.min(settleMs * 2 ** Math.max(0, Math.min(sends, 10) - 1), Math.max(settleMs, 60 * 60_000));
}
