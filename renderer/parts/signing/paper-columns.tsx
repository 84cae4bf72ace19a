import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import type { SignRow } from '../../../contract/index.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { showDay } from '../../state/dates.ts';
import { routeHash } from '../../state/route.ts';
import { goTo } from '../../state/use-route.ts';

type Paper = Pick<SignRow, 'kind' | 'values'> & Partial<Pick<SignRow, 'sourceName'>>;

/** What a paper is called in a list of many: its number before its subject, since that is what stands on the pile. */
export function paperName(row: Paper, t: TFunction): string {
	const { documentNumber, subject } = row.values;
	return documentNumber ?? subject ?? (row.sourceName || t(`kind.${row.kind}`));
}

/** Number and date, and below them the subject or kind; it leads to the paper. */
export function PaperCell({
	id,
	row,
	t,
}: {
	readonly id: OutcomeId;
	readonly row: Paper;
	readonly t: TFunction;
}): ReactNode {
	const { documentNumber, issueDate, subject } = row.values;
	return (
		<span className="paper-cell">
			<a tabIndex={-1} href={routeHash({ kind: 'outcome', id, query: '', page: 0 })}>
				{paperName(row, t)}
			</a>
			{documentNumber !== undefined && issueDate !== undefined && ` · ${showDay(issueDate)}`}
			<small title={subject}>
				{paperName(row, t) !== t(`kind.${row.kind}`) && t(`kind.${row.kind}`)}
				{documentNumber !== undefined && subject !== undefined && ` · ${subject}`}
			</small>
		</span>
	);
}

/** Opens a paper. */
export function openPaper(id: OutcomeId): void {
	goTo({ kind: 'outcome', id, query: '', page: 0 });
}
