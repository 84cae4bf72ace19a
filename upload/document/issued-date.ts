import { isIsoDate } from '../../domain/index.ts';

const DEFAULT_PATTERN = 'YYYY-MM-DD';

/** Whether a pattern names year, month and day once each, with `-`, `/`, `.` or nothing between. */
export function isDatePattern(pattern: string): boolean {
	const named = (pattern.match(/YYYY|MM|DD/g) ?? []).sort().join();
	return named === 'DD,MM,YYYY' && /^[-/.]*$/.test(pattern.replace(/YYYY|MM|DD/g, ''));
}

/**
 * A day (`YYYY-MM-DD`) as a repository wants it.
 *
 * @throws {RangeError} when it is no day, or the pattern is none.
 */
export function formatIssuedDate(value: string, pattern = DEFAULT_PATTERN): string {
	if (!isIsoDate(value) || !isDatePattern(pattern)) throw new RangeError('Not a date, or not a pattern of one');
	const [year = '', month = '', day = ''] = value.split('-');
	return pattern.replace('YYYY', year).replace('MM', month).replace('DD', day);
}
