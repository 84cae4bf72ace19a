import { type DragEvent, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StackPageId } from '../../../domain/ids.ts';
import type { StackPage } from '../../../domain/stack.ts';
import { PagePicture } from './page-picture.tsx';

type Props = {
	readonly page: StackPage;
	/** From 0. */
	readonly index: number;
	readonly count: number;
	/** Number of the paper that it begins, from 1; absent when it begins none, or there is only one. */
	readonly paper: number | undefined;
	readonly selected: boolean;
	readonly current: boolean;
	readonly onSelect: (id: StackPageId, extend: boolean) => void;
	readonly onOpen: () => void;
	readonly onDrag: (id: StackPageId) => void;
	readonly onDropAt: (index: number) => void;
};

/** The id of a page's tile, which the list names as the one that keys act on. */
export function tileId(id: StackPageId): string {
	return `page-${id}`;
}

/** What is dragged within the screen, told from files that come from outside. */
export const PAGE_DRAG = 'application/x-sohoa-page';

/** A page as a small picture, with what the clerk has decided about it. */
export const PageTile = memo(function PageTile(props: Props): ReactNode {
	const { page, index, count, paper, selected, current, onSelect, onOpen, onDrag, onDropAt } = props;
	const { t } = useTranslation();
	const marks = [
		page.turn !== null && page.turn !== 0 && t('screen.capture.turned', { degrees: page.turn }),
		page.use !== 'page' && t(`screen.capture.use.${page.use}`),
		page.note !== null && t(`screen.capture.note.${page.note}`),
	].filter((mark) => mark !== false);
	const allow = (event: DragEvent): void => {
		if (event.dataTransfer.types.includes(PAGE_DRAG)) event.preventDefault();
	};
	return (
		// The list has the keys: it moves through its options, which are not focused themselves.
		// biome-ignore lint/a11y/useKeyWithClickEvents: see above
		// biome-ignore lint/a11y/useFocusableInteractive: see above
		<div
			id={tileId(page.id)}
			role="option"
			aria-selected={selected}
			aria-posinset={index + 1}
			aria-setsize={count}
			className={['tile', page.use, current && 'current', page.cut && 'cut'].filter(Boolean).join(' ')}
			draggable
			onClick={(event) => onSelect(page.id, event.shiftKey)}
			onDoubleClick={onOpen}
			onDragStart={(event) => {
				event.dataTransfer.setData(PAGE_DRAG, page.id);
				event.dataTransfer.effectAllowed = 'move';
				onDrag(page.id);
			}}
			onDragOver={allow}
			onDrop={(event) => {
				if (!event.dataTransfer.types.includes(PAGE_DRAG)) return;
				event.preventDefault();
				const { left, width } = event.currentTarget.getBoundingClientRect();
				onDropAt(event.clientX > left + width / 2 ? index + 1 : index);
			}}
		>
			<span className="tile-picture">
				<PagePicture id={page.id} size="small" turn={page.turn} alt="" />
			</span>
			<span className="tile-words">
				<strong>
					<span className="unseen">{t('screen.capture.page', { number: index + 1 })}</span>
					<span aria-hidden>{index + 1}</span>
				</strong>
				{paper !== undefined && (
					<span className="tile-paper">
						<span className="unseen">, </span>
						{t('screen.capture.paper', { number: paper })}
					</span>
				)}
				{marks.map((mark) => (
					<span key={mark} className="tile-mark">
						<span className="unseen">, </span>
						{mark}
					</span>
				))}
			</span>
		</div>
	);
});
