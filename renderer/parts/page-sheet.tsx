import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PageView, pagePath, type WordView } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { type Point, pointOnPage, type Turn } from '../state/page-point.ts';
import { usePanePointer } from '../state/use-pane-pointer.ts';
import { PageMarks } from './page-marks.tsx';

type Props = {
	readonly outcomeId: OutcomeId;
	readonly pages: readonly PageView[];
	readonly page: number;
	/** Of the sheet, as a share of the pane's width. */
	readonly width: number;
	readonly turn: Turn;
	readonly words: readonly WordView[];
	/** Whether to draw a box around every word. */
	readonly boxes: boolean;
	/** Indices of the words to mark. */
	readonly hits: ReadonlySet<number>;
	/** A field's place to mark, px of the page's frame. */
	readonly field: Box | undefined;
	/** A zone that is being chosen, px of the page's frame. */
	readonly zone: Box | undefined;
	/** What a click on a word does. */
	readonly onWord: ((word: WordView) => void) | undefined;
	/** What a box drawn with Shift and the mouse does, px of the page's frame. */
	readonly onZone: ((box: Box) => void) | undefined;
	/** Steps of zoom that Ctrl and the wheel ask for. */
	readonly onZoom: (steps: number) => void;
	/** The picture of the page stands on the screen. */
	readonly onSeen: ((page: number) => void) | undefined;
};

/** The picture and, over it, the marks: an SVG in the page's own pixels, so that no mark needs scaling by hand. */
export function PageSheet(props: Props): ReactNode {
	const { outcomeId, pages, page, width, turn, hits, field, zone, onSeen } = props;
	const { t } = useTranslation();
	const pane = useRef<HTMLElement>(null);
	const sheet = useRef<HTMLDivElement>(null);
	const [lost, setLost] = useState<number>();
	const [here, setHere] = useState<ReadonlySet<number>>(new Set());
	const current = pages[page];
	const at = (x: number, y: number): Point | undefined =>
		sheet.current === null || current === undefined
			? undefined
			: pointOnPage({ x, y }, sheet.current.getBoundingClientRect(), turn, current);
	const { drawn, onPointerDown } = usePanePointer({ pane, at, onZone: props.onZone });
	useWheelZoom(pane, props.onZoom);
	useSteadyMiddle(pane, width);
	// The neighbours are loaded, unseen, so that turning a page shows it at once; all others go.
	const near = pages.filter(({ index }) => Math.abs(index - page) <= 1);
	useEffect(() => {
		if (hits.size > 0 && pane.current !== null) centre(pane.current, '.hit');
	}, [hits]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another width or turn moves the place
	useEffect(() => {
		if (field !== undefined && pane.current !== null) centre(pane.current, '.field-box');
	}, [field, width, turn]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a zone that was moved must be seen
	useEffect(() => {
		if (pane.current !== null) centre(pane.current, '.zone-box', true);
	}, [zone]);
	const seen = here.has(page);
	useEffect(() => {
		if (seen) onSeen?.(page);
	}, [seen, page, onSeen]);
	if (current === undefined) return null;
	const lies = turn % 180 !== 0;
	const aspect = lies ? `${current.heightPx} / ${current.widthPx}` : `${current.widthPx} / ${current.heightPx}`;
	return (
		<section
			className="sheet-pane"
			ref={pane}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard (WCAG 2.1.1)
			tabIndex={0}
			aria-label={t('screen.outcome.page', { page: page + 1 })}
			onPointerDown={onPointerDown}
		>
			{lost !== page && !seen && <p className="sheet-loading">{t('screen.outcome.pageLoading')}</p>}
			<div className="sheet" ref={sheet} style={{ width: `${width * 100}%`, aspectRatio: aspect }}>
				<div className={`sheet-turn turn-${turn}`}>
					{near.map(({ index }) => (
						<img
							key={index}
							src={pagePath(outcomeId, index)}
							alt={index === page ? t('screen.outcome.page', { page: index + 1 }) : ''}
							hidden={index !== page}
							draggable={false}
							onLoad={() => setHere((all) => new Set([...all, index]))}
							onError={() => setLost(index)}
						/>
					))}
					<PageMarks {...props} current={current} zone={drawn ?? zone} />
				</div>
				{current.blank && <p className="sheet-note">{t('screen.outcome.blankPage')}</p>}
				{lost === page && <p className="sheet-note">{t('screen.outcome.pageLost')}</p>}
			</div>
		</section>
	);
}

type Pane = { readonly current: HTMLElement | null };

/** Ctrl and the wheel zoom the page, not the program. */
function useWheelZoom(pane: Pane, onZoom: (steps: number) => void): void {
	const latest = useRef(onZoom);
	useEffect(() => {
		latest.current = onZoom;
	});
	useEffect(() => {
		const element = pane.current;
		const onWheel = (event: WheelEvent): void => {
			if (!event.ctrlKey) return;
			event.preventDefault();
			if (event.deltaY !== 0) latest.current(event.deltaY < 0 ? 1 : -1);
		};
		// React's own listener is passive and could not keep the browser from zooming.
		element?.addEventListener('wheel', onWheel, { passive: false });
		return () => element?.removeEventListener('wheel', onWheel);
	}, [pane]);
}

/** Keeps what stands in the middle of the pane there when the sheet grows or shrinks. */
function useSteadyMiddle(pane: Pane, width: number): void {
	const before = useRef(width);
	useLayoutEffect(() => {
		const element = pane.current;
		const factor = width / before.current;
		before.current = width;
		if (element === null || factor === 1) return;
		const { clientWidth, clientHeight } = element;
		element.scrollLeft = (element.scrollLeft + clientWidth / 2) * factor - clientWidth / 2;
		element.scrollTop = (element.scrollTop + clientHeight / 2) * factor - clientHeight / 2;
	}, [pane, width]);
}

/** Scrolls the pane, and only the pane, until what the selector names stands in its middle; `lazy`: only when it is not seen. */
function centre(pane: HTMLElement, selector: string, lazy = false): void {
	const mark = pane.querySelector(selector)?.getBoundingClientRect();
	if (mark === undefined) return;
	const frame = pane.getBoundingClientRect();
	const seen =
		mark.top >= frame.top && mark.bottom <= frame.bottom && mark.left >= frame.left && mark.right <= frame.right;
	if (lazy && seen) return;
	pane.scrollBy(
		mark.left + mark.width / 2 - (frame.left + frame.width / 2),
		mark.top + mark.height / 2 - (frame.top + frame.height / 2),
	);
}
