import type { ActorView, WorkCountsView } from '../../contract/index.ts';
import type { UseCase } from '../../domain/use-cases.ts';
import { may } from './may.ts';
import { SECTIONS, type Section } from './route.ts';

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

/** The sections that an actor's roles lead to, in the menu's order. */
export function sectionsOf(actor: ActorView): readonly Section[] {
	return SECTIONS.filter((section) => may(actor, NEEDS[section]));
}

/** The key that leads to the section at a place of the menu, from 0; there are nine. */
export function sectionKey(place: number): string | undefined {
	return place < 9 ? `alt+${place + 1}` : undefined;
}

/** How much work waits in a section; `undefined` where nothing is counted. */
export function waitingIn(section: Section, counts: WorkCountsView): number | undefined {
	switch (section) {
		case 'sign':
		case 'verify':
		case 'approve':
		case 'agency':
		case 'uploads':
			return counts[section];
		default:
			return undefined;
	}
}
