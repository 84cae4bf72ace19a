import { type ComponentType, lazy, type ReactNode } from 'react';
import type { ActorView } from '../../contract/index.ts';
import { may } from '../state/may.ts';
import type { Route, Section } from '../state/route.ts';

type Props = { readonly section: Section; readonly route: Route; readonly actor: ActorView };

/** Each screen is a file of its own to the browser: the first one shows before the others are there. */
const LOADERS = {
	accounts: async () => (await import('./accounts.tsx')).AccountsScreen,
	agency: async () => (await import('./agency.tsx')).AgencyScreen,
	approve: async () => (await import('./approve.tsx')).ApproveScreen,
	audit: async () => (await import('./audit.tsx')).AuditScreen,
	capture: async () => (await import('./capture.tsx')).CaptureScreen,
	data: async () => (await import('./data.tsx')).DataScreen,
	outcomes: async () => (await import('./outcomes.tsx')).OutcomesScreen,
	overview: async () => (await import('./overview.tsx')).OverviewScreen,
	settings: async () => (await import('./settings.tsx')).SettingsScreen,
	sign: async () => (await import('./sign.tsx')).SignScreen,
	uploads: async () => (await import('./uploads.tsx')).UploadsScreen,
	verify: async () => (await import('./verify.tsx')).VerifyScreen,
} as const satisfies Record<Section, () => Promise<unknown>>;
const loadOutcome = async () => (await import('./outcome.tsx')).OutcomeScreen;

const AccountsScreen = later(LOADERS.accounts);
const AgencyScreen = later(LOADERS.agency);
const ApproveScreen = later(LOADERS.approve);
const AuditScreen = later(LOADERS.audit);
const CaptureScreen = later(LOADERS.capture);
const DataScreen = later(LOADERS.data);
const OutcomeScreen = later(loadOutcome);
const OutcomesScreen = later(LOADERS.outcomes);
const OverviewScreen = later(LOADERS.overview);
const SettingsScreen = later(LOADERS.settings);
const SignScreen = later(LOADERS.sign);
const UploadsScreen = later(LOADERS.uploads);
const VerifyScreen = later(LOADERS.verify);

/** The screen of a section, or the one outcome that the route names. */
export function SectionScreen({ section, route, actor }: Props): ReactNode {
	if (route.kind === 'outcome' && may(actor, 'showOutcome')) {
		return <OutcomeScreen key={route.id} route={route} actor={actor} />;
	}
	switch (section) {
		case 'data':
			return <DataScreen actor={actor} />;
		case 'accounts':
			return <AccountsScreen actor={actor} />;
		default: {
			const Screen = PLAIN[section];
			return <Screen />;
		}
	}
}

const PLAIN: Readonly<Record<Exclude<Section, 'data' | 'accounts'>, ComponentType>> = {
	agency: AgencyScreen,
	approve: ApproveScreen,
	audit: AuditScreen,
	capture: CaptureScreen,
	outcomes: OutcomesScreen,
	overview: OverviewScreen,
	settings: SettingsScreen,
	sign: SignScreen,
	uploads: UploadsScreen,
	verify: VerifyScreen,
};

/** Fetches the screens that a person may go to, once the first one has had its turn; stops when the answer is called. */
export function loadScreens(sections: readonly Section[]): () => void {
	const timer = setTimeout(() => {
		for (const section of sections) void LOADERS[section]().catch(() => undefined);
		if (sections.includes('outcomes')) void loadOutcome().catch(() => undefined);
	}, 500);
	return () => clearTimeout(timer);
}

function later<P>(load: () => Promise<ComponentType<P>>) {
	return lazy(async () => ({ default: await load() }));
}
