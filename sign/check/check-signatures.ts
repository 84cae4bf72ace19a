import { Fault } from '../../domain/fault.ts';
import { asSha256 } from '../../domain/ids.ts';
import type { SignatureFinding, SignatureReport, SignatureVerdict } from '../../domain/signature-report.ts';
import type { CertificateInfo } from '../cms/certificate.ts';
import { tryReadCertificate } from '../cms/certificate.ts';
import { hashOf } from '../digest.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { readFields, type SignatureField } from '../pdf/signature-fields.ts';
import { PdfSyntaxError } from '../pdf/values.ts';
import { openTolerantly, readPdfBytes } from '../read-pdf.ts';
import { newVisits } from './changes.ts';
import { coveredRevision, openRevision } from './coverage.ts';
import { judgeStep, type Step } from './difference.ts';
import { markPlaces } from './mark-place.ts';
import { bears, restrictionsOf } from './restrictions.ts';
import { readSignatureValue, type SignatureValue, subFilterOf } from './signature-value.ts';
import { inspectSigner, type SignerFinding } from './signer-finding.ts';

/** What a check needs to know of the office. */
export type CheckOptions = {
	/** Certificates that the office trusts, DER. Without any, every signature is `untrusted` at best. */
	readonly anchors: readonly Uint8Array[];
	readonly now: Date;
};

/** Signatures looked at in one file; each one means hashing the file once. A real one has up to ten. */
const MAX_SIGNATURES = 64;

/** Worst first. */
const ORDER: readonly SignatureVerdict[] = [
	'malformed',
	'altered',
	'notCovering',
	'changedAfter',
	'untrusted',
	'valid',
	'unsigned',
];

type Seen = {
	readonly field: SignatureField;
	readonly value: SignatureValue | undefined;
	readonly revision: PdfDocument | undefined;
};

type Judged = { readonly end: number; readonly next: Step };

function worst<T extends SignatureVerdict>(verdicts: readonly T[]): T | undefined {
	return verdicts.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0];
}

function lookAt(pdf: PdfDocument, field: SignatureField, used: Set<number>): Seen {
	const value = readSignatureValue(pdf, field.value);
	// One signature can't stand in two fields.
	if (value === undefined || used.has(value.number)) return { field, value: undefined, revision: undefined };
	used.add(value.number);
	// A file that had to be repaired has no revisions.
	return { field, value, revision: pdf.startXref < 0 ? undefined : coveredRevision(pdf.bytes, value) };
}

/** The file as it ends now, as a revision; `undefined` when it ends in something else. */
function lastRevision(pdf: PdfDocument): PdfDocument | undefined {
	return pdf.startXref < 0 ? undefined : openRevision(pdf.bytes, pdf.bytes.length);
}

/** Judges what was added after each signed revision, one step to the next. */
async function judgeSteps(pdf: PdfDocument, seen: readonly Seen[]): Promise<readonly Judged[]> {
	const revisions = new Map<number, PdfDocument>();
	for (const { revision } of seen) if (revision !== undefined) revisions.set(revision.end, revision);
	const ordered = [...revisions.values()].toSorted((a, b) => a.end - b.end);
	const last = lastRevision(pdf);
	const visits = newVisits();
	const judged: Judged[] = [];
	for (const [i, revision] of ordered.entries()) {
		const after = ordered[i + 1] ?? last;
		const step: Step = after === undefined ? { added: 'stray', signs: [] } : await judgeStep(revision, after, visits);
		judged.push({ end: revision.end, next: step });
		revision.forget();
	}
	return judged;
}

function addedAfter(seen: Seen, steps: readonly Judged[]): Step['added'] {
	const { value, revision, field } = seen;
	if (value === undefined || revision === undefined) return 'stray';
	const restrictions = restrictionsOf(revision, value.dict, field.dict);
	const later = steps.filter(({ end }) => end >= revision.end).map(({ next }) => next);
	const found = (added: Step['added']) => later.some((step) => step.added === added);
	if (found('forbidden') || later.some((step) => !bears(restrictions, step))) return 'forbidden';
	if (found('stray')) return 'stray';
	return found('allowed') ? 'allowed' : 'nothing';
}

