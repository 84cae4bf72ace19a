import type { Sha256 } from '../domain/index.ts';

/** What a check of one signature in a PDF found. */
export type SignatureFinding = {
	readonly fieldName: string;
	readonly signerName: string;
	/** UTC, ISO 8601, as the signature claims. */
	readonly signedAt?: string;
	/** The bytes that were signed are unchanged. */
	readonly intact: boolean;
	/** What was added after this signature. */
	readonly changedAfter: 'nothing' | 'allowed' | 'forbidden';
	/** The certificate leads to an anchor that the office trusts. */
	readonly trusted: boolean;
};

/** A report on a PDF: one finding a signature, in the order of signing. */
export type SignatureReport = { readonly sha256: Sha256; readonly findings: readonly SignatureFinding[] };
