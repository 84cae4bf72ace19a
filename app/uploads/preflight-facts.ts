import {
	currentReadings,
	findSamePapers,
	getOutcomeForJob,
	listReceipts,
	newestVersion,
	type ReadableDb,
	type StoredReadings,
} from '../../db/index.ts';
import {
	FIELD_NAMES,
	type FieldName,
	isMarkedSecret,
	OUTCOME_KINDS,
	type Outcome,
	type OutcomeId,
	type OutcomeStateKind,
	type StateOf,
	type StoredFile,
	vietnamWallTime,
} from '../../domain/index.ts';
import { declaresPdfA } from '../../ocr/index.ts';
import { documentMetadata, type MetadataInput, type MetadataResult, type PreflightFacts } from '../../upload/index.ts';
import type { Core } from '../core.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { hashPrefix } from '../signing/hash-prefix.ts';
import { reportOn } from '../signing/show-signatures.ts';

/** A state in which all signatures stand on the document. */
export type SignedState = StateOf<'agencySigned' | 'uploading' | 'uploadFailed'>;

/** An outcome that is to be uploaded, and its document. */
export type UploadSubject = { readonly outcome: Outcome & { readonly state: SignedState }; readonly file: StoredFile };

type Tools = Pick<Core, 'db' | 'vault' | 'clock'>;

/** Another scan of the same paper stands in the way once it is on its way to the repository. */
const SENT: readonly OutcomeStateKind[] = ['uploading', 'uploadFailed', 'stored', 'recalled', 'expired'];

/** Gathers all that has to be known before an upload. @throws {Fault} `fileLost`. */
export async function preflightFacts(
	tools: Tools,
	{ outcome, file }: UploadSubject,
	auditHead: NonNullable<MetadataInput['auditHead']>,
): Promise<PreflightFacts & { readonly metadata: MetadataResult }> {
	const { db, vault } = tools;
	const { id, state } = outcome;
	const { maxUploadMb } = await officeSettings(db);
	const readings = await currentReadings(db, id);
	const signatures = await reportOn(tools, file);
	const metadata = await metadataOf(tools, { outcome, file }, { readings, signatures, auditHead });
	return {
		state: state.kind,
		document: state.document,
		pdfA: await declaresPdfA(vault.locate(file.path)),
		signatures,
		signers: { clerk: state.signature.certificate, agency: state.agencySignature.certificate },
		approved: state.approval,
		prefixSha256: await hashPrefix(vault.locate(file.path), state.approval.byteLength),
		metadata,
		secret: (await recognizedPages(tools, id)).some(isMarkedSecret),
		maxMb: maxUploadMb,
		stored: (await listReceipts(db, id)).length > 0,
		duplicates: state.kind === 'agencySigned' ? await sentDuplicates(db, outcome) : [],
	};
}

type Known = {
	readonly readings: StoredReadings;
	readonly signatures: PreflightFacts['signatures'];
	readonly auditHead: NonNullable<MetadataInput['auditHead']>;
};

async function metadataOf(
	{ db }: Tools,
	{ outcome, file }: UploadSubject,
	{ readings, signatures, auditHead }: Known,
): Promise<MetadataResult> {
	const { state } = outcome;
	const version = await newestVersion(db, outcome.id);
	const nameOf = (certificate: string) =>
		signatures.findings.findLast((finding) => finding.certificateSha256 === certificate)?.signerName ?? '';
	return documentMetadata({
		codes: state.codes,
		fields: valuesOf(readings),
		kindName: kindName(outcome),
		pageCount: version?.pageCount ?? 0,
		document: { ...file, conformance: state.document.conformance },
		digitizedOn: vietnamWallTime(new Date(outcome.createdAt)).slice(0, 10),
		signatures: [
			{ role: 'clerk', name: nameOf(state.signature.certificate), signedAt: state.signature.at },
			{ role: 'agency', name: nameOf(state.agencySignature.certificate), signedAt: state.agencySignature.at },
		],
		auditHead,
	});
}

/** The kind in Vietnamese as it stands on paper; a paper of no known kind is a document (văn bản). */
export function kindName({ kind }: Outcome): string {
	const title: string = OUTCOME_KINDS[kind].title;
	return title === '' ? 'Văn bản' : `${title.charAt(0)}${title.slice(1).toLocaleLowerCase('vi')}`;
}

/** The values that count, without those that a person declared absent. */
export function valuesOf(readings: StoredReadings): { readonly [F in FieldName]?: string } {
	const values: { [F in FieldName]?: string } = {};
	for (const field of FIELD_NAMES) {
		const value = readings[field]?.value;
		if (value) values[field] = value;
	}
	return values;
}

/** Other scans of the same paper that are on their way to the repository, or there. */
export async function sentDuplicates(db: ReadableDb, outcome: Outcome): Promise<readonly OutcomeId[]> {
	const { documentNumber, issueDate, issuingBody } = valuesOf(await currentReadings(db, outcome.id));
	if (!documentNumber || !issueDate || !issuingBody) return [];
	const same = await findSamePapers(db, outcome.id, { documentNumber, issueDate, issuingBody }, [outcome.orgUnitId]);
	const sent: OutcomeId[] = [];
	for (const id of same) {
		const { state } = await getOutcomeForJob(db, id);
		if (SENT.includes(state.kind)) sent.push(id);
	}
	return sent;
}
