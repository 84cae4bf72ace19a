import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView } from '../../contract/index.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { USE_CASES, type UseCase } from '../../domain/use-cases.ts';
import { api } from '../client.ts';
import { JobsBar } from '../parts/jobs-bar.tsx';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { type Route, routeHash } from '../state/route.ts';
import { useRoute } from '../state/use-route.ts';
import { AccountsScreen } from './accounts.tsx';
import { DataScreen } from './data.tsx';
import { OutcomeScreen } from './outcome.tsx';
import { OutcomesScreen } from './outcomes.tsx';

type Section = 'outcomes' | 'accounts' | 'data';

/** What a section needs at least. */
const NEEDS: Readonly<Record<Section, UseCase>> = {
	outcomes: 'listOutcomes',
	accounts: 'listAccounts',
	data: 'checkData',
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
				queries.setQueryData(api.session.current.queryKey(), null);
			},
		}),
	);
	const sections = (Object.keys(NEEDS) as Section[]).filter((section) => may(actor, NEEDS[section]));
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
				{section !== undefined && <SectionScreen section={section} route={route} />}
			</main>
		</div>
	);
}

function SectionScreen({ section, route }: { readonly section: Section; readonly route: Route }): ReactNode {
	switch (section) {
		case 'outcomes':
			return route.kind === 'outcome' ? <OutcomeScreen key={route.id} route={route} /> : <OutcomesScreen />;
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

/** The same table as the core's; the core checks again. */
function may(actor: ActorView, useCase: UseCase): boolean {
	const grants: readonly string[] = USE_CASES[useCase];
	return actor.roles.some((role) => grants.includes(role));
}

function focusContent(event: { preventDefault(): void }): void {
	event.preventDefault();
	document.getElementById('content')?.focus();
}
