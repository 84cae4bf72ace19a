import type { DeskView, SignRow } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';

/** How the pages of a desk of papers to sign are one list. */
export const DESK_SHAPE = {
	rowsOf: (page: DeskView): readonly SignRow[] => page.rows,
	idOf: (row: SignRow): OutcomeId => row.id,
};
