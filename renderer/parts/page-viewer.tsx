import { skipToken, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageView, StoredReadingView, WordView } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { matchWords } from '../state/match-words.ts';
import { useView } from '../state/use-view.ts';
import { PageSheet } from './page-sheet.tsx';
import { ViewerBar } from './viewer-bar.tsx';

/** A place on a page (index from 0): px of the page's frame. */
export type Place = Pick<StoredReadingView, 'page' | 'box'>;

/** Where a value stands; nothing for one that was typed without a place. */
export function placeOf(place: Place | undefined): Place | undefined {
	return place !== undefined && place.box[2] > 0 ? place : undefined;
}

type Props = {
	readonly outcomeId: OutcomeId;
	readonly pages: readonly PageView[];
	/** Index from 0. */
	readonly page: number;
	/** What to mark. */
	readonly query: string;
	/** The place to be marked. */
	readonly shown: Place | undefined;
	/** Whether a place that is marked is also zoomed to. */
	readonly closeUp?: boolean;
	/** What a click on a word does; nothing when absent. */
	readonly onWord?: (word: WordView, page: number) => void;
	/** A zone to be marked, px of the page's frame. */
	readonly zone?: Box | undefined;
	/** What a box drawn on the page does; none can be drawn when absent. */
	readonly onZone?: (box: Box) => void;
	/** The picture of a page (index from 0) stands on the screen. */
	readonly onSeen?: (page: number) => void;
	readonly onPage: (page: number) => void;
	readonly onQuery: (query: string) => void;
};

const NO_WORDS: readonly WordView[] = [];

/** A page's picture with boxes over its words. Page up and down turn pages; plus and minus zoom; 0 and 9 fit; X turns the view. */
export function PageViewer(props: Props): ReactNode {
	const { outcomeId, pages, page, query, shown, closeUp = false, onPage, onQuery, onWord, zone, onZone } = props;
	const { t } = useTranslation();
	// Who compares reads the letters: boxes around each would stand in the way until they are asked for.
	const [boxes, setBoxes] = useState(false);
	const frame = useRef<HTMLElement>(null);
	const input = page < pages.length ? { id: outcomeId, page } : skipToken;
	const words = useQuery(api.outcomes.pageWords.queryOptions({ input, staleTime: 300_000, gcTime: 60_000 }));
	const known = words.data?.words ?? NO_WORDS;
	const hits = useMemo(() => matchWords(known, query), [known, query]);
	const box = shown?.page === page ? shown.box : undefined;
	const current = pages[page];
	const pageWidth = current?.widthPx ?? 0;
	const view = useView(current, () => frame.current?.querySelector('.sheet-pane'));
	// biome-ignore lint/correctness/useExhaustiveDependencies: a place is zoomed to once, when it is shown
	useEffect(() => {
		if (closeUp && box !== undefined) view.zoomTo(closeUpZoom(box[2] / pageWidth));
	}, [closeUp, box, pageWidth]);
	const { zoomBy, fitTo, rotate } = view;
	const turnTo = (to: number): void => {
		if (to !== page && to >= 0 && to < pages.length) onPage(to);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (isTextBox(event.target) || event.ctrlKey || event.altKey) return;
		const act = actsOf(view, page, pages.length, turnTo)[event.key];
		if (act === undefined) return;
		event.preventDefault();
		act();
	};
	return (
		<section className="viewer" aria-label={t('screen.outcome.viewer')} onKeyDown={onKeyDown} ref={frame}>
			<ViewerBar
				page={page}
				pageCount={pages.length}
				onPage={turnTo}
				canZoomIn={view.canZoomIn}
				canZoomOut={view.canZoomOut}
				onZoom={zoomBy}
				onFit={fitTo}
				onRotate={rotate}
				boxes={boxes}
				onBoxes={setBoxes}
				query={query}
				onQuery={onQuery}
				hitCount={hits.size}
			/>
			<PageSheet
				outcomeId={outcomeId}
				pages={pages}
				page={page}
				width={view.zoom}
				turn={view.turn}
				words={known}
				boxes={boxes}
				hits={hits}
				field={box}
				zone={zone}
				onWord={onWord && ((word) => onWord(word, page))}
				onZone={onZone}
				onZoom={zoomBy}
				onSeen={props.onSeen}
			/>
		</section>
	);
}

/** What each key does while the page has the focus. */
function actsOf(
	{ zoomBy, fitTo, rotate }: ReturnType<typeof useView>,
	page: number,
	pageCount: number,
	turnTo: (page: number) => void,
): Readonly<Record<string, () => void>> {
	return {
		PageDown: () => turnTo(page + 1),
		PageUp: () => turnTo(page - 1),
		Home: () => turnTo(0),
		End: () => turnTo(pageCount - 1),
		'+': () => zoomBy(1),
		'=': () => zoomBy(1),
		'-': () => zoomBy(-1),
		'0': () => fitTo('width'),
		'9': () => fitTo('page'),
		x: rotate,
		X: rotate,
	};
}

/** The closest zoom, at most twice the fit, at which a box of this share of the page's width is seen with its surroundings. */
function closeUpZoom(share: number): number {
	return Math.max(1, Math.min(2, 0.9 / share));
}

/** A checkbox is an input too, but nobody types into it. */
function isTextBox(target: EventTarget): boolean {
	if (target instanceof HTMLTextAreaElement) return true;
	return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
