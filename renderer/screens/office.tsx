import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView } from '../../contract/index.ts';
import { assertNever } from '../../domain/assert-never.ts';
import type { UseCase } from '../../domain/use-cases.ts';
import { api } from '../client.ts';
import { JobsBar } from '../parts/jobs-bar.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { may } from '../state/may.ts';
import { type Route, routeHash, SECTIONS, type Section } from '../state/route.ts';
import { goTo, useRoute } from '../state/use-route.ts';
import { AccountsScreen } from './accounts.tsx';
import { AgencyScreen } from './agency.tsx';
import { ApproveScreen } from './approve.tsx';
import { AuditScreen } from './audit.tsx';
import { CaptureScreen } from './capture.tsx';
import { DataScreen } from './data.tsx';
import { OutcomeScreen } from './outcome.tsx';
import { OutcomesScreen } from './outcomes.tsx';
import { OverviewScreen } from './overview.tsx';
import { SettingsScreen } from './settings.tsx';
import { SignScreen } from './sign.tsx';
import { UploadsScreen } from './uploads.tsx';
import { WorkQueueScreen } from './work-queue.tsx';

/** What a section needs at least. */
const NEEDS: Readonly<Record<Section, UseCase>> = {
	overview: 'listOutcomes',
	capture: 'importOutcomes',
	sign: 'signByClerk',
	verify: 'verifyOutcome',
	approve: 'approveOutcome',
	agency: 'signByAgency',
	outcomes: 'listOutcomes',
	uploads: 'listUploads',
	settings: 'changeSettings',
	accounts: 'listAccounts',
	data: 'checkData',
	audit: 'showAudit',
};

/** Everything behind the sign-in: the bar on top and the screen that the route names, as far as the roles go. */
export function Office({ actor, office }: { readonly actor: ActorView; readonly office: string }): ReactNode {
	const { t } = useTranslation();
	const route = useRoute();
	const queries = useQueryClient();
	const signOut = useMutation(
		api.session.signOut.mutationOptions({
			onSettled: () => {
				// What the last person saw must not be there for the next one.
				queries.removeQueries({ queryKey: api.outcomes.key() });
				queries.removeQueries({ queryKey: api.signing.key() });
				goTo({ kind: 'outcomes' }, true);
				queries.setQueryData(api.session.current.queryKey(), null);
			},
		}),
	);
	const sections = SECTIONS.filter((section) => may(actor, NEEDS[section]));
	const wanted = sectionOf(route);
	const section = sections.includes(wanted) ? wanted : sections[0];
	return (
		<div className="office">
			<a className="skip-link" href={routeHash(route)} onClick={focusContent}>
				{t('screen.skipToContent')}
			</a>
			<header className="top-bar">
				<strong className="brand">{t('screen.appName')}</strong>
				<span className="office-name">{office}</span>
				<nav aria-label={t('screen.menu.label')}>
					{sections.map((name) => (
						<a key={name} href={routeHash({ kind: name })} aria-current={name === section ? 'page' : undefined}>
							{t(`screen.menu.${name}`)}
						</a>
					))}
				</nav>
				{may(actor, 'listOutcomes') && <JobsBar />}
				<span className="who">
					<strong>{actor.name}</strong> {actor.roles.map((role) => t(`role.${role}`)).join(', ')}
				</span>
				<LanguageSwitch />
				<Button onClick={() => signOut.mutate({})}>{t('screen.signIn.signOut')}</Button>
			</header>
			<main id="content" tabIndex={-1}>
				{section !== undefined && <SectionScreen section={section} route={route} actor={actor} />}
			</main>
		</div>
	);
}

type SectionProps = { readonly section: Section; readonly route: Route; readonly actor: ActorView };

function SectionScreen({ section, route, actor }: SectionProps): ReactNode {
	switch (section) {
		case 'outcomes':
			return route.kind === 'outcome' ? (
				<OutcomeScreen key={route.id} route={route} actor={actor} />
			) : (
				<OutcomesScreen />
			);
		case 'verify':
			return <WorkQueueScreen key={section} section={section} />;
		case 'approve':
			return <ApproveScreen />;
		case 'overview':
			return <OverviewScreen />;
		case 'capture':
			return <CaptureScreen />;
		case 'sign':
			return <SignScreen />;
		case 'agency':
			return <AgencyScreen />;
		case 'uploads':
			return <UploadsScreen />;
		case 'settings':
			return <SettingsScreen />;
		case 'audit':
			return <AuditScreen />;
		case 'accounts':
			return <AccountsScreen />;
		case 'data':
			return <DataScreen />;
		default:
			return assertNever(section);
	}
}

function sectionOf(route: Route): Section {
	return route.kind === 'outcome' ? 'outcomes' : route.kind;
}

function focusContent(event: { preventDefault(): void }): void {
	event.preventDefault();
	document.getElementById('content')?.focus();
}
