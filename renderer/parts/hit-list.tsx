import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveHit } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { showDay } from '../state/dates.ts';
import { routeHash } from '../state/route.ts';
import { outcomeName } from './outcome-name.ts';
import { SnippetText } from './snippet-text.tsx';
import { StateTag } from './state-tag.tsx';

/** What others may ask of the list. */
export type HitListHandle = { focus(): void };

type Props = {
	readonly hits: readonly ArchiveHit[];
	/** What is marked in an outcome that is opened. */
	readonly query: string;
	/** The answer is the last one's: the new one is on its way. */
	readonly stale: boolean;
	/** Index of the row that the keys are at. */
	readonly active: number;
	readonly onActive: (index: number) => void;
	readonly picked: ReadonlySet<OutcomeId>;
	readonly onPick: (id: OutcomeId) => void;
	readonly onPickAll: () => void;
	/** Up from the first row, and Escape. */
	readonly onLeave: () => void;
	/** The end of what is there comes near. */
	readonly onEnd: () => void;
	readonly handle: Ref<HitListHandle>;
};

/** Rows beyond the edge that are drawn too, so that a key finds the next one. */
const OVERSCAN = 6;
/** Rows before the end at which more are fetched: a page of keys. */
const AHEAD = 15;
/** Height of the head, px. */
const HEAD_PX = 32;
/** Height of a row before it is measured, px: two lines, and two more with a snippet. */
const PLAIN_PX = 56;
const SNIPPET_PX = 98;

/**
 * What was found, however much: only the rows in sight exist. Arrows, Page up and down, Home and End walk; Enter opens, Space
 * selects, Ctrl+A selects all.
 */
export function HitList(props: Props): ReactNode {
	const { hits, active, onActive, onEnd, stale, handle } = props;
	const { t } = useTranslation();
	const pane = useRef<HTMLDivElement>(null);
	const focusWanted = useRef(false);
	const inside = useRef(false);
	const rows = useVirtualizer({
		count: hits.length,
		getScrollElement: () => pane.current,
		estimateSize: (index) => (hits[index]?.snippet === undefined ? PLAIN_PX : SNIPPET_PX),
		getItemKey: (index) => hits[index]?.outcome.id ?? index,
		overscan: OVERSCAN,
		// Below the head, which stays in sight.
		scrollPaddingStart: HEAD_PX,
	});
	const shown = rows.getVirtualItems();
	const end = shown.at(-1)?.index ?? 0;
	useEffect(() => {
		if (end >= hits.length - AHEAD) onEnd();
	}, [end, hits.length, onEnd]);
	const goTo = (index: number): void => {
		const to = Math.max(0, Math.min(hits.length - 1, index));
		focusWanted.current = true;
		onActive(to);
		rows.scrollToIndex(to);
		focusRow(pane.current, to);
	};
	// The row may have come into being only by the scrolling, or the one with the focus have gone with the last finds.
	useEffect(() => {
		const lost = inside.current && document.activeElement === document.body;
		if ((focusWanted.current || lost) && focusRow(pane.current, active)) focusWanted.current = false;
	});
	useImperativeHandle(handle, () => ({ focus: () => goTo(Math.min(active, hits.length - 1)) }));
	return (
		<div className="hits" ref={pane}>
			<table
				aria-label={t('screen.archive.results')}
				aria-rowcount={hits.length + 1}
				aria-busy={stale}
				onFocus={() => {
					inside.current = true;
				}}
				onBlur={({ relatedTarget }) => {
					inside.current = relatedTarget === null;
				}}
				onKeyDown={(event) => walk(event, props, goTo, pageOf(pane.current))}
			>
				<HeadRow />
				<tbody style={{ height: rows.getTotalSize() }}>
					{shown.map((item) => {
						const hit = hits[item.index];
						return (
							hit && (
								<HitRow
									{...props}
									key={item.key}
									hit={hit}
									index={item.index}
									start={item.start}
									measure={rows.measureElement}
								/>
							)
						);
					})}
				</tbody>
			</table>
		</div>
	);
}

