import { skipToken, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageView, StoredReadingView, WordView } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { matchWords } from '../state/match-words.ts';
import { PageSheet } from './page-sheet.tsx';
import { ViewerBar } from './viewer-bar.tsx';

/** A place on a page (index from 0): px of the page's frame. */
export type Place = Pick<StoredReadingView, 'page' | 'box'>;

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
	readonly onPage: (page: number) => void;
	readonly onQuery: (query: string) => void;
};

/** Width of the sheet as a share of the pane; a step is an index into it. */
const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3] as const;
const FIT = 2;
const NO_WORDS: readonly WordView[] = [];

/** A page's picture with boxes over its words. Page up and down turn pages; plus and minus zoom; 0 fits. */
export function PageViewer(props: Props): ReactNode {
	const { outcomeId, pages, page, query, shown, closeUp = false, onPage, onQuery, onWord } = props;
	const { t } = useTranslation();
	const [zoom, setZoom] = useState<number>(FIT);
	const [boxes, setBoxes] = useState(true);
	const input = page < pages.length ? { id: outcomeId, page } : skipToken;
	const words = useQuery(api.outcomes.pageWords.queryOptions({ input, staleTime: 300_000 })).data?.words ?? NO_WORDS;
	const hits = useMemo(() => matchWords(words, query), [words, query]);
	const box = shown?.page === page ? shown.box : undefined;
	const pageWidth = pages[page]?.widthPx ?? 0;
	useEffect(() => {
		if (closeUp && box !== undefined) setZoom(closeUpZoom(box[2] / pageWidth));
	}, [closeUp, box, pageWidth]);
	const zoomTo = (step: number): void => setZoom(Math.min(ZOOMS.length - 1, Math.max(0, step)));
	const turnTo = (to: number): void => {
		if (to !== page && to >= 0 && to < pages.length) onPage(to);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		const move = MOVES[event.key];
		if (move === undefined || isTextBox(event.target)) return;
		event.preventDefault();
		if (move.turn !== undefined) turnTo(page + move.turn);
		else zoomTo(move.zoom === undefined ? FIT : zoom + move.zoom);
	};
	return (
		<section className="viewer" aria-label={t('screen.outcome.viewer')} onKeyDown={onKeyDown}>
			<ViewerBar
				page={page}
				pageCount={pages.length}
				onPage={turnTo}
				canZoomIn={zoom < ZOOMS.length - 1}
				canZoomOut={zoom > 0}
				onZoom={(step) => zoomTo(step === 'fit' ? FIT : zoom + (step === 'in' ? 1 : -1))}
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
				width={ZOOMS[zoom] ?? 1}
				words={words}
				boxes={boxes}
				hits={hits}
				field={box}
				onWord={onWord && ((word) => onWord(word, page))}
			/>
		</section>
	);
}

/** The closest zoom, at most twice the fit, at which a box of this share of the page's width is seen with its surroundings. */
function closeUpZoom(share: number): number {
	const close = ZOOMS.findLastIndex((zoom) => zoom <= 2 && zoom * share <= 0.9);
	return Math.max(FIT, close);
}

/** What a key does: turns by pages, zooms by steps, or (neither) fits. */
const MOVES: Readonly<Record<string, { readonly turn?: number; readonly zoom?: number }>> = {
	PageDown: { turn: 1 },
	PageUp: { turn: -1 },
	'+': { zoom: 1 },
	'=': { zoom: 1 },
	'-': { zoom: -1 },
	'0': {},
};

/** A checkbox is an input too, but nobody types into it. */
function isTextBox(target: EventTarget): boolean {
	if (target instanceof HTMLTextAreaElement) return true;
	return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
