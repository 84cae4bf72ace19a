import { auditHead, findFile, getOutcome } from '../../db/index.ts';
import { type Actor, Fault, type Outcome, type OutcomeId, type StateOf } from '../../domain/index.ts';
import { declaresPdfA } from '../../ocr/index.ts';
import { checkClerkSignature, type PreflightReason, preflight, reason } from '../../upload/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { reportOn } from '../signing/show-signatures.ts';
import { paperReasons } from './paper-reasons.ts';
import { preflightFacts, type SignedState } from './preflight-facts.ts';

/**
 * Every reason against uploading an outcome as it stands now, and what is to be known about it; nothing is changed or sent. Before
 * the agency has signed: what would still be against it then. So a registrar sees it before the signature, not after.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `fileLost`; `transitionRefused` before the approval and after the upload.
 */
export async function checkBeforeUpload(actor: Actor, core: Core, id: OutcomeId): Promise<readonly PreflightReason[]> {
	const { orgUnitScope } = permit(actor, 'checkBeforeUpload');
	const outcome = await getOutcome(core.db, id, orgUnitScope);
	const { state } = outcome;
	switch (state.kind) {
		case 'approved':
		case 'coded':
			return beforeSignature(core, { ...outcome, state });
		case 'agencySigned':
		case 'uploading':
		case 'uploadFailed':
			return afterSignature(core, { ...outcome, state });
		default:
			throw new Fault('transitionRefused', { reason: 'wrongState', state: state.kind, event: 'startUpload' });
	}
}

async function beforeSignature(
	core: Core,
	outcome: Outcome & { readonly state: StateOf<'approved' | 'coded'> },
): Promise<readonly PreflightReason[]> {
	const { document, approval, signature } = outcome.state;
	const file = await fileOf(core, outcome.id, document.sha256);
	const { maxUploadMb } = await officeSettings(core.db);
	const kept = document.conformance === 'originalKept';
	return [
		...(document.sha256 === approval.sha256 ? [] : [reason('approvedBytesDiffer')]),
		...checkClerkSignature(await reportOn(core, file), signature.certificate),
		...((await declaresPdfA(core.vault.locate(file.path))) ? [] : [reason(kept ? 'originalKept' : 'notPdfA')]),
		...(document.byteLength > maxUploadMb * 1_000_000 ? [reason('tooBig', { maxMb: maxUploadMb })] : []),
		...(await paperReasons(core, outcome)),
	];
}

async function afterSignature(
	core: Core,
	outcome: Outcome & { readonly state: SignedState },
): Promise<readonly PreflightReason[]> {
	const file = await fileOf(core, outcome.id, outcome.state.document.sha256);
	return preflight(await preflightFacts(core, { outcome, file }, await auditHead(core.db)));
}

async function fileOf(core: Core, id: OutcomeId, sha256: SignedState['document']['sha256']) {
	const file = await findFile(core.db, id, sha256);
	if (file === undefined) throw new Fault('fileLost', { reason: 'missing' });
	return file;
}
