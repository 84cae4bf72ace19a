import type { CertificateStanding } from '../../domain/signature-report.ts';
import type { CertificateInfo } from './certificate.ts';
import { OID } from './oids.ts';

/** More authorities above a signer than any real tree has. */
const MAX_PATH = 8;
/** Signatures verified while looking for one path; keeps a thicket of cross-certificates from taking for ever. */
const MAX_STEPS = 200;

/** What the certificate signed: a document, or the time of one. */
export type Purpose = 'document' | 'timestamp';

function isValidAt({ notBefore, notAfter }: CertificateInfo, at: Date): boolean {
	return notBefore <= at && at <= notAfter;
}

function mayIssue(issuer: CertificateInfo, below: number): boolean {
	if (!issuer.isAuthority || issuer.unknownCritical) return false;
	if (issuer.usage !== undefined && !issuer.usage.certificateSign) return false;
	return issuer.pathLength === undefined || below <= issuer.pathLength;
}

/** Whether the certificate is there for what it was used for. */
export function isFor(certificate: CertificateInfo, purpose: Purpose): boolean {
	const { usage, extendedUsages, unknownCritical } = certificate;
	if (unknownCritical) return false;
	if (purpose === 'timestamp') return extendedUsages.includes(OID.timeStamping);
	return usage === undefined || usage.digitalSignature || usage.nonRepudiation;
}

function leadsToAnchor(
	certificate: CertificateInfo,
	others: readonly CertificateInfo[],
	anchors: readonly CertificateInfo[],
	at: Date,
): boolean {
	let steps = 0;
	const climb = (below: CertificateInfo, path: readonly CertificateInfo[]): boolean => {
		if (anchors.some((anchor) => anchor.sha256 === below.sha256)) return true;
		if (path.length > MAX_PATH) return false;
		// The certificates below an authority that are authorities themselves: all but the signer's own.
		const depth = path.length - 1;
		const candidates = [...anchors, ...others].filter((one) => one.subject.equals(below.issuer));
		for (const issuer of candidates) {
			if (path.some((passed) => passed.sha256 === issuer.sha256)) continue;
			if (!mayIssue(issuer, depth) || !isValidAt(issuer, at)) continue;
			if (++steps > MAX_STEPS) return false;
			if (below.isSignedBy(issuer.publicKey) && climb(issuer, [...path, issuer])) return true;
		}
		return false;
	};
	return climb(certificate, [certificate]);
}

/**
 * How a signer's certificate stands at a time: a path by RFC 5280 (names, signatures, authorities, lengths, validity) to one of the
 * anchors. Certificates with a critical extension that is not known here, name constraints among them, are refused. Revocation is
 * not looked at.
 */
export function standingOf(
	certificate: CertificateInfo,
	others: readonly CertificateInfo[],
	anchors: readonly CertificateInfo[],
	at: Date,
	purpose: Purpose,
): CertificateStanding {
	if (!isFor(certificate, purpose)) return 'notForSigning';
	if (at < certificate.notBefore) return 'notYetValid';
	if (at > certificate.notAfter) return 'expired';
	return leadsToAnchor(certificate, others, anchors, at) ? 'trusted' : 'unknownIssuer';
}
