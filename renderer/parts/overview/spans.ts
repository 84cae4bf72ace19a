import type { TFunction } from 'i18next';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in the unit that people would say it in: minutes up to an hour and a half, hours up to two days, then days. */
export function showSpan(seconds: number, t: TFunction): string {
	if (seconds < MINUTE) return t('screen.overview.span.moment');
	if (seconds < 1.5 * HOUR) return t('screen.overview.span.minutes', { count: Math.round(seconds / MINUTE) });
	if (seconds < 2 * DAY) return t('screen.overview.span.hours', { count: Math.round(seconds / HOUR) });
	return t('screen.overview.span.days', { count: Math.round(seconds / DAY) });
}
