import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PageView, pagePath, type WordView } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { certaintyOf } from '../state/confidence.ts';

type Props = {
	readonly outcomeId: OutcomeId;
	readonly pages: readonly PageView[];
	readonly page: number;
	/** Of the sheet, as a share of the pane's width. */
	readonly width: number;
	readonly words: readonly WordView[];
	/** Whether to draw a box around every word. */
	readonly boxes: boolean;
	/** Indices of the words to mark. */
	readonly hits: ReadonlySet<number>;
	/** A field's place to mark, px of the page's frame. */
	readonly field: Box | undefined;
	/** What a click on a word does. */
	readonly onWord: ((word: WordView) => void) | undefined;
};

/** The picture and, over it, the marks: an SVG in the page's own pixels, so that no mark needs scaling by hand. */
export function PageSheet(props: Props): ReactNode {
	const { outcomeId, pages, page, width, hits, field } = props;
	const { t } = useTranslation();
	const pane = useRef<HTMLElement>(null);
	const [lost, setLost] = useState<number>();
	const current = pages[page];
	// The neighbours are loaded, unseen, so that turning a page shows it at once.
	const near = pages.filter(({ index }) => Math.abs(index - page) <= 1);
	useEffect(() => {
		if (hits.size > 0 && pane.current !== null) centre(pane.current, '.hit');
	}, [hits]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another width moves the place
	useEffect(() => {
		if (field !== undefined && pane.current !== null) centre(pane.current, '.field-box');
	}, [field, width]);
	if (current === undefined) return null;
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard (WCAG 2.1.1)
		<section className="sheet-pane" ref={pane} tabIndex={0} aria-label={t('screen.outcome.page', { page: page + 1 })}>
			<div
				className="sheet"
				style={{ width: `${width * 100}%`, aspectRatio: `${current.widthPx} / ${current.heightPx}` }}
			>
				{near.map(({ index }) => (
					<img
						key={index}
						src={pagePath(outcomeId, index)}
						alt={index === page ? t('screen.outcome.page', { page: index + 1 }) : ''}
						hidden={index !== page}
						onError={() => setLost(index)}
					/>
				))}
				<Marks {...props} current={current} />
				{current.blank && <p className="sheet-note">{t('screen.outcome.blankPage')}</p>}
				{lost === page && <p className="sheet-note">{t('screen.outcome.pageLost')}</p>}
			</div>
		</section>
	);
}

/** Scrolls the pane, and only the pane, until what the selector names stands in its middle. */
function centre(pane: HTMLElement, selector: string): void {
	const mark = pane.querySelector(selector)?.getBoundingClientRect();
	if (mark === undefined) return;
	const frame = pane.getBoundingClientRect();
	pane.scrollBy(
		mark.left + mark.width / 2 - (frame.left + frame.width / 2),
		mark.top + mark.height / 2 - (frame.top + frame.height / 2),
	);
}

function Marks({ words, boxes, hits, field, onWord, current }: Props & { readonly current: PageView }): ReactNode {
	return (
		<svg viewBox={`0 0 ${current.widthPx} ${current.heightPx}`} aria-hidden="true">
			{words.map(({ box, text, confidence }, index) => {
				const hit = hits.has(index);
				if (!boxes && !hit && onWord === undefined) return null;
				const unsure = certaintyOf(confidence) === 'unsure';
				const name = ['word-box', unsure && 'unsure', hit && 'hit', !boxes && 'unseen', onWord && 'pickable'];
				return (
					<Rect
						// biome-ignore lint/suspicious/noArrayIndexKey: a word is its index on the page
						key={index}
						box={box}
						name={name.filter(Boolean).join(' ')}
						onPick={onWord && (() => onWord({ text, box, confidence }))}
					>
						<title>
							{text} ({Math.floor(confidence * 100)}%)
						</title>
					</Rect>
				);
			})}
			{field !== undefined && <Rect box={field} name="field-box" />}
		</svg>
	);
}

function Rect({
	box,
	name,
	onPick,
	children,
}: {
	readonly box: Box;
	readonly name: string;
	readonly onPick?: (() => void) | undefined;
	readonly children?: ReactNode;
}): ReactNode {
	const [x, y, width, height] = box;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: a word is a shortcut for the mouse; by keyboard it is typed
		<rect
			className={name}
			x={x}
			y={y}
			width={width}
			height={height}
			// The box that is typed into keeps the focus.
			onMouseDown={onPick && ((event) => event.preventDefault())}
			onClick={onPick}
		>
			{children}
		</rect>
	);
}
