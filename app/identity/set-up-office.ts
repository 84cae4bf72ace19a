import { appendAudit, insertAccount, insertOrgUnit, listOrgUnits, newId, setSetting } from '../../db/index.ts';
import type { AccountId, OrgUnitId } from '../../domain/index.ts';
import { Fault, nfc } from '../../domain/index.ts';
import { type Core, instantOf } from '../core.ts';
import { DEMO_DATA } from '../settings/demo-data.ts';
import { assertStrongPassword, hashPassword } from './password.ts';

export type OfficeSetUp = {
	readonly officeName: string;
	/** QĐ 20/2020/QĐ-TTg. */
	readonly agencyCode: string;
	readonly adminName: string;
	readonly adminPassword: string;
	/** The data folder is for samples and invented people: only there a stand-in may verify. It stays so for good. */
	readonly demo?: boolean;
};

/**
 * Makes the office and its first administrator in an empty data folder. There is nobody yet who could be asked: it works once.
 *
 * @throws {Fault} `officeExists`, `passwordTooWeak`.
 */
export async function setUpOffice(core: Core, input: OfficeSetUp): Promise<void> {
	assertStrongPassword(input.adminPassword);
	const passwordHash = await hashPassword(input.adminPassword);
	const orgUnitId = newId<OrgUnitId>();
	const id = newId<AccountId>();
	const name = nfc(input.adminName).trim();
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		if ((await listOrgUnits(tx)).length > 0) throw new Fault('officeExists');
		await insertOrgUnit(
			tx,
			{ id: orgUnitId, name: nfc(input.officeName).trim(), agencyCode: input.agencyCode.trim() },
			at,
		);
		await insertAccount(tx, { id, orgUnitId, login: name, name, roles: ['admin'], passwordHash }, at);
		if (input.demo) await setSetting(tx, DEMO_DATA, true, at);
		await appendAudit(tx, { kind: 'system' }, { kind: 'officeSetUp', orgUnitId, accountId: id }, at);
	});
}
