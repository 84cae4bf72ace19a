import type { Sha256 } from './ids.ts';

/**
 * What a check of a signed PDF says in the end, worst first.
 * malformed: what calls itself a signature is none · altered: signed bytes were changed · notCovering: bytes of the file, other
 * than the signature itself, are under no signature and were not added later as an incremental update · changedAfter: something
 * was added after a signature that changes what is seen · untrusted: all is intact, and the certificate leads to no anchor of
 * the office or was not valid at the time · valid · unsigned: there is no signature at all.
 */
export type SignatureVerdict =
	| 'malformed'
	| 'altered'
	| 'notCovering'
	| 'changedAfter'
	| 'untrusted'
	| 'valid'
	| 'unsigned';

/** How a signer's certificate stands at the time of signing. */
export type CertificateStanding =
	| 'trusted'
	/** No path to an anchor that the office trusts. */
	| 'unknownIssuer'
	| 'expired'
	| 'notYetValid'
	/** Its key usage does not allow signing, or a certificate above it is no CA. */
	| 'notForSigning'
	/** Signed with a hash that is no longer taken for signatures (MD5, SHA-1; TT 15/2025/TT-BKHCN). */
	| 'weakAlgorithm'
	/** Signed with an algorithm that this program does not know: nothing can be said of the signature. */
	| 'unknownAlgorithm';

/** Where a signature's visible mark is: mm from the top-left corner of the page as it is displayed. */
export type MarkPlace = {
	/** Page index from 0. */
	readonly page: number;
	/** `[x, y, width, height]`, mm. */
	readonly boxMm: readonly [number, number, number, number];
	readonly corner: 'topLeft' | 'topRight' | 'elsewhere';
};

/** What a check of one signature found. */
export type SignatureFinding = {
	readonly fieldName: string;
	readonly verdict: Exclude<SignatureVerdict, 'unsigned'>;
	/** As in /SubFilter. */
	readonly subFilter: string;
	/** The certificate's common name, NFC; empty when there is none. */
	readonly signerName: string;
	/** The certificate's organisation, where it names one. */
	readonly organisation?: string;
	/** SHA-256 of the signer's certificate (DER). */
	readonly certificateSha256?: Sha256;
	/** The time that the signature claims (/M), UTC, ISO 8601. */
	readonly signedAt?: string;
	readonly standing: CertificateStanding;
	/** The revision that it covers: the file's first bytes. */
	readonly coversBytes: number;
	/** What was added after that revision. `allowed`: further signatures and what belongs to them. */
	readonly addedAfter: 'nothing' | 'allowed' | 'forbidden';
	/** Absent when the signature shows nothing on a page. */
	readonly mark?: MarkPlace;
};

/** A report on a PDF: one finding a signature, in the order of signing. */
export type SignatureReport = {
	readonly sha256: Sha256;
	readonly byteLength: number;
	readonly verdict: SignatureVerdict;
	readonly findings: readonly SignatureFinding[];
};
