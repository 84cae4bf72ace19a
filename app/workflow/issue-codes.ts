import {
	codesOf,
	currentReadings,
	getOutcome,
	getSetting,
	issueCodes as issue,
	newestVersion,
	UPLOAD_PAUSED,
} from '../../db/index.ts';
import {
	type Actor,
	docCode,
	docCodePrefix,
	Fault,
	type Outcome,
	type OutcomeId,
	outcomeCodePrefix,
} from '../../domain/index.ts';
import { isDocCode } from '../../upload/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { officeUnit } from '../settings/office-unit.ts';
import { changeBy, moveOutcome } from './move-outcome.ts';

/**
 * Issues the two codes of an approved outcome (cấp mã kết quả số hóa, TT 01/2023 Điều 10), in one transaction with the move:
 * once, and never changed.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `transitionRefused`, `changedMeanwhile`, `numberRangeUsedUp`, `uploadPaused`;
 * `invalidInput` when the agency's code makes no DocCode.
 */
export async function issueCodes(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	revision?: number | undefined,
): Promise<Outcome> {
	const registrar = permit(actor, 'issueCodes');
	const { order, outcomeCodeTemplate, resultTypes } = await officeSettings(core.db);
	const at = instantOf(core);
	return core.db.write(async (tx) => {
		// After a restore nobody knows yet which numbers were given since the backup.
		if ((await getSetting(tx, UPLOAD_PAUSED)) === true) throw new Fault('uploadPaused');
		const before = await getOutcome(tx, id, registrar.orgUnitScope);
		// Asked before numbers are taken: a refused move must not use one up.
		changeBy(before, { kind: 'code', codes: { outcomeCode: '', docCode: '' } }, { order });
		const { agencyCode } = await officeUnit(tx, before.orgUnitId);
		const prefix = docCodePrefix(agencyCode, before.kind);
		const version = (await newestVersion(tx, id))?.number ?? 1;
		if (!isDocCode(docCode(prefix, 1, version))) throw new Fault('invalidInput', { paths: 'agencyCode' });
		const values = await currentReadings(tx, id);
		const parts = {
			ownerId: values.ownerIdNumber?.value ?? values.enterpriseCode?.value ?? '',
			resultType: resultTypes[before.kind] ?? '',
			numberNotation: values.documentNumber?.value ?? '',
		};
		const request = {
			outcomeId: id,
			outcomeCodePrefix: outcomeCodePrefix(outcomeCodeTemplate, parts),
			docCodePrefix: prefix,
			version,
		};
		// Returned after it had its codes: they never change.
		const codes = (await codesOf(tx, id)) ?? (await issue(tx, request, at));
		const facts = { docCode: codes.docCode };
		return moveOutcome(tx, id, { kind: 'code', codes }, { actor: registrar, at, profile: { order }, revision, facts });
	});
}
