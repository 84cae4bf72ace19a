import { rm } from 'node:fs/promises';
import {
	beginJob,
	cancelJob,
	enqueueJob,
	findFile,
	finishJob,
	getOutcome,
	insertFile,
	latestAuditInstant,
	listFiles,
	newestVersion,
	newId,
} from '../../db/index.ts';
import {
	type AccountActor,
	type Box,
	type DocumentRevision,
	documentOf,
	Fault,
	type FileId,
	type JobId,
	type Outcome,
	type OutcomeEvent,
	type OutcomeId,
	type OutcomeVersion,
	type Sha256,
	type SignatureAct,
	type StoredFile,
	type WorkflowProfile,
} from '../../domain/index.ts';
import { checkSignatures, readCertificate, type SignatureMark, type SigningKey, signPdf } from '../../sign/index.ts';
import { type Core, instantOf } from '../core.ts';
import { dropUnfinished } from '../jobs/drop-unfinished.ts';
import { documentPath, folderOf } from '../outcomes/outcome-paths.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { officeUnit } from '../settings/office-unit.ts';
import { changeBy, moveOutcome } from '../workflow/move-outcome.ts';
import { hashPrefix } from './hash-prefix.ts';
import { officeAnchors } from './office-anchors.ts';

/** Whose signature: the scanning clerk's own, or the agency's `SAO Y`. */
export type SignatureKind = 'clerk' | 'agency';

type Subject = {
	readonly outcome: Outcome;
	readonly version: OutcomeVersion;
	/** The revision that is signed. */
	readonly file: StoredFile;
	readonly document: DocumentRevision;
	readonly profile: WorkflowProfile;
};

/** A clock may be set back this far by network time without anybody being wrong, ms. */
const CLOCK_TOLERANCE_MS = 2_000;

/**
 * Signs the newest revision of an outcome's document: a new immutable file beside the old one, then one transaction with
 * the move. A crash in between leaves a file that no row names, which the next start takes away.
 *
 * @throws {Fault} of the `sign` family; `clockOff`, `outcomeMissing`, `fileLost`, `documentChanged`, `transitionRefused`, `changedMeanwhile`.
 */
export async function addSignature(
	core: Core,
	actor: AccountActor,
	id: OutcomeId,
	key: SigningKey,
	kind: SignatureKind,
	signal?: AbortSignal,
): Promise<Outcome> {
	const before = await getOutcome(core.db, id, actor.orgUnitScope);
	// One at a time: two signatures of one document by one key in one second would be the same file.
	const turn = core.signing.take();
	try {
		await turn.mine;
		await assertClock(core);
		const subject = await subjectOf(core, actor, before);
		return await sign(core, actor, subject, { key, kind, signal });
	} finally {
		turn.pass();
	}
}

type Signing = { readonly key: SigningKey; readonly kind: SignatureKind; readonly signal: AbortSignal | undefined };

async function sign(
	core: Core,
	actor: AccountActor,
	subject: Subject,
	{ key, kind, signal }: Signing,
): Promise<Outcome> {
	const certificate = readCertificate(key.certificate.der);
	const act: SignatureAct = { by: actor.accountId, at: instantOf(core), certificate: certificate.sha256 };
	if (kind === 'agency') assertOtherThanClerks(subject.outcome, certificate.sha256);
	// Refused before anything is made: with a revision that is only a little longer.
	const trial = { ...subject.document, byteLength: subject.document.byteLength + 1 };
	changeBy(subject.outcome, signatureEvent(kind, act, trial, subject.document.sha256), subject.profile);
	await core.vault.read(subject.file.path, subject.file.sha256);
	const job = await begin(core, subject);
	const scratch = await core.scratchPath(job, 'pdf');
	try {
		const made = await makeSignature(core, subject, { key, kind, at: new Date(act.at), scratch, signal });
		const event = signatureEvent(kind, act, made.document, made.prefix);
		return await commit(core, { actor, subject, job, ...made, event });
	} catch (error) {
		await dropUnfinished(core, subject.outcome.id, folderOf(subject.file.path));
		await core.db.write((tx) => cancelJob(tx, job, instantOf(core)));
		throw error;
	} finally {
		await rm(scratch, { force: true });
	}
}

/** A signature's time is what the paper will say for ever: a clock that stands before what has happened is not believed. */
async function assertClock(core: Core): Promise<void> {
	const last = await latestAuditInstant(core.db);
	const behind = last === undefined ? 0 : Date.parse(last) - core.clock.now().getTime();
	if (behind > CLOCK_TOLERANCE_MS) throw new Fault('clockOff', { seconds: Math.round(behind / 1000) });
}

/** @throws {Fault} `changedMeanwhile` when somebody else was faster; `transitionRefused` when there is no document. */
async function subjectOf(core: Core, actor: AccountActor, before: Outcome): Promise<Subject> {
	const { id } = before;
	const { order } = await officeSettings(core.db);
	const outcome = await getOutcome(core.db, id, actor.orgUnitScope);
	if (outcome.revision !== before.revision) throw new Fault('changedMeanwhile');
	const document = documentOf(outcome.state);
	const file = document && (await findFile(core.db, id, document.sha256));
	const version = await newestVersion(core.db, id);
	if (document === undefined || file === undefined || version === undefined) {
		throw new Fault('transitionRefused', { reason: 'wrongState', state: outcome.state.kind, event: 'sign' });
	}
	return { outcome, version, file, document, profile: { order } };
}

