import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StackPageId } from '../../../domain/ids.ts';
import { papersOf, type Stack } from '../../../domain/stack.ts';
import { dropTarget, indexAt, type Selection, selectedPages } from '../../state/capture-selection.ts';
import { PageTile, tileId } from './page-tile.tsx';

/** Size of a tile with its gap, px (capture.css). */
const TILE = { width: 156, height: 214 } as const;

type Props = {
	readonly stack: Stack;
	readonly selection: Selection;
	/** How many tiles stand in a row: what arrows up and down step by. */
	readonly onColumns: (columns: number) => void;
	readonly onSelect: (id: StackPageId, extend: boolean) => void;
	readonly onOpen: () => void;
	readonly onMove: (pages: readonly StackPageId[], to: number) => void;
};

/** The pages of a stack as a wall of small pictures; only those that are seen are there. */
export function PageGrid({ stack, selection, onColumns, onSelect, onOpen, onMove }: Props): ReactNode {
	const { t } = useTranslation();
	const pane = useRef<HTMLDivElement>(null);
	const dragged = useRef<readonly StackPageId[]>([]);
	const columns = useColumns(pane, onColumns);
	const { pages } = stack;
	const rows = useVirtualizer({
		count: Math.ceil(pages.length / columns),
		getScrollElement: () => pane.current,
		estimateSize: () => TILE.height,
		overscan: 2,
	});
	const at = indexAt(pages, selection);
	const row = Math.floor(at / columns);
	useEffect(() => {
		if (row >= 0) rows.scrollToIndex(row);
	}, [row, rows]);
	const chosen = new Set(selectedPages(pages, selection));
	const papers = useMemo(() => paperStarts(stack), [stack]);
	const current = pages[at];
	return (
		<div
			className="page-grid"
			ref={pane}
			role="listbox"
			tabIndex={0}
			aria-multiselectable
			aria-label={t('screen.capture.pages')}
			{...(current !== undefined && { 'aria-activedescendant': tileId(current.id) })}
		>
			<div className="page-rows" role="presentation" style={{ height: rows.getTotalSize() }}>
				{rows.getVirtualItems().map(({ index, start }) => (
					<div key={index} className="page-row" role="presentation" style={{ transform: `translateY(${start}px)` }}>
						{pages.slice(index * columns, (index + 1) * columns).map((page, i) => (
							<PageTile
								key={page.id}
								page={page}
								index={index * columns + i}
								count={pages.length}
								paper={papers.get(page.id)}
								selected={chosen.has(page.id)}
								current={page.id === current?.id}
								onSelect={onSelect}
								onOpen={onOpen}
								onDrag={(id) => {
									dragged.current = chosen.has(id) ? [...chosen] : [id];
								}}
								onDropAt={(before) => onMove(dragged.current, dropTarget(pages, dragged.current, before))}
							/>
						))}
					</div>
				))}
			</div>
		</div>
	);
}

/** The first page of each paper, when there are several, and the paper's number. */
function paperStarts(stack: Stack): ReadonlyMap<StackPageId, number> {
	const papers = papersOf(stack);
	if (papers.length < 2) return new Map();
	return new Map(papers.flatMap(([first], index) => (first === undefined ? [] : [[first.id, index + 1] as const])));
}

function useColumns(pane: { readonly current: HTMLElement | null }, onColumns: (columns: number) => void): number {
	const [columns, setColumns] = useState(1);
	useEffect(() => {
		const element = pane.current;
		if (element === null) return;
		const observer = new ResizeObserver(() => setColumns(Math.max(1, Math.floor(element.clientWidth / TILE.width))));
		observer.observe(element);
		return () => observer.disconnect();
	}, [pane]);
	useEffect(() => onColumns(columns), [columns, onColumns]);
	return columns;
}
