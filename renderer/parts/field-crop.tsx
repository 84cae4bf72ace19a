import type { ReactNode } from 'react';
import { type PageView, pagePath } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';
import type { OutcomeId } from '../../domain/ids.ts';

/** Room for a crop, CSS px, and what is shown around the box, px of the page's frame at 100 dpi. */
const ROOM = { width: 410, height: 64 };
const AROUND = 6;

type Props = {
	readonly outcomeId: OutcomeId;
	readonly page: PageView | undefined;
	/** px of the page's frame. */
	readonly box: Box;
	/** Room for the crop, CSS px. */
	readonly room?: { readonly width: number; readonly height: number };
};

/** The stretch of the page that a value was read from. */
export function FieldCrop({ outcomeId, page, box, room = ROOM }: Props): ReactNode {
	const [x, y, width, height] = box;
	if (page === undefined || width === 0 || height === 0) return null;
	const around = (AROUND * page.dpi) / 100;
	const [wide, high] = [width + 2 * around, height + 2 * around];
	const scale = Math.min(room.width / wide, room.height / high, 3);
	return (
		<span
			className="field-crop"
			aria-hidden="true"
			style={{
				width: wide * scale,
				height: high * scale,
				backgroundImage: `url("${pagePath(outcomeId, page.index)}")`,
				backgroundSize: `${page.widthPx * scale}px ${page.heightPx * scale}px`,
				backgroundPosition: `${-(x - around) * scale}px ${-(y - around) * scale}px`,
			}}
		/>
	);
}
