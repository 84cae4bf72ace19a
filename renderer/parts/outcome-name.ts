import type { TFunction } from 'i18next';
import type { OutcomeRow } from '../../contract/index.ts';

/** What a paper is called: its subject (trích yếu), else its kind, else the file it came from. */
export function outcomeName(row: Pick<OutcomeRow, 'values' | 'kind' | 'sourceName'>, t: TFunction): string {
	return row.values.subject ?? (row.kind === 'other' ? row.sourceName : t(`kind.${row.kind}`));
}