function verdictOf(seen: Seen, signer: SignerFinding, added: Step['added']): SignatureFinding['verdict'] {
	if (seen.value === undefined || signer.cms === 'broken') return 'malformed';
	if (signer.cms === 'mismatch') return 'altered';
	if (added === 'stray') return 'notCovering';
	if (added === 'forbidden') return 'changedAfter';
	return signer.cms === 'right' && signer.standing === 'trusted' ? 'valid' : 'untrusted';
}

async function findingOf(
	pdf: PdfDocument,
	seen: Seen,
	steps: readonly Judged[],
	anchors: readonly CertificateInfo[],
	now: Date,
): Promise<SignatureFinding> {
	const { field, value } = seen;
	const signer = await inspectSigner(pdf, value, anchors, now);
	const added = addedAfter(seen, steps);
	const { certificate } = signer;
	const [, , second = 0, rest = 0] = value?.byteRange ?? [];
	return {
		fieldName: field.name,
		verdict: verdictOf(seen, signer, added),
		subFilter: value?.subFilter ?? subFilterOf(pdf, field.value),
		signerName: certificate?.commonName ?? '',
		...(certificate?.organisation !== undefined && { organisation: certificate.organisation }),
		...(certificate !== undefined && { certificateSha256: certificate.sha256 }),
		...(signer.signedAt !== undefined && { signedAt: signer.signedAt.toISOString() }),
		standing: signer.standing,
		coversBytes: second + rest,
		addedAfter: added === 'stray' ? 'forbidden' : added,
	};
}

/**
 * Checks every signature of a PDF: is each put together right and over the bytes that are there, does it cover a whole revision, what
 * was added afterwards, and does the signer's certificate lead to an anchor at the time of signing. Revocation is not looked at.
 * Reads `source` and changes nothing; hashing and comparing let the event loop run in between.
 *
 * @throws {Fault} `fileMissing`, `fileUnreadable`, `fileNotRegular`, `fileEmpty`, `fileTooLarge`, `fileKindUnknown`, `pdfDamaged`,
 * `pdfEncrypted`.
 */
export async function checkSignatures(source: string | Uint8Array, options: CheckOptions): Promise<SignatureReport> {
	const bytes = await readPdfBytes(source);
	const pdf = openTolerantly(bytes);
	try {
		return await report(pdf, options);
	} catch (error) {
		// Objects are read when they are needed: damage may show late.
		if (error instanceof PdfSyntaxError) throw new Fault('pdfDamaged', {}, error);
		throw error;
	}
}

async function report(pdf: PdfDocument, options: CheckOptions): Promise<SignatureReport> {
	const { bytes } = pdf;
	const sha256 = asSha256((await hashOf('sha256', [bytes])).toString('hex'));
	const fields = readFields(pdf).signatures.filter(({ value }) => value !== undefined && value !== null);
	const used = new Set<number>();
	const seen = fields.slice(0, MAX_SIGNATURES).map((field) => lookAt(pdf, field, used));
	const steps = await judgeSteps(pdf, seen);
	const anchors = options.anchors.flatMap((der) => tryReadCertificate(der) ?? []);
	const places = markPlaces(pdf, fields);
	const findings: SignatureFinding[] = [];
	for (const one of seen) {
		const mark = places.get(one.field);
		findings.push({ ...(await findingOf(pdf, one, steps, anchors, options.now)), ...(mark && { mark }) });
	}
	findings.sort((a, b) => a.coversBytes - b.coversBytes);
	const verdict =
		fields.length > MAX_SIGNATURES ? 'malformed' : (worst(findings.map((finding) => finding.verdict)) ?? 'unsigned');
	return { sha256, byteLength: bytes.length, verdict, findings };
}