/** Noted before a file is made, so that a crash can be cleaned up after. */
async function begin(core: Core, { outcome, file }: Subject): Promise<JobId> {
	const payload = { folder: folderOf(file.path) };
	const job = await core.db.write((tx) =>
		beginJob(tx, { kind: 'sign', subjectId: outcome.id, payload }, instantOf(core)),
	);
	core.journal('signatureBegun');
	return job;
}

type Making = {
	readonly key: SigningKey;
	readonly kind: SignatureKind;
	readonly at: Date;
	readonly scratch: string;
	readonly signal: AbortSignal | undefined;
};
type Signed = { readonly document: DocumentRevision; readonly stored: StoredFile; readonly prefix: Sha256 };

async function makeSignature(core: Core, subject: Subject, making: Making): Promise<Signed> {
	const { outcome, version, file, document } = subject;
	const { key, kind, at, scratch, signal } = making;
	const mark: SignatureMark =
		kind === 'clerk'
			? { kind: 'clerk', signerName: readCertificate(key.certificate.der).commonName }
			: { kind: 'agencyCopy', agencyName: (await officeUnit(core.db, outcome.orgUnitId)).name };
	const source = core.vault.locate(file.path);
	const keepClear = kind === 'clerk' ? await codeBoxes(core, outcome.id) : [];
	const signed = await signPdf({ source, document, mark, at, keepClear }, key, scratch, signal);
	// A signature that shows nothing, or that nobody here trusts, could never be uploaded: better not made at all.
	if (signed.mark === undefined) throw new Fault('signingFailed', { reason: 'noRoomForMark' });
	await assertTrusted(core, scratch, signed.certificate);
	core.journal('signatureMade');
	const revisions = await listFiles(core.db, outcome.id, 'document');
	const path = documentPath(folderOf(file.path), version.number, revisions.length + 1, signed.document.sha256);
	const stored = await core.vault.putFile(path, scratch);
	if (stored.sha256 !== signed.document.sha256) throw new Fault('fileLost', { reason: 'changed' });
	core.journal('signatureStored');
	const prefix = await hashPrefix(core.vault.locate(path), document.byteLength);
	return { document: signed.document, stored, prefix };
}

/** @throws {Fault} `certificateNotTrusted` when the finished signature does not lead to an anchor of the office. */
async function assertTrusted(core: Core, path: string, certificate: Sha256): Promise<void> {
	const anchors = await officeAnchors(core.db);
	const { findings } = await checkSignatures(path, { anchors, now: core.clock.now() });
	const own = findings.findLast((finding) => finding.certificateSha256 === certificate);
	if (own?.standing !== 'trusted') throw new Fault('certificateNotTrusted');
}

/** The clerk signs as a person, the registrar for the agency: one certificate can't be both. @throws {Fault} `certificateNotForSigning`. */
function assertOtherThanClerks(outcome: Outcome, certificate: Sha256): void {
	if (outcome.state.kind === 'coded' && outcome.state.signature.certificate === certificate) {
		throw new Fault('certificateNotForSigning');
	}
}

/** QR and bar codes of page 1, mm from the top-left corner of the page as it is displayed. */
async function codeBoxes(core: Core, id: OutcomeId): Promise<readonly Box[]> {
	const [page] = await recognizedPages(core, id);
	if (page === undefined) return [];
	const mm = 25.4 / page.dpi;
	return page.codes.map(({ box: [x, y, width, height] }) => [x * mm, y * mm, width * mm, height * mm]);
}

function signatureEvent(
	kind: SignatureKind,
	act: SignatureAct,
	document: DocumentRevision,
	prefixSha256: Sha256,
): OutcomeEvent {
	return kind === 'clerk'
		? { kind: 'signByClerk', act, document }
		: { kind: 'signByAgency', act, document, prefixSha256 };
}

type Committing = Signed & {
	readonly actor: AccountActor;
	readonly subject: Subject;
	readonly event: OutcomeEvent;
	readonly job: JobId;
};

/** The move, the file's row and the end of the job together; with the agency's signature also the upload's job. */
async function commit(core: Core, { actor, subject, event, job, document, stored }: Committing): Promise<Outcome> {
	const { outcome, version, profile } = subject;
	const at = instantOf(core);
	const facts = { document: document.sha256, byteLength: document.byteLength };
	const moved = await core.db.write(async (tx) => {
		const after = await moveOutcome(tx, outcome.id, event, { actor, at, profile, revision: outcome.revision, facts });
		const file = { ...stored, id: newId<FileId>(), outcomeId: outcome.id, versionId: version.id, createdAt: at };
		await insertFile(tx, { ...file, role: 'document' });
		if (event.kind === 'signByAgency') await enqueueJob(tx, { kind: 'upload', subjectId: outcome.id, payload: {} }, at);
		await finishJob(tx, job, at);
		return after;
	});
	core.journal('outcomeSigned');
	if (event.kind === 'signByAgency') core.jobs.wake();
	return moved;
}
