/** Viet Nam is at +07:00 and has had no daylight saving since 1975. */
const OFFSET_MS = 7 * 3_600_000;

/** The wall clock in Viet Nam at an instant: `2026-11-23T18:00:00`. Its first ten characters are the day. */
export function vietnamWallTime(instant: Date): string {
	return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19);
}
