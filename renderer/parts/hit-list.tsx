import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../contract/index.ts';
import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';
import { api } from '../client.ts';
import { showDay } from '../state/dates.ts';
import { routeHash } from '../state/route.ts';
import { FaultNotice } from './fault-notice.tsx';
import { outcomeName } from './outcome-name.ts';
import { SnippetText } from './snippet-text.tsx';
import { StateTag } from './state-tag.tsx';

type Props = {
	/** Not empty. */
	readonly query: string;
	readonly kind: OutcomeKind | undefined;
	readonly state: OutcomeStateKind | undefined;
};

/** What a search finds, best first. The last finds stay until the next ones are there, so that typing does not flicker. */
export function HitList({ query, kind, state }: Props): ReactNode {
	const { t } = useTranslation();
	const search = useInfiniteQuery(
		api.outcomes.search.infiniteOptions({
			input: (cursor: string | undefined) => ({ query, kind, state, cursor, limit: 20 }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
			placeholderData: keepPreviousData,
		}),
	);
	if (search.error !== null) return <FaultNotice error={search.error} onRetry={search.refetch} />;
	if (search.isPending) return <Spin />;
	const hits = search.data.pages.flatMap((page) => page.hits);
	const countKey = search.hasNextPage ? 'screen.outcomes.hitCountMore' : 'screen.outcomes.hitCount';
	return (
		<>
			<p className="hit-count" role="status">
				{hits.length === 0 ? t('screen.outcomes.noHits', { query }) : t(countKey, { count: hits.length })}
			</p>
			<ol className="hits" aria-busy={search.isPlaceholderData}>
				{hits.map((hit) => (
					<HitItem key={hit.outcome.id} hit={hit} query={query} />
				))}
			</ol>
			{search.hasNextPage && (
				<Button block loading={search.isFetchingNextPage} onClick={() => search.fetchNextPage()}>
					{t('screen.common.more')}
				</Button>
			)}
		</>
	);
}

function HitItem({ hit, query }: { readonly hit: SearchHit; readonly query: string }): ReactNode {
	const { t } = useTranslation();
	const { outcome, page = 0 } = hit;
	const { documentNumber, issueDate, ownerName, dossierCode } = outcome.values;
	const facts = [documentNumber, issueDate && showDay(issueDate), ownerName, dossierCode].filter(Boolean);
	return (
		<li>
			<a className="row-link" href={routeHash({ kind: 'outcome', id: outcome.id, query, page })}>
				{outcomeName(outcome, t)}
			</a>
			<StateTag state={outcome.state} />
			<p className="facts">{[t(`kind.${outcome.kind}`), ...facts].join(' · ')}</p>
			<p className="snippet">
				<SnippetText snippet={hit.snippet} />
				{hit.page !== undefined && <small> ({t('screen.outcomes.onPage', { page: hit.page + 1 })})</small>}
			</p>
		</li>
	);
}
