import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeId } from '../../../domain/ids.ts';

/** A column. `grow`: takes what room is left; `tight`: its text stays on one line; `name`, `words`: room for a name, for sentences. */
export type PickColumn<Row> = {
	readonly key: string;
	readonly title: string;
	readonly render: (row: Row) => ReactNode;
	readonly width?: 'grow' | 'tight' | 'right' | 'name' | 'words';
};

type Props<Row> = {
	/** What the table is, for screen readers. */
	readonly label: string;
	readonly rows: readonly Row[];
	readonly idOf: (row: Row) => OutcomeId;
	/** What a row is called. */
	readonly nameOf: (row: Row) => string;
	readonly columns: readonly PickColumn<Row>[];
	readonly picked: ReadonlySet<OutcomeId>;
	readonly onPick: (picked: ReadonlySet<OutcomeId>) => void;
	/** Enter or a double click on a row. */
	readonly onOpen: (row: Row) => void;
};

/** Where the focus is, or was last. */
type Place = { readonly index: number; readonly id?: OutcomeId };

/** Rows on one page: few enough to be drawn at once, enough for half a day's papers. */
const PAGE_ROWS = 100;

/**
 * A list from which many are picked by keyboard: ↑ ↓ walk, Space picks, Shift with an arrow picks along, Enter opens, Page Up and Page
 * Down turn the page. What is picked stays picked on other pages.
 */
export function PickTable<Row>(props: Props<Row>): ReactNode {
	const { t } = useTranslation();
	const { label, rows, idOf, columns, picked, onPick } = props;
	const [page, setPage] = useState(0);
	const [at, setAt] = useState<Place>({ index: 0 });
	const body = useRef<HTMLTableSectionElement>(null);
	const follow = useRef(false);
	const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
	const current = Math.min(page, pages - 1);
	const shown = rows.slice(current * PAGE_ROWS, (current + 1) * PAGE_ROWS);
	// The row stays the same one when the list changes around it.
	const known = shown.findIndex((row) => idOf(row) === at.id);
	const cursor = known >= 0 ? known : Math.min(at.index, Math.max(0, shown.length - 1));
	const here = (index: number): void => {
		const row = shown[index];
		setAt(row === undefined ? { index } : { index, id: idOf(row) });
	};
	const all = rows.length > 0 && rows.every((row) => picked.has(idOf(row)));
	const turn = (to: number): void => {
		// The row that has the focus goes away with its page.
		follow.current = body.current?.contains(document.activeElement) === true;
		setPage(Math.min(pages - 1, Math.max(0, to)));
		setAt({ index: 0 });
	};
	const walk = useWalk({ ...props, shown, cursor, setAt: here, turn, page: current });
	// biome-ignore lint/correctness/useExhaustiveDependencies: the first row of another page is another place.
	useEffect(() => {
		// Only while the list has the focus: a list that is drawn anew takes it from nobody.
		if (!follow.current && body.current?.contains(document.activeElement) !== true) return;
		follow.current = false;
		body.current?.querySelectorAll<HTMLElement>('input')[cursor]?.focus();
	}, [cursor, current]);
	return (
		<div className="pick-table">
			<table aria-label={label}>
				<thead>
					<tr>
						<th scope="col">
							<input
								type="checkbox"
								tabIndex={-1}
								aria-label={t('screen.sign.pickAll')}
								checked={all}
								onChange={() => onPick(new Set(all ? [] : rows.map(idOf)))}
							/>
						</th>
						{columns.map(({ key, title, width }) => (
							<th key={key} scope="col" className={width}>
								{title}
							</th>
						))}
					</tr>
				</thead>
				<tbody ref={body} onKeyDown={walk}>
					{shown.map((row, index) => (
						<PickRow key={idOf(row)} {...props} row={row} here={index === cursor} onHere={() => here(index)} />
					))}
				</tbody>
			</table>
			{pages > 1 && (
				<p className="pager">
					<Button size="small" disabled={current === 0} onClick={() => turn(current - 1)}>
						<kbd>PgUp</kbd> {t('screen.sign.earlier')}
					</Button>
					{t('screen.sign.page', { page: current + 1, pages })}
					<Button size="small" disabled={current === pages - 1} onClick={() => turn(current + 1)}>
						{t('screen.sign.later')} <kbd>PgDn</kbd>
					</Button>
				</p>
			)}
		</div>
	);
}

type RowProps<Row> = Props<Row> & { readonly row: Row; readonly here: boolean; readonly onHere: () => void };

function PickRow<Row>({ row, here, onHere, idOf, nameOf, columns, picked, onPick, onOpen }: RowProps<Row>): ReactNode {
	const id = idOf(row);
	const isPicked = picked.has(id);
	return (
		<tr className={isPicked ? 'picked' : undefined} data-outcome={id} onDoubleClick={() => onOpen(row)}>
			<td>
				<input
					type="checkbox"
					tabIndex={here ? 0 : -1}
					aria-label={nameOf(row)}
					checked={isPicked}
					onFocus={onHere}
					onChange={() => onPick(toggled(picked, id))}
				/>
			</td>
			{columns.map(({ key, render, width }) => (
				<td key={key} className={width}>
					{render(row)}
				</td>
			))}
		</tr>
	);
}

type Walk<Row> = Props<Row> & {
	readonly shown: readonly Row[];
	readonly cursor: number;
	readonly page: number;
	readonly setAt: (at: number) => void;
	readonly turn: (page: number) => void;
};

function useWalk<Row>(walk: Walk<Row>): (event: KeyboardEvent) => void {
	const { shown, cursor, page, setAt, turn, idOf, picked, onPick, onOpen } = walk;
	return (event) => {
		const row = shown[cursor];
		if (row === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
		const go = (to: number): void => {
			const next = shown[to];
			if (next === undefined) return;
			if (event.shiftKey) onPick(new Set([...picked, idOf(row), idOf(next)]));
			setAt(to);
		};
		const act = {
			ArrowDown: () => go(cursor + 1),
			ArrowUp: () => go(cursor - 1),
			Home: () => go(0),
			End: () => go(shown.length - 1),
			PageDown: () => turn(page + 1),
			PageUp: () => turn(page - 1),
			Enter: () => onOpen(row),
		}[event.key];
		if (act === undefined) return;
		event.preventDefault();
		act();
	};
}

function toggled(picked: ReadonlySet<OutcomeId>, id: OutcomeId): ReadonlySet<OutcomeId> {
	const next = new Set(picked);
	if (!next.delete(id)) next.add(id);
	return next;
}

/** Puts the focus into the list, so that the next key works there. */
export function focusPickTable(): void {
	document.querySelector<HTMLElement>('.pick-table tbody input[tabindex="0"]')?.focus();
}
