import { Input, Select } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_MAX } from '../../contract/index.ts';
import { OUTCOME_KIND_NAMES, type OutcomeKind } from '../../domain/outcome-kinds.ts';
import { OUTCOME_STATE_KINDS, type OutcomeStateKind } from '../../domain/outcome-state.ts';
import { HitList } from '../parts/hit-list.tsx';
import { OutcomeTable } from '../parts/outcome-table.tsx';
import { recallSearch, rememberSearch } from '../state/last-search.ts';
import { useSettled } from '../state/use-settled.ts';

/** A pause between two keystrokes of a quick typist, ms: shorter ones don't search. */
const SETTLE_MS = 120;

/** All outcomes, or those that a search finds while it is typed. `/` leads to the search box, arrow down to the first find. */
export function OutcomesScreen(): ReactNode {
	const { t } = useTranslation();
	const [query, setQuery] = useState(recallSearch);
	const [kind, setKind] = useState<OutcomeKind>();
	const [state, setState] = useState<OutcomeStateKind>();
	const box = useRef<HTMLDivElement>(null);
	const asked = useSettled(query.trim(), SETTLE_MS);
	useSlashKey(box);
	const type = (text: string): void => {
		rememberSearch(text);
		setQuery(text);
	};
	return (
		<section className="outcomes" aria-labelledby="outcomes-title">
			<h1 id="outcomes-title">{t('screen.outcomes.title')}</h1>
			<search className="filters" ref={box}>
				<Input
					type="search"
					allowClear
					autoFocus
					maxLength={SEARCH_MAX}
					value={query}
					aria-label={t('screen.outcomes.searchLabel')}
					placeholder={t('screen.outcomes.searchPlaceholder')}
					onChange={(event) => type(event.target.value)}
					onKeyDown={focusFirstFind}
				/>
				<Select<OutcomeKind>
					allowClear
					showSearch={{ optionFilterProp: 'label' }}
					aria-label={t('screen.outcomes.kind')}
					placeholder={t('screen.outcomes.allKinds')}
					onChange={setKind}
					popupMatchSelectWidth={false}
					options={OUTCOME_KIND_NAMES.map((value) => ({ value, label: t(`kind.${value}`) }))}
				/>
				<Select<OutcomeStateKind>
					allowClear
					aria-label={t('screen.outcomes.state')}
					placeholder={t('screen.outcomes.allStates')}
					onChange={setState}
					popupMatchSelectWidth={false}
					options={OUTCOME_STATE_KINDS.map((value) => ({ value, label: t(`state.${value}`) }))}
				/>
			</search>
			{asked === '' ? (
				<OutcomeTable kind={kind} states={state && [state]} />
			) : (
				<HitList query={asked} kind={kind} state={state} />
			)}
		</section>
	);
}

/** `/` leads to the search box, unless something is being typed elsewhere. */
function useSlashKey(box: { readonly current: HTMLElement | null }): void {
	useEffect(() => {
		const onKey = (event: globalThis.KeyboardEvent): void => {
			const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
			if (event.key !== '/' || typing || event.ctrlKey || event.altKey || event.metaKey) return;
			event.preventDefault();
			box.current?.querySelector('input')?.focus();
		};
		window.addEventListener('keydown', onKey);
		return () => window.removeEventListener('keydown', onKey);
	}, [box]);
}

function focusFirstFind(event: KeyboardEvent): void {
	if (event.key !== 'ArrowDown') return;
	event.preventDefault();
	document.querySelector<HTMLElement>('.outcomes .row-link')?.focus();
}
