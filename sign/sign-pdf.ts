import { createHash } from 'node:crypto';
import { Fault } from '../domain/fault.ts';
import { asSha256, type Sha256 } from '../domain/ids.ts';
import { checkSignatures } from './check/check-signatures.ts';
import { assertSignable } from './check/signable.ts';
import { buildCms, cmsSizeLimit } from './cms/build-cms.ts';
import { readCertificate } from './cms/certificate.ts';
import { updateHash } from './digest.ts';
import { assertFitToSign } from './keys/fit-to-sign.ts';
import { writeNewFile } from './output-file.ts';
import type { PdfDocument } from './pdf/document.ts';
import { type Update, writeUpdate } from './pdf/update.ts';
import { openStrictly, readPdfBytes } from './read-pdf.ts';
import { prepareSignature, RANGE_DIGITS } from './signature-update.ts';
import type { SignedRevision, SignRequest } from './signer.ts';
import type { SigningKey } from './signing-key.ts';

/** Room for a CMS, as real signers leave it (32 KiB of hex digits); more where the certificates need more. */
const CONTENTS_BYTES = 16 * 1024;

/** Offsets in the update of the hole that the signature goes into, `<` and `>` included, and of the numbers of /ByteRange. */
type Hole = { readonly start: number; readonly end: number; readonly rangeAt: number };

function findHole(update: Update, sourceLength: number, number: number): Hole {
	const at = (update.offsetOf.get(number) ?? 0) - sourceLength;
	const contents = update.bytes.indexOf('/Contents <', at, 'latin1');
	const start = contents + '/Contents '.length;
	const end = update.bytes.indexOf('>', start, 'latin1') + 1;
	return { start, end, rangeAt: update.bytes.indexOf('/ByteRange [0 ', at, 'latin1') + '/ByteRange [0 '.length };
}

function fillRange(update: Update, hole: Hole, sourceLength: number): void {
	const numbers = [sourceLength + hole.start, sourceLength + hole.end, update.bytes.length - hole.end];
	update.bytes.write(numbers.map((number) => String(number).padEnd(RANGE_DIGITS)).join(' '), hole.rangeAt, 'latin1');
}

/** SHA-256 of the source, after a look that it is the revision that was meant. */
async function hashSource(bytes: Buffer, expected: SignRequest['document']) {
	const hash = createHash('sha256');
	await updateHash(hash, bytes);
	if (bytes.length !== expected.byteLength || hash.copy().digest('hex') !== expected.sha256)
		throw new Fault('documentChanged');
	return hash;
}

type Signed = { readonly update: Update; readonly sha256: Sha256 };

async function fill(
	pdf: PdfDocument,
	update: Update,
	number: number,
	key: SigningKey,
	request: SignRequest,
	signal?: AbortSignal,
): Promise<Signed> {
	const source = pdf.bytes;
	const hole = findHole(update, source.length, number);
	fillRange(update, hole, source.length);
	const soFar = await hashSource(source, request.document);
	const signed = soFar.copy().update(update.bytes.subarray(0, hole.start)).update(update.bytes.subarray(hole.end));
	const cms = await buildCms(signed.digest(), key, signal);
	if (2 * cms.length > hole.end - hole.start - 2) throw new Fault('signingFailed', { reason: 'contentsTooLong' });
	update.bytes.write(cms.toString('hex'), hole.start + 1, 'latin1');
	return { update, sha256: asSha256(soFar.update(update.bytes).digest('hex')) };
}

/** Reads the finished file back and checks it as anybody would. */
async function selfCheck(
	path: string,
	source: PdfDocument,
	fieldName: string,
	certificate: Sha256,
	request: SignRequest,
): Promise<void> {
	const { findings } = await checkSignatures(path, { anchors: [], now: request.at });
	const own = findings.find((finding) => finding.fieldName === fieldName);
	const isRight =
		own?.verdict === 'untrusted' &&
		own.standing === 'unknownIssuer' &&
		own.addedAfter === 'nothing' &&
		own.certificateSha256 === certificate;
	if (!isRight) throw new Fault('signingFailed', { reason: own?.verdict ?? 'missing' });
	const broken = findings.find(
		(finding) => finding.coversBytes === source.bytes.length && finding.addedAfter === 'forbidden',
	);
	if (broken !== undefined) throw new Fault('signingFailed', { reason: 'changedAfter' });
}

/**
 * Adds one PAdES B-B signature with its visible mark as an incremental update: `target` begins with the source's very bytes. It gets
 * its name only when it is whole and has passed our own check; the same bytes under that name are accepted. The source is held in
 * memory once, the finished file once more while it is checked. Hashing lets the event loop run in between.
 *
 * @throws {Fault} `documentChanged` when the source is not the revision named; `pdfEncrypted`, `pdfDamaged`, `pdfCertified`,
 * `fileMissing`, `fileUnreadable`, `fileNotRegular`, `fileEmpty`, `fileTooLarge`, `fileKindUnknown`; `certificateExpired`,
 * `certificateNotYetValid`, `certificateNotForSigning`, `certificateKeyTooWeak`; `signingFailed` (`reason`: the verdict of our own
 * check, or `contentsTooLong`); `outputExists`, `outputUnwritable`, `diskFull`; `cancelled`.
 */
export async function signPdf(
	request: SignRequest,
	key: SigningKey,
	target: string,
	signal?: AbortSignal,
): Promise<SignedRevision> {
	const certificate = readCertificate(key.certificate.der);
	assertFitToSign(certificate, request.at);
	const pdf = openStrictly(await readPdfBytes(request.source));
	assertSignable(pdf);
	const room = Math.max(CONTENTS_BYTES, cmsSizeLimit(key));
	const { objects, number, fieldName, mark } = prepareSignature(pdf, request, room);
	const { update, sha256 } = await fill(pdf, writeUpdate(pdf, objects), number, key, request, signal);
	await writeNewFile(target, [pdf.bytes, update.bytes], sha256, (temporary) =>
		selfCheck(temporary, pdf, fieldName, certificate.sha256, request),
	);
	const byteLength = pdf.bytes.length + update.bytes.length;
	return {
		document: { sha256, byteLength, conformance: request.document.conformance },
		...(mark !== undefined && { mark }),
		fieldName,
		certificate: certificate.sha256,
	};
}
