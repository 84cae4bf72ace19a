import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveCounts, ArchiveQuery, FacetValues } from '../../../contract/index.ts';
import { isFiltered } from '../../state/last-search.ts';
import { DayRange } from './day-range.tsx';

type Props = {
	readonly query: ArchiveQuery;
	/** Absent until they are counted. */
	readonly counts: ArchiveCounts | undefined;
	readonly onChange: (change: Partial<ArchiveQuery>) => void;
	readonly onClear: () => void;
};

type ListName = 'kinds' | 'states' | 'bodies' | 'owners' | 'clerks';

/** The conditions of a search, each value with how many outcomes it would leave. */
export function FilterPanel({ query, counts, onChange, onClear }: Props): ReactNode {
	const { t } = useTranslation();
	const group = (name: ListName, title: string, values: FacetValues | undefined, say: (value: string) => string) => (
		<Group
			title={title}
			values={withChosen(values ?? [], query[name])}
			chosen={query[name]}
			say={say}
			onToggle={(value) => onChange({ [name]: toggled(query[name], value) })}
		/>
	);
	const labelOf = (values: FacetValues | undefined) => (value: string) =>
		values?.find((one) => one.value === value)?.label || value;
	return (
		<aside className="archive-filters" aria-label={t('screen.archive.filters')}>
			<h2>
				{t('screen.archive.filters')} <kbd>L</kbd>
			</h2>
			{isFiltered(query) && (
				<Button size="small" onClick={onClear}>
					{t('screen.archive.clearFilters')}
					<kbd>B</kbd>
				</Button>
			)}
			{group('states', t('screen.outcomes.state'), counts?.state, (value) => t(`state.${value}` as never))}
			{group('kinds', t('screen.outcomes.kind'), counts?.kind, (value) => t(`kind.${value}` as never))}
			<Years query={query} values={counts?.year ?? []} onChange={onChange} />
			{group('bodies', t('field.issuingBody'), counts?.body, labelOf(counts?.body))}
			{group('owners', t('field.ownerName'), counts?.owner, labelOf(counts?.owner))}
			{group('clerks', t('screen.outcomes.clerk'), counts?.clerk, labelOf(counts?.clerk))}
		</aside>
	);
}

type GroupProps = {
	readonly title: string;
	readonly values: FacetValues;
	readonly chosen: readonly string[];
	readonly say: (value: string) => string;
	readonly onToggle: (value: string) => void;
};

function Group({ title, values, chosen, say, onToggle }: GroupProps): ReactNode {
	const { i18n } = useTranslation();
	if (values.length === 0) return null;
	return (
		<fieldset>
			<legend>{title}</legend>
			{values.map(({ value, count }) => (
				<Checkbox key={value} checked={chosen.includes(value)} onChange={() => onToggle(value)}>
					<span className="facet">
						<span>{say(value)}</span>
						<small>{count.toLocaleString(i18n.language)}</small>
					</span>
				</Checkbox>
			))}
		</fieldset>
	);
}

type YearProps = Pick<Props, 'query' | 'onChange'> & { readonly values: FacetValues };

/** A year is a range of days; only one at a time, any other range by its two days. */
function Years({ query, values, onChange }: YearProps): ReactNode {
	const { t, i18n } = useTranslation();
	const { from, to } = query;
	const year = from?.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31` ? from.slice(0, 4) : undefined;
	const choose = (value: string): void =>
		onChange(value === year ? { from: undefined, to: undefined } : { from: `${value}-01-01`, to: `${value}-12-31` });
	return (
		<fieldset>
			<legend>{t('screen.outcomes.issueDate')}</legend>
			<DayRange from={from} to={to} onChange={onChange} />
			{values.map(({ value, count }) => (
				<Checkbox key={value} checked={value === year} onChange={() => choose(value)}>
					<span className="facet">
						<span>{t('screen.archive.year', { year: value })}</span>
						<small>{count.toLocaleString(i18n.language)}</small>
					</span>
				</Checkbox>
			))}
		</fieldset>
	);
}

/** What is chosen stays on the list also when nothing of it is found. */
function withChosen(values: FacetValues, chosen: readonly string[]): FacetValues {
	const missing = chosen.filter((value) => !values.some((one) => one.value === value));
	return [...values, ...missing.map((value) => ({ value, label: value, count: 0 }))];
}

function toggled(list: readonly string[], value: string): string[] {
	return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}
