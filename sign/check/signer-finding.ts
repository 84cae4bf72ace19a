import type { CertificateStanding } from '../../domain/signature-report.ts';
import { Asn1Error } from '../cms/asn1-guard.ts';
import type { CertificateInfo } from '../cms/certificate.ts';
import { standingOf } from '../cms/certificate-path.ts';
import { digestKind, OID } from '../cms/oids.ts';
import { type CmsSignature, readCms, readTimestamp } from '../cms/read-cms.ts';
import {
	type CmsCheck,
	type CmsVerdict,
	type DocumentDigest,
	verifyAttached,
	verifyDetached,
} from '../cms/verify-cms.ts';
import { hashOf } from '../digest.ts';
import type { PdfDocument } from '../pdf/document.ts';
import type { SignatureValue } from './signature-value.ts';

/** What was found out about who signed. */
export type SignerFinding = {
	readonly cms: CmsVerdict;
	readonly standing: CertificateStanding;
	readonly certificate?: CertificateInfo;
	readonly signedAt?: Date;
};

const BROKEN: SignerFinding = { cms: 'broken', standing: 'unknownIssuer' };
const DETACHED = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached']);

/** The digest of a signature's byte range, made once a function. */
function digestOfRange(bytes: Buffer, [a, b, c, d]: SignatureValue['byteRange']): DocumentDigest {
	const pieces = [bytes.subarray(a, a + b), bytes.subarray(c, c + d)];
	return async (oid) => {
		const kind = digestKind(oid);
		try {
			return kind && (await hashOf(kind.name, pieces, kind.outputLength));
		} catch {
			// The crypto library of this host lacks the function.
			return undefined;
		}
	};
}

type Checked = CmsCheck & { readonly at?: Date | undefined };

async function checkTimestamp(cms: CmsSignature, digest: DocumentDigest): Promise<Checked> {
	const check = verifyAttached(cms, OID.timestampInfo);
	if (cms.content === undefined) return check;
	const stamp = readTimestamp(cms.content);
	const expected = await digest(stamp.digestOid);
	if (expected === undefined) return { verdict: 'unknown', weak: false };
	const weak = check.weak || digestKind(stamp.digestOid)?.strong !== true;
	const verdict = check.verdict === 'right' && !expected.equals(stamp.hash) ? 'mismatch' : check.verdict;
	return { verdict, weak, at: stamp.at };
}

async function checkCms(cms: CmsSignature, value: SignatureValue, digest: DocumentDigest): Promise<Checked> {
	if (value.subFilter === 'ETSI.RFC3161') return await checkTimestamp(cms, digest);
	if (!DETACHED.has(value.subFilter)) return { verdict: 'unknown', weak: false };
	const check = await verifyDetached(cms, digest, value.subFilter === 'ETSI.CAdES.detached');
	return { ...check, at: value.claimedAt };
}

/** A time that a signer claims counts only when it is not in the future. */
function trustedTime(claimed: Date | undefined, now: Date): Date {
	return claimed !== undefined && claimed < now ? claimed : now;
}

/** Checks the CMS of a signature and its signer's certificate. What is no CMS at all is `broken`; nothing is thrown. */
export async function inspectSigner(
	pdf: PdfDocument,
	value: SignatureValue | undefined,
	anchors: readonly CertificateInfo[],
	now: Date,
): Promise<SignerFinding> {
	if (value === undefined) return BROKEN;
	try {
		const cms = readCms(value.contents.bytes);
		const { verdict, weak, at } = await checkCms(cms, value, digestOfRange(pdf.bytes, value.byteRange));
		const { signer } = cms;
		if (signer === undefined) return BROKEN;
		const purpose = value.subFilter === 'ETSI.RFC3161' ? 'timestamp' : 'document';
		const standing = standingOf(signer, cms.certificates, anchors, trustedTime(at, now), purpose);
		return {
			cms: verdict,
			standing: verdict === 'unknown' ? 'unknownAlgorithm' : weak ? 'weakAlgorithm' : standing,
			certificate: signer,
			...(at !== undefined && { signedAt: at }),
		};
	} catch (error) {
		if (error instanceof Asn1Error) return BROKEN;
		throw error;
	}
}
