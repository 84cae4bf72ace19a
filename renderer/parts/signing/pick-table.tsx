import { Button, Spin } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeId } from '../../../domain/ids.ts';
import type { Key } from '../../state/key-table.ts';
import { useKeys } from '../../state/use-keys.ts';

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
	/** Whether all there are, also those that are not loaded, are picked; and what picks or unpicks them. */
	readonly all: boolean;
	readonly onPickAll: () => void;
	/** How many rows there are, loaded or not. */
	readonly total: number;
	/** Whether rows are not loaded yet, and what loads the next ones. */
	readonly more: boolean;
	readonly onMore: () => void;
	/** Enter or a double click on a row. */
	readonly onOpen: (row: Row) => void;
};

/** Where the focus is, or was last. */
type Place = { readonly index: number; readonly id?: OutcomeId };

/** Rows on one page: few enough to be drawn at once, enough for half a day's papers. */
const PAGE_ROWS = 100;

/**
 * A list from which many are picked by keyboard: ↓ leads into it, ↑ ↓ walk, Space picks, Shift with an arrow picks along, Enter opens,
 * Page Up and Page Down turn the page. What is picked stays picked on other pages.
 */
export function PickTable<Row>(props: Props<Row>): ReactNode {
	const { t } = useTranslation();
	const { label, rows, idOf, columns, all, onPickAll, more, onMore } = props;
	const [page, setPage] = useState(0);
	const [at, setAt] = useState<Place>({ index: 0 });
	const body = useRef<HTMLTableSectionElement>(null);
	const follow = useRef(false);
	const count = more ? Math.max(props.total, rows.length + 1) : rows.length;
	const pages = Math.max(1, Math.ceil(count / PAGE_ROWS));
	const current = Math.min(page, pages - 1);
	const shown = rows.slice(current * PAGE_ROWS, (current + 1) * PAGE_ROWS);
	// The row stays the same one when the list changes around it.
	const known = shown.findIndex((row) => idOf(row) === at.id);
	const cursor = known >= 0 ? known : Math.min(at.index, Math.max(0, shown.length - 1));
	const here = (index: number): void => {
		const row = shown[index];
		setAt(row === undefined ? { index } : { index, id: idOf(row) });
	};
	const turn = (to: number): void => {
		// The row that has the focus goes away with its page.
		follow.current = body.current?.contains(document.activeElement) === true;
		setPage(Math.min(pages - 1, Math.max(0, to)));
		setAt({ index: 0 });
	};
	useWalk({ ...props, shown, cursor, setAt: here, turn, page: current, pages });
	// The page after this one is there before it is turned to.
	const wanted = more && (current + 2) * PAGE_ROWS > rows.length;
	useEffect(() => {
		if (wanted) onMore();
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: the first row of another page, or of one that came late, is another place.
	useEffect(() => {
		// Only while the list has the focus: a list that is drawn anew takes it from nobody.
		if (shown.length === 0) return;
		if (!follow.current && body.current?.contains(document.activeElement) !== true) return;
		follow.current = false;
		body.current?.querySelectorAll<HTMLElement>('input')[cursor]?.focus();
	}, [cursor, current, shown.length > 0]);
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
								onChange={onPickAll}
							/>
						</th>
						{columns.map(({ key, title, width }) => (
							<th key={key} scope="col" className={width}>
								{title}
							</th>
						))}
					</tr>
				</thead>
				<tbody ref={body}>
					{shown.map((row, index) => (
						<PickRow key={idOf(row)} {...props} row={row} here={index === cursor} onHere={() => here(index)} />
					))}
				</tbody>
			</table>
			{shown.length === 0 && <Spin />}
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
	readonly pages: number;
	readonly setAt: (at: number) => void;
	readonly turn: (page: number) => void;
};

function useWalk<Row>(walk: Walk<Row>): void {
	const { t } = useTranslation();
	const { shown, cursor, page, pages, setAt, turn, idOf, picked, onPick, onOpen } = walk;
	const row = shown[cursor];
	const go = (to: number, along = false): void => {
		const next = shown[to];
		if (row === undefined || next === undefined) return;
		if (along) onPick(new Set([...picked, idOf(row), idOf(next)]));
		setAt(to);
	};
	const step = (label: string, act: () => void): Key => ({ label, act, held: true });
	const rows = t('screen.shell.keys.rows');
	const along = t('screen.shell.keys.pickAlong');
	const ends = t('screen.shell.keys.ends');
	const turning = { label: t('screen.shell.keys.listPage'), off: pages < 2, held: true };
	useKeys(
		{
			ArrowDown: step(rows, () => go(cursor + 1)),
			ArrowUp: step(rows, () => go(cursor - 1)),
			' ': { label: t('screen.shell.keys.pick') },
			'shift+ArrowDown': step(along, () => go(cursor + 1, true)),
			'shift+ArrowUp': step(along, () => go(cursor - 1, true)),
			Enter: row !== undefined && { label: t('screen.shell.keys.open'), act: () => onOpen(row) },
			Home: step(ends, () => go(0)),
			End: step(ends, () => go(shown.length - 1)),
			PageDown: { ...turning, act: () => turn(page + 1) },
			PageUp: { ...turning, act: () => turn(page - 1) },
		},
		{ group: 'list', within: '.pick-table tbody' },
	);
	useKeys({ ArrowDown: { label: t('screen.shell.keys.toList'), act: focusPickTable, held: true } });
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
