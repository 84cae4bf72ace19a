import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentPath, type OutcomeView, type StoredReadingView } from '../../contract/index.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { FieldList } from '../parts/field-list.tsx';
import { OutcomeDetails } from '../parts/outcome-details.tsx';
import { outcomeName } from '../parts/outcome-name.ts';
import { PageViewer } from '../parts/page-viewer.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { type Route, routeHash } from '../state/route.ts';
import { goTo } from '../state/use-route.ts';

type OutcomeRoute = Extract<Route, { kind: 'outcome' }>;

/** One outcome: the page's picture on the left, what was read from it on the right. */
export function OutcomeScreen({ route }: { readonly route: OutcomeRoute }): ReactNode {
	const { t } = useTranslation();
	const outcome = useQuery(api.outcomes.get.queryOptions({ input: { id: route.id } }));
	const [shown, setShown] = useState<StoredReadingView>();
	const showPage = (page: number): void => goTo({ ...route, page }, true);
	const showField = (reading: StoredReadingView): void => {
		setShown(reading);
		if (reading.page !== route.page) showPage(reading.page);
	};
	return (
		<article className="outcome">
			<nav>
				<a href={routeHash({ kind: 'outcomes' })}>← {t('screen.outcome.back')}</a>
			</nav>
			{outcome.error !== null && <FaultNotice error={outcome.error} onRetry={outcome.refetch} />}
			{outcome.isPending && <Spin />}
			{outcome.data !== undefined && (
				<>
					<OutcomeHead outcome={outcome.data} />
					<div className="outcome-panes">
						<PageViewer
							outcomeId={route.id}
							pages={outcome.data.pages}
							page={Math.min(route.page, Math.max(0, outcome.data.pages.length - 1))}
							query={route.query}
							shown={shown}
							onPage={showPage}
							onQuery={(query) => goTo({ ...route, query }, true)}
						/>
						<aside className="outcome-side">
							<FieldList readings={outcome.data.readings} shown={shown} onShow={showField} />
							<OutcomeDetails outcome={outcome.data} />
						</aside>
					</div>
				</>
			)}
		</article>
	);
}

function OutcomeHead({ outcome }: { readonly outcome: OutcomeView }): ReactNode {
	const { t } = useTranslation();
	return (
		<header className="outcome-head">
			<h1>{outcomeName(outcome, t)}</h1>
			<StateTag state={outcome.state} />
			<span>{t(`kind.${outcome.kind}`)}</span>
			{outcome.document === undefined ? (
				<span>{t('screen.outcome.documentMissing')}</span>
			) : (
				<span>
					<a href={documentPath(outcome.id)} target="_blank" rel="noreferrer">
						{t('screen.outcome.document')}
					</a>{' '}
					<small>({t(`screen.outcome.conformance.${outcome.document.conformance}`)})</small>
				</span>
			)}
		</header>
	);
}
