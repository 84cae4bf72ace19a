import type { Actor } from './actor.ts';
import type { OutcomeStateKind } from './outcome-state.ts';
import { mayDo } from './use-cases.ts';

/** States in which an outcome is on the clerk's desk. */
export const CLERK_STATES = [
	'returned',
	'recognized',
	'clerkSigned',
	'verified',
] as const satisfies readonly OutcomeStateKind[];

/** States in which an outcome waits for a supervisor. */
export const SUPERVISOR_STATES = ['submitted'] as const satisfies readonly OutcomeStateKind[];

/**
 * Whether an outcome in this state is work that waits for the actor: the clerk's to compare, or the supervisor's to decide on. Only
 * such a one may be fetched before it is opened; what is stored is nobody's work, and whoever fetches it has read it.
 */
export function isOnDeskOf(actor: Actor, state: OutcomeStateKind): boolean {
	const among = (states: readonly OutcomeStateKind[]): boolean => states.includes(state);
	return (
		(among(CLERK_STATES) && mayDo(actor, 'verifyOutcome')) ||
		(among(SUPERVISOR_STATES) && mayDo(actor, 'approveOutcome'))
	);
}
