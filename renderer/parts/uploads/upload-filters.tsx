import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadQueueView } from '../../../contract/index.ts';

/** What the queue can be narrowed to, in the order of the keys 1 to 5. */
export const STATE_FILTERS = ['all', 'failed', 'waiting', 'running', 'stored'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

type Props = {
	readonly filter: StateFilter;
	readonly counts: UploadQueueView['counts'];
	readonly onFilter: (filter: StateFilter) => void;
};

/** How many there are of each state; a click or its key shows only those. */
export function UploadFilters({ filter, counts, onFilter }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<fieldset className="parts" aria-label={t('screen.uploads.filters')}>
			{STATE_FILTERS.map((name, index) => (
				<button
					key={name}
					type="button"
					data-filter={name}
					aria-pressed={name === filter}
					onClick={() => onFilter(name)}
				>
					<kbd>{index + 1}</kbd> {t(`screen.uploads.state.${name}`)} <strong>{countUploads(counts, name)}</strong>
				</button>
			))}
		</fieldset>
	);
}

/** How many there are of a state, or of all. */
export function countUploads(counts: UploadQueueView['counts'], filter: StateFilter): number {
	if (filter !== 'all') return counts[filter];
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
