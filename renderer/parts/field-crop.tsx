import type { ReactNode } from 'react';
import { type OutcomeView, pagePath } from '../../contract/index.ts';
import type { Place } from './page-viewer.tsx';

/** Room for a crop, CSS px, and what is shown around the box, px of the page's frame at 100 dpi. */
const ROOM = { width: 410, height: 64 };
const AROUND = 6;

/** The stretch of the page that a value was read from. */
export function FieldCrop({ outcome, place }: { readonly outcome: OutcomeView; readonly place: Place }): ReactNode {
	const page = outcome.pages[place.page];
	const [x, y, width, height] = place.box;
	if (page === undefined || width === 0 || height === 0) return null;
	const around = (AROUND * page.dpi) / 100;
	const [wide, high] = [width + 2 * around, height + 2 * around];
	const scale = Math.min(ROOM.width / wide, ROOM.height / high, 3);
	return (
		<span
			className="field-crop"
			aria-hidden="true"
			style={{
				width: wide * scale,
				height: high * scale,
				backgroundImage: `url("${pagePath(outcome.id, place.page)}")`,
				backgroundSize: `${page.widthPx * scale}px ${page.heightPx * scale}px`,
				backgroundPosition: `${-(x - around) * scale}px ${-(y - around) * scale}px`,
			}}
		/>
	);
}
