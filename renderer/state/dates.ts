import { vietnamWallTime } from '../../domain/vietnam-time.ts';

/** `YYYY-MM-DD` as people write it here, `dd/mm/yyyy`; anything else (`indefinite`, a year) stays as it is. */
export function showDay(day: string): string {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
	return match === null ? day : `${match[3]}/${match[2]}/${match[1]}`;
}

/** A UTC instant as the day and minute in Vietnam, `dd/mm/yyyy hh:mm`, whatever time zone this machine is in. */
export function showInstant(instant: string): string {
	const local = vietnamWallTime(new Date(instant));
	return `${showDay(local.slice(0, 10))} ${local.slice(11, 16)}`;
}
