import type { ActorView } from '../../contract/index.ts';
import { USE_CASES, type UseCase } from '../../domain/use-cases.ts';

/** Whether the actor's roles allow a use case, by the core's own table: what is not allowed is not shown. The core checks again. */
export function may(actor: Pick<ActorView, 'roles'>, useCase: UseCase): boolean {
	const grants: readonly string[] = USE_CASES[useCase];
	return actor.roles.some((role) => grants.includes(role));
}
