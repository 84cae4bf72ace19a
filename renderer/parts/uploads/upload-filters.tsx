import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadQueueView } from '../../../contract/index.ts';

/** What the queue can be narrowed to, in the order of the keys 1 to 5. */
export const STATE_FILTERS = ['all', 'failed', 'waiting', 'running', 'stored'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

type Props = {
	readonly filter: StateFilter;
	readonly queue: UploadQueueView;
	readonly onFilter: (filter: StateFilter) => void;
};

/** How many there are of each state; a click or its key shows only those. What is counted and not listed is said. */
export function UploadFilters({ filter, queue: { items, counts }, onFilter }: Props): ReactNode {
	const { t } = useTranslation();
	const all = counts.failed + counts.waiting + counts.running + counts.stored;
	return (
		<>
			<fieldset className="parts" aria-label={t('screen.uploads.filters')}>
				{STATE_FILTERS.map((name, index) => (
					<button
						key={name}
						type="button"
						data-filter={name}
						aria-pressed={name === filter}
						onClick={() => onFilter(name)}
					>
						<kbd>{index + 1}</kbd> {t(`screen.uploads.state.${name}`)}{' '}
						<strong>{name === 'all' ? all : counts[name]}</strong>
					</button>
				))}
			</fieldset>
			{items.length < all && <p className="facts">{t('screen.uploads.shown', { shown: items.length, total: all })}</p>}
		</>
	);
}
