import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadView } from '../../../contract/index.ts';

/** What the queue can be narrowed to, in the order of the keys 1 to 5. */
export const STATE_FILTERS = ['all', 'failed', 'waiting', 'running', 'stored'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

type Props = {
	readonly filter: StateFilter;
	readonly items: readonly UploadView[];
	/** All that were ever stored, also those that are not listed. */
	readonly storedCount: number;
	readonly onFilter: (filter: StateFilter) => void;
};

/** How many there are of each state; a click or its key shows only those. */
export function UploadFilters({ filter, items, storedCount, onFilter }: Props): ReactNode {
	const { t } = useTranslation();
	const open = items.filter((item) => item.state !== 'stored').length;
	const countOf = (name: StateFilter): number => {
		if (name === 'all') return open + storedCount;
		return name === 'stored' ? storedCount : items.filter((item) => item.state === name).length;
	};
	const shown = items.length - open;
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
						<kbd>{index + 1}</kbd> {t(`screen.uploads.state.${name}`)} <strong>{countOf(name)}</strong>
					</button>
				))}
			</fieldset>
			{shown < storedCount && <p className="facts">{t('screen.uploads.storedShown', { shown, total: storedCount })}</p>}
		</>
	);
}
