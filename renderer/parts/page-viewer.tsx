import { skipToken, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageView, StoredReadingView, WordView } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import type { Keys } from '../state/key-table.ts';
import { matchWords } from '../state/match-words.ts';
import { useKeys } from '../state/use-keys.ts';
import { useTellPage } from '../state/use-tell-seen.ts';
import { useView } from '../state/use-view.ts';
import { NotePair } from './note-pair.tsx';
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

/** A page's picture with boxes over its words. */
export function PageViewer(props: Props): ReactNode {
	const { outcomeId, pages, page, query, shown, closeUp = false, onPage, onQuery, onWord, zone, onZone } = props;
	const { t } = useTranslation();
	// Who compares reads the letters: boxes around each would stand in the way until they are asked for.
	const [boxes, setBoxes] = useState(false);
	const frame = useRef<HTMLElement>(null);
	const seen = useTellPage(outcomeId, props.onSeen);
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
	useKeys(
		{
			...pageKeys(page, pages.length, turnTo, t),
			...viewKeys(view, t),
			w: { label: t('screen.outcome.words'), act: () => setBoxes(!boxes) },
			'/': {
				label: t('screen.outcome.search'),
				act: () => frame.current?.querySelector<HTMLElement>('.viewer-search input')?.focus(),
			},
		},
		{ group: 'page' },
	);
	return (
		<section className="viewer" aria-label={t('screen.outcome.viewer')} ref={frame}>
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
			<NotePair pages={pages} page={page} onPage={turnTo} />
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
				onSeen={seen}
			/>
		</section>
	);
}

function pageKeys(page: number, pageCount: number, turnTo: (page: number) => void, t: TFunction): Keys {
	const off = pageCount < 2;
	// Also from the boxes beside the page: a box of one line has no pages of its own.
	const turn = { label: t('screen.outcome.keys.turn'), off, held: true, typing: true };
	const ends = { label: t('screen.outcome.keys.ends'), off, held: true };
	return {
		PageUp: { ...turn, act: () => turnTo(page - 1) },
		PageDown: { ...turn, act: () => turnTo(page + 1) },
		Home: { ...ends, act: () => turnTo(0) },
		End: { ...ends, act: () => turnTo(pageCount - 1) },
	};
}

function viewKeys({ zoomBy, fitTo, rotate, canZoomIn, canZoomOut }: ReturnType<typeof useView>, t: TFunction): Keys {
	const closer = { label: t('screen.outcome.zoomIn'), act: () => zoomBy(1), off: !canZoomIn, held: true };
	return {
		'+': closer,
		// The same place on the keyboard, without Shift.
		'=': closer,
		'-': { label: t('screen.outcome.zoomOut'), act: () => zoomBy(-1), off: !canZoomOut, held: true },
		0: { label: t('screen.outcome.fit'), act: () => fitTo('width') },
		9: { label: t('screen.outcome.fitPage'), act: () => fitTo('page') },
		x: { label: t('screen.outcome.rotate'), act: rotate },
	};
}

/** The closest zoom, at most twice the fit, at which a box of this share of the page's width is seen with its surroundings. */
function closeUpZoom(share: number): number {
	return Math.max(1, Math.min(2, 0.9 / share));
}
