import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewEntryView } from '../../contract/index.ts';
import { showInstant } from '../state/dates.ts';
import { routeHash } from '../state/route.ts';
import { outcomeName } from './outcome-name.ts';
import { recallOpened } from './review-queue.ts';
import { ReviewReasons } from './review-reasons.tsx';

/** Reasons told in a row: what does not fit there is on the outcome's own screen. */
const REASONS_IN_ROW = 4;

/** The queue, the greatest deviation first. J and K, or the arrows, walk it; Enter opens. */
export function ReviewTable({ entries }: { readonly entries: readonly ReviewEntryView[] }): ReactNode {
	const { t } = useTranslation();
	const table = useRef<HTMLTableElement>(null);
	useStartRow(table, entries.length > 0);
	return (
		<table className="review-table" ref={table}>
			<thead>
				<tr>
					<th scope="col">{t('screen.approve.deviationTitle')}</th>
					<th scope="col">{t('screen.outcomes.paper')}</th>
					<th scope="col">{t('screen.outcomes.owner')}</th>
					<th scope="col" className="number">
						{t('screen.outcomes.pages')}
					</th>
					<th scope="col">{t('screen.approve.submittedBy')}</th>
					<th scope="col">{t('screen.approve.seenTitle')}</th>
				</tr>
			</thead>
			<tbody>
				{entries.map((entry) => (
					<Row key={entry.id} entry={entry} />
				))}
			</tbody>
		</table>
	);
}

function Row({ entry }: { readonly entry: ReviewEntryView }): ReactNode {
	const { t } = useTranslation();
	const { id, values, kind, own, seen } = entry;
	const dossier = values.dossierCode;
	return (
		<tr className={own ? 'own' : undefined}>
			<td>
				<span className="score">{entry.score ?? '?'}</span>
				<ReviewReasons entry={entry} most={REASONS_IN_ROW} />
			</td>
			<td>
				<a className="row-link" data-id={id} href={routeHash({ kind: 'outcome', id, query: '', page: 0 })}>
					{outcomeName(entry, t)}
				</a>
				<small>{[values.documentNumber, t(`kind.${kind}`)].filter(Boolean).join(' · ')}</small>
			</td>
			<td>
				{values.ownerName ?? <span className="none">{t('screen.common.none')}</span>}
				{dossier !== undefined && <small>{dossier}</small>}
			</td>
			<td className="number">{entry.pageCount}</td>
			<td>
				{entry.submittedBy}
				<small>{showInstant(entry.submittedAt)}</small>
			</td>
			<td>{own ? t('screen.approve.ownShort') : <Seen seen={seen} />}</td>
		</tr>
	);
}

function Seen({ seen }: { readonly seen: ReviewEntryView['seen'] }): ReactNode {
	const { t } = useTranslation();
	if (seen === 'no') return <span className="none">{t('screen.approve.seen.no')}</span>;
	return (
		<span className={`seen ${seen}`}>
			<span aria-hidden="true">{seen === 'yes' ? '✓' : '↻'}</span> {t(`screen.approve.seen.${seen}`)}
		</span>
	);
}

/** Puts the focus on the row that was opened last, else on the first, unless the person is somewhere already. */
function useStartRow(table: { readonly current: HTMLElement | null }, filled: boolean): void {
	useEffect(() => {
		const active = document.activeElement;
		// Whoever came by the menu, or back from an outcome, is here to walk the queue.
		const free =
			active === null || active === document.body || active.id === 'content' || active.closest('.side-bar') !== null;
		if (!filled || !free) return;
		const last = recallOpened();
		const rows = [...(table.current?.querySelectorAll<HTMLElement>('.row-link') ?? [])];
		(rows.find((row) => row.dataset.id === last) ?? rows[0])?.focus();
	}, [filled, table]);
}

/** Moves the focus along the rows of the queue that is on the screen. */
export function walkRows(step: 1 | -1): void {
	const rows = [...document.querySelectorAll<HTMLElement>('.review-table .row-link')];
	const at = rows.indexOf(document.activeElement as HTMLElement);
	rows[at === -1 ? 0 : at + step]?.focus();
}
