import { useState } from 'react';
import type { PageView } from '../../contract/index.ts';
import type { Turn } from './page-point.ts';

/** What a page is made to fit. */
export type FitTo = 'width' | 'page';

/** Width of the sheet as a share of the pane: least, most, and what one step of a key or a button does. */
const ZOOM = { least: 0.25, most: 5, step: 1.25 } as const;
/** Room around the sheet in its pane, both sides together, CSS px. */
const PANE_PADDING = 24;

/** How a page is looked at: how near, and turned how far. The document stays as it is. */
export function useView(page: PageView | undefined, pane: () => Element | null | undefined) {
	const [zoom, setZoom] = useState<number>(1);
	const [turn, setTurn] = useState<Turn>(0);
	const zoomTo = (to: number): void => setZoom(Math.min(ZOOM.most, Math.max(ZOOM.least, to)));
	return {
		/** Width of the sheet as a share of the pane. */
		zoom,
		turn,
		canZoomIn: zoom < ZOOM.most,
		canZoomOut: zoom > ZOOM.least,
		zoomTo,
		zoomBy: (steps: number): void => zoomTo(zoom * ZOOM.step ** steps),
		fitTo: (to: FitTo): void => {
			const room = pane();
			if (to === 'width' || room == null || page === undefined) {
				zoomTo(1);
				return;
			}
			const aspect = turn % 180 === 0 ? page.widthPx / page.heightPx : page.heightPx / page.widthPx;
			zoomTo(Math.min(1, ((room.clientHeight - PANE_PADDING) * aspect) / (room.clientWidth - PANE_PADDING)));
		},
		rotate: (): void => setTurn(((turn + 90) % 360) as Turn),
	};
}
