import { findFile, getOutcome } from '../../db/index.ts';
import {
	type Actor,
	documentOf,
	Fault,
	type OutcomeId,
	type SignatureReport,
	type StoredFile,
} from '../../domain/index.ts';
import { checkSignatures } from '../../sign/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { officeAnchors } from './office-anchors.ts';

/** The signatures of an outcome's newest revision, as the office trusts them. @throws {Fault} `notAllowed`, `outcomeMissing`, `fileLost`. */
export async function showSignatures(actor: Actor, core: Core, id: OutcomeId): Promise<SignatureReport> {
	const { orgUnitScope } = permit(actor, 'showSignatures');
	const document = documentOf((await getOutcome(core.db, id, orgUnitScope)).state);
	const file = document && (await findFile(core.db, id, document.sha256));
	if (file === undefined) throw new Fault('outcomeMissing');
	return reportOn(core, file);
}

/** The report on a stored file, its bytes proven first. @throws {Fault} `fileLost`. */
export async function reportOn(core: Pick<Core, 'db' | 'vault' | 'clock'>, file: StoredFile): Promise<SignatureReport> {
	const report = await checkSignatures(core.vault.locate(file.path), {
		anchors: await officeAnchors(core.db),
		now: core.clock.now(),
	});
	if (report.sha256 !== file.sha256) throw new Fault('fileLost', { reason: 'changed' });
	return report;
}