function HeadRow(): ReactNode {
	const { t } = useTranslation();
	return (
		<thead>
			<tr className="hit-row" aria-rowindex={1}>
				<th scope="col">
					<span className="unseen-text">{t('screen.archive.picked')}</span>
				</th>
				<th scope="col">{t('screen.outcomes.documentNumber')}</th>
				<th scope="col">{t('screen.outcomes.paper')}</th>
				<th scope="col">{t('field.ownerName')}</th>
				<th scope="col">{t('field.issuingBody')}</th>
				<th scope="col">{t('screen.outcomes.state')}</th>
			</tr>
		</thead>
	);
}

type RowProps = Props & {
	readonly hit: ArchiveHit;
	readonly index: number;
	/** Of the row's top, px below the first. */
	readonly start: number;
	readonly measure: (row: HTMLElement | null) => void;
};

function HitRow({ hit, index, start, measure, ...list }: RowProps): ReactNode {
	const { t } = useTranslation();
	const { query, active, onActive, picked, onPick } = list;
	const { outcome, snippet } = hit;
	const { documentNumber, issueDate, ownerName, dossierCode, issuingBody } = outcome.values;
	const none = <span className="none">{t('screen.common.none')}</span>;
	const name = outcomeName(outcome, t);
	const chosen = picked.has(outcome.id);
	return (
		<tr
			ref={measure}
			className={['hit-row', index === active && 'active', chosen && 'chosen'].filter(Boolean).join(' ')}
			style={{ transform: `translateY(${start}px)` }}
			aria-rowindex={index + 2}
			data-index={index}
			onFocus={() => onActive(index)}
		>
			<td>
				<Checkbox
					checked={chosen}
					tabIndex={-1}
					aria-label={t('screen.archive.pick', { name })}
					onChange={() => onPick(outcome.id)}
				/>
			</td>
			<td>
				<strong>{documentNumber ?? none}</strong>
				<small>{issueDate !== undefined && showDay(issueDate)}</small>
			</td>
			<td>
				<a
					className="row-link"
					href={routeHash({ kind: 'outcome', id: outcome.id, query, page: 0 })}
					tabIndex={index === active ? 0 : -1}
				>
					{name}
				</a>
				<small>{t(`kind.${outcome.kind}`)}</small>
				{snippet !== undefined && (
					<p className="snippet">
						<SnippetText snippet={snippet} />
					</p>
				)}
			</td>
			<td>
				{ownerName ?? none}
				<small>{dossierCode}</small>
			</td>
			<td>{issuingBody ?? none}</td>
			<td>
				<StateTag state={outcome.state} />
			</td>
		</tr>
	);
}

/** Rows in sight. */
function pageOf(pane: HTMLElement | null): number {
	return Math.max(1, Math.floor((pane?.clientHeight ?? 0) / SNIPPET_PX));
}

function focusRow(pane: HTMLElement | null, index: number): boolean {
	const link = pane?.querySelector<HTMLElement>(`[data-index="${index}"] .row-link`);
	link?.focus({ preventScroll: true });
	return link != null;
}

function walk(event: KeyboardEvent, props: Props, goTo: (index: number) => void, page: number): void {
	const { active, hits, onPick, onPickAll, onLeave } = props;
	if (event.altKey || event.metaKey) return;
	const acts: Readonly<Record<string, () => void>> = event.ctrlKey
		? { a: onPickAll, A: onPickAll }
		: {
				ArrowDown: () => goTo(active + 1),
				ArrowUp: () => (active === 0 ? onLeave() : goTo(active - 1)),
				PageDown: () => goTo(active + page),
				PageUp: () => goTo(active - page),
				Home: () => goTo(0),
				End: () => goTo(hits.length - 1),
				Escape: onLeave,
				' ': () => {
					const hit = hits[active];
					if (hit !== undefined) onPick(hit.outcome.id);
				},
			};
	const act = acts[event.key];
	if (act === undefined) return;
	event.preventDefault();
	act();
}
