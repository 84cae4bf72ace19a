/** `YYYY-MM-DD` as people write it here, `dd/mm/yyyy`; anything else (`indefinite`, a year) stays as it is. */
export function showDay(day: string): string {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
	return match === null ? day : `${match[3]}/${match[2]}/${match[1]}`;
}

/** Vietnam keeps +07:00 all year, so that a machine with another time zone shows the same as its neighbours. */
const VIETNAM_MS = 7 * 3_600_000;

/** A UTC instant as the day and minute in Vietnam: `dd/mm/yyyy hh:mm`. */
export function showInstant(instant: string): string {
	const local = new Date(Date.parse(instant) + VIETNAM_MS).toISOString();
	return `${showDay(local.slice(0, 10))} ${local.slice(11, 16)}`;
}
