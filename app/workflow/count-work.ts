import { countOutcomes } from '../../db/index.ts';
import { type Actor, mayDo, type OutcomeStateKind, type UseCase, type WorkflowProfile } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';

/** Where work waits for somebody. */
export type WorkPlace = 'sign' | 'verify' | 'approve' | 'agency' | 'uploads';

/** How much waits where; places that the actor's roles do not lead to are absent. */
export type WorkCounts = Readonly<Partial<Record<WorkPlace, number>>>;

const NEEDS = {
	sign: 'signByClerk',
	verify: 'verifyOutcome',
	approve: 'approveOutcome',
	agency: 'signByAgency',
	uploads: 'listUploads',
} as const satisfies Record<WorkPlace, UseCase>;

/** What waits for the actor's roles, counted over the actor's org units: one query over an index. @throws {Fault} `notAllowed`. */
export async function countWork(actor: Actor, core: Core): Promise<WorkCounts> {
	const { orgUnitScope } = permit(actor, 'countWork');
	const { order } = await officeSettings(core.db);
	const counts = await countOutcomes(core.db, orgUnitScope);
	const places = Object.entries(waitingStates(order)) as [WorkPlace, readonly OutcomeStateKind[]][];
	const mine = places.filter(([place]) => mayDo(actor, NEEDS[place]));
	return Object.fromEntries(
		mine.map(([place, states]) => [place, states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)]),
	);
}

/** Which states wait where, by the office's profile (domain/advance.ts). Of the uploads, those that need a person. */
function waitingStates(order: WorkflowProfile['order']): Readonly<Record<WorkPlace, readonly OutcomeStateKind[]>> {
	const signFirst = order === 'signFirst';
	return {
		sign: signFirst ? ['recognized'] : ['verified'],
		verify: signFirst ? ['clerkSigned', 'verified', 'returned'] : ['recognized', 'clerkSigned', 'returned'],
		approve: ['submitted'],
		agency: ['approved', 'coded'],
		uploads: ['uploadFailed'],
	};
}
