import type { OutcomeStateKind, WorkflowProfile } from '../../domain/outcome-state.ts';

/** What a clerk may do next with an outcome. */
export type ClerkStep = 'sign' | 'verify' | 'submit';

/** States in which an outcome is on the clerk's desk. */
export const CLERK_STATES = [
	'returned',
	'recognized',
	'clerkSigned',
	'verified',
] as const satisfies readonly OutcomeStateKind[];

/** States in which an outcome waits for a supervisor. */
export const SUPERVISOR_STATES = ['submitted'] as const satisfies readonly OutcomeStateKind[];

/** States from which a supervisor may still give an outcome back: until the agency has signed. */
export const RETURNABLE_STATES = [
	...SUPERVISOR_STATES,
	'approved',
	'coded',
] as const satisfies readonly OutcomeStateKind[];

/**
 * The steps that lie ahead, the likeliest first. A state alone does not always tell which (in an office that verifies first, a
 * verified outcome may have been signed before it was returned): the core refuses the wrong one in words.
 */
export function nextSteps(state: OutcomeStateKind, order: WorkflowProfile['order']): readonly ClerkStep[] {
	const signFirst = order === 'signFirst';
	switch (state) {
		case 'recognized':
			return [signFirst ? 'sign' : 'verify'];
		case 'clerkSigned':
			return [signFirst ? 'verify' : 'submit'];
		case 'returned':
			return ['verify'];
		case 'verified':
			return signFirst ? ['submit'] : ['sign', 'submit'];
		default:
			return [];
	}
}
