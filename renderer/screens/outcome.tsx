import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActorView, documentPath, type OutcomeView } from '../../contract/index.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { LookPanes } from '../parts/look-panes.tsx';
import { outcomeName } from '../parts/outcome-name.ts';
import { ReviewPanes } from '../parts/review-panes.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { VerifyPanes } from '../parts/verify-panes.tsx';
import { may } from '../state/may.ts';
import { CLERK_STATES, RETURNABLE_STATES } from '../state/next-steps.ts';
import type { PagePlace } from '../state/page-place.ts';
import { type Route, routeHash } from '../state/route.ts';
import { goTo } from '../state/use-route.ts';

type OutcomeRoute = Extract<Route, { kind: 'outcome' }>;

type Props = { readonly route: OutcomeRoute; readonly actor: ActorView };

/** One outcome: the page's picture on the left; on the right what the person may do with it now, or else just see. */
export function OutcomeScreen({ route, actor }: Props): ReactNode {
	const { t } = useTranslation();
	const outcome = useQuery(api.outcomes.get.queryOptions({ input: { id: route.id } }));
	const back = outcome.data === undefined ? 'outcomes' : queueOf(actor, outcome.data.state);
	return (
		<article className="outcome">
			<nav>
				<a href={routeHash({ kind: back })}>← {t(`screen.${back}.back`)}</a>
			</nav>
			{outcome.error !== null && <FaultNotice error={outcome.error} onRetry={outcome.refetch} />}
			{outcome.isPending && <Spin />}
			{outcome.data !== undefined && (
				<>
					<OutcomeHead outcome={outcome.data} />
					<Panes outcome={outcome.data} route={route} task={back} />
				</>
			)}
		</article>
	);
}

type Task = 'outcomes' | 'verify' | 'approve';

/** Whose turn it is: the clerk's, the supervisor's, or nobody's who is here. */
function queueOf(actor: ActorView, state: OutcomeStateKind): Task {
	if (isOneOf(CLERK_STATES, state) && may(actor, 'verifyOutcome')) return 'verify';
	return isOneOf(RETURNABLE_STATES, state) && may(actor, 'approveOutcome') ? 'approve' : 'outcomes';
}

function isOneOf(states: readonly OutcomeStateKind[], state: OutcomeStateKind): boolean {
	return states.includes(state);
}

type PanesProps = { readonly outcome: OutcomeView; readonly route: OutcomeRoute; readonly task: Task };

function Panes({ outcome, route, task }: PanesProps): ReactNode {
	const at: PagePlace = {
		page: Math.min(route.page, Math.max(0, outcome.pages.length - 1)),
		query: route.query,
		onPage: (page) => goTo({ ...route, page }, true),
		onQuery: (query) => goTo({ ...route, query }, true),
	};
	switch (task) {
		case 'verify':
			return <VerifyPanes outcome={outcome} at={at} />;
		case 'approve':
			return <ReviewPanes outcome={outcome} at={at} />;
		case 'outcomes':
			return <LookPanes outcome={outcome} at={at} />;
		default:
			return assertNever(task);
	}
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
