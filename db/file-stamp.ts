/** An instant as part of a file's name, UTC, to the millisecond: `20261123T114059123Z`. Sorts by time. */
export function fileStamp(at: Date): string {
	return at.toISOString().replace(/[-:.]/g, '');
}
