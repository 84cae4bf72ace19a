import type { ReactNode } from 'react';
import type { PageView, WordView } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';
import { certaintyOf } from '../state/confidence.ts';

type Props = {
	readonly current: PageView;
	readonly words: readonly WordView[];
	/** Whether to draw a box around every word. */
	readonly boxes: boolean;
	/** Indices of the words to mark. */
	readonly hits: ReadonlySet<number>;
	readonly field: Box | undefined;
	readonly zone: Box | undefined;
	readonly onWord: ((word: WordView) => void) | undefined;
};

/** Boxes of words, of a field's place and of a zone, px of the page's frame. */
export function PageMarks({ words, boxes, hits, field, zone, onWord, current }: Props): ReactNode {
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
			{zone !== undefined && <Rect box={zone} name="zone-box" />}
		</svg>
	);
}

type RectProps = {
	readonly box: Box;
	readonly name: string;
	readonly onPick?: (() => void) | undefined;
	readonly children?: ReactNode;
};

function Rect({ box, name, onPick, children }: RectProps): ReactNode {
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
