import {
	type AccountActor,
	type AccountId,
	type Actor,
	type AuditActor,
	assertMay,
	Fault,
	type UseCase,
} from '../domain/index.ts';

/**
 * The actor of a use case that needs an account, checked against the table. First line of every such use case.
 *
 * @throws {Fault} `notAllowed`.
 */
export function permit(actor: Actor, useCase: UseCase): AccountActor {
	assertMay(actor, useCase);
	if (actor.kind !== 'account') throw new Fault('notAllowed', { useCase });
	return actor;
}

/** An account in the audit log. */
export function auditActor(accountId: AccountId): AuditActor {
	return { kind: 'account', accountId };
}
