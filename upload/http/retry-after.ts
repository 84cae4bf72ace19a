/**
 * `Retry-After` in ms from now: seconds or an HTTP date (RFC 9110 §10.2.3); never below 0. `undefined` when it is neither.
 * Whoever waits caps it.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
	const text = header?.trim();
	if (!text) return undefined;
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	// Date.parse takes far more than HTTP dates; all of those begin with the name of a day.
	const at = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
