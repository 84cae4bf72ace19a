import { type AuditCheck, appendAudit, verifyAudit } from '../../db/index.ts';
import type { Actor } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** Goes through the whole audit chain; that it was done is logged after it, so that `head` is the one that was checked. @throws {Fault} `notAllowed`. */
export async function checkAudit(actor: Actor, core: Core): Promise<AuditCheck> {
	const { accountId } = permit(actor, 'checkAudit');
	const check = await verifyAudit(core.db);
	const whole = check.kind === 'whole';
	const event = { kind: 'auditChecked', whole, count: whole ? check.count : check.seq } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return check;
}
