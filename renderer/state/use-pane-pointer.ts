import { type PointerEvent as ReactPointerEvent, useState } from 'react';
import type { Box } from '../../domain/geometry.ts';
import type { Point } from './page-point.ts';

type Target = {
	readonly pane: { readonly current: HTMLElement | null };
	/** The point of the page under a point of the window. */
	readonly at: (x: number, y: number) => Point | undefined;
	readonly onZone: ((box: Box) => void) | undefined;
};

/** Below this a press that moved is still a click, CSS px. */
const SLACK = 4;

/** What the mouse does on a page: dragging moves it; with Shift it draws a zone. A press that does not move stays a click. */
export function usePanePointer({ pane, at, onZone }: Target) {
	const [drawn, setDrawn] = useState<Box>();
	const onPointerDown = (down: ReactPointerEvent): void => {
		const element = pane.current;
		if (down.button !== 0 || down.pointerType === 'touch' || element === null) return;
		const from = at(down.clientX, down.clientY);
		const draws = down.shiftKey && onZone !== undefined && from !== undefined;
		// The box that is typed into keeps the focus, and nothing is selected.
		if (draws) down.preventDefault();
		const start = { left: element.scrollLeft, top: element.scrollTop };
		let box: Box | undefined;
		let dragged = false;
		const onMove = (move: PointerEvent): void => {
			const [x, y] = [move.clientX - down.clientX, move.clientY - down.clientY];
			dragged ||= Math.hypot(x, y) > SLACK;
			if (!dragged) return;
			const to = at(move.clientX, move.clientY);
			if (draws && to !== undefined) {
				box = between(from, to);
				setDrawn(box);
			} else if (!draws) {
				element.scrollTo(start.left - x, start.top - y);
			}
		};
		const onUp = (): void => {
			window.removeEventListener('pointermove', onMove);
			window.removeEventListener('pointerup', onUp);
			setDrawn(undefined);
			if (!dragged) return;
			window.addEventListener('click', swallow, { capture: true, once: true });
			// The click, if there is one, follows at once.
			setTimeout(() => window.removeEventListener('click', swallow, true), 0);
			if (box !== undefined && onZone !== undefined) onZone(box);
		};
		window.addEventListener('pointermove', onMove);
		window.addEventListener('pointerup', onUp);
	};
	return { drawn, onPointerDown };
}

function swallow(click: MouseEvent): void {
	click.stopPropagation();
	click.preventDefault();
}

function between(a: Point, b: Point): Box {
	return [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
}
