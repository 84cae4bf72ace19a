import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView, FiguresView } from '../../../contract/index.ts';
import { OUTCOME_STATE_KINDS, type OutcomeStateKind } from '../../../domain/outcome-state.ts';
import type { UseCase } from '../../../domain/use-cases.ts';
import { may } from '../../state/may.ts';
import { routeHash, type Section } from '../../state/route.ts';
import { type Bar, BarTable } from './bar-table.tsx';
import { showSpan } from './spans.ts';

/** States in which something is still to be done, and the section where it is, by who may do it. */
const PLACES: { readonly [S in OutcomeStateKind]?: readonly (readonly [Section, UseCase])[] } = {
	draft: [['capture', 'importOutcomes']],
	scanned: [['capture', 'importOutcomes']],
	recognized: [['verify', 'verifyOutcome']],
	clerkSigned: [['verify', 'verifyOutcome']],
	verified: [['verify', 'verifyOutcome']],
	returned: [['verify', 'verifyOutcome']],
	submitted: [['approve', 'approveOutcome']],
	approved: [
		['agency', 'signByAgency'],
		['approve', 'approveOutcome'],
	],
	coded: [
		['agency', 'signByAgency'],
		['approve', 'approveOutcome'],
	],
	agencySigned: [['uploads', 'listUploads']],
	uploading: [['uploads', 'listUploads']],
	uploadFailed: [['uploads', 'listUploads']],
};

type Props = { readonly backlog: FiguresView['backlog']; readonly actor: ActorView; readonly now: number };

/** What is still on its way, by state, with the age of the oldest. */
export function BacklogPanel({ backlog, actor, now }: Props): ReactNode {
	const { t } = useTranslation();
	const open = OUTCOME_STATE_KINDS.flatMap((state) => {
		const there = backlog.find((one) => one.state === state);
		return there === undefined || PLACES[state] === undefined ? [] : toBar(there, { actor, now, t });
	});
	if (open.length === 0) return <p>{t('screen.overview.backlogEmpty')}</p>;
	return <BarTable caption={t('screen.overview.backlogCaption')} bars={open} />;
}

type About = { readonly actor: ActorView; readonly now: number; readonly t: TFunction };

function toBar({ state, count, oldestAt }: FiguresView['backlog'][number], { actor, now, t }: About): Bar {
	const [section] = PLACES[state]?.find(([, useCase]) => may(actor, useCase)) ?? [];
	const seconds = Math.max(0, (now - Date.parse(oldestAt)) / 1000);
	return {
		key: state,
		label: t(`state.${state}`),
		href: section === undefined ? undefined : routeHash({ kind: section } as Parameters<typeof routeHash>[0]),
		parts: [{ value: count, tone: state === 'uploadFailed' || state === 'returned' ? 'bad' : 'plain' }],
		text: String(count),
		note: t('screen.overview.oldest', { span: showSpan(seconds, t) }),
	};
}
