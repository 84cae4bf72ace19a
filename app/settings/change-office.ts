import { appendAudit, changeOrgUnit } from '../../db/index.ts';
import { type Actor, Fault, nfc } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

export type OfficeChange = {
	readonly name: string;
	/** QĐ 20/2020/QĐ-TTg. Codes that were issued keep the one before. */
	readonly agencyCode: string;
};

/** Another name or agency code for the administrator's own unit. @throws {Fault} `notAllowed`, `invalidInput` (empty), `officeMissing`. */
export async function changeOffice(actor: Actor, core: Core, change: OfficeChange): Promise<void> {
	const { accountId, orgUnitId } = permit(actor, 'changeOffice');
	const name = nfc(change.name).trim();
	const agencyCode = change.agencyCode.trim();
	if (name === '' || agencyCode === '') throw new Fault('invalidInput', { paths: name === '' ? 'name' : 'agencyCode' });
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await changeOrgUnit(tx, orgUnitId, { name, agencyCode });
		await appendAudit(tx, auditActor(accountId), { kind: 'officeChanged', orgUnitId }, at);
	});
}
