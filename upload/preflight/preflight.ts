import type { DocumentRevision, OutcomeId, OutcomeStateKind, Sha256, SignatureReport } from '../../domain/index.ts';
import { isDocCode } from '../document/doc-code.ts';
import type { MetadataResult } from '../document/document-metadata.ts';
import { checkSignatures, type ExpectedSigners } from './check-signatures.ts';
import { type PreflightReason, reason } from './preflight-reasons.ts';

/** All that has to be known before an upload. The app gathers it. */
export type PreflightFacts = {
	readonly state: OutcomeStateKind;
	readonly document: DocumentRevision;
	/** Whether the document says, and our maker stands for it, that it is PDF/A. */
	readonly pdfA: boolean;
	/** Of this very document. */
	readonly signatures: SignatureReport;
	readonly signers: ExpectedSigners;
	/** What the supervisor approved, and the hash of the document's first `approved.byteLength` bytes. */
	readonly approved: { readonly sha256: Sha256; readonly byteLength: number };
	readonly prefixSha256: Sha256;
	readonly metadata: MetadataResult;
	/** A page carries độ mật (domain's `isMarkedSecret`). */
	readonly secret: boolean;
	/** MB of 10⁶ bytes. */
	readonly maxMb: number;
	/** A receipt for this DocCode is kept here already. */
	readonly stored: boolean;
	/** Other outcomes of the same number, date and issuing body. */
	readonly duplicates: readonly OutcomeId[];
};

/** States in which all signatures stand on the document and it is not stored yet. */
const READY: readonly OutcomeStateKind[] = ['agencySigned', 'uploading', 'uploadFailed'];

/** All reasons against an upload, and what is to be known about it; it may go when none blocks. Pure. */
export function preflight(facts: PreflightFacts): readonly PreflightReason[] {
	const { document, approved, signatures, metadata } = facts;
	const reasons: PreflightReason[] = [];
	const when = (condition: boolean, found: PreflightReason) => {
		if (condition) reasons.push(found);
	};
	when(!READY.includes(facts.state), reason('notReady', { state: facts.state }));
	when(facts.secret, reason('markedSecret'));
	const grown = approved.byteLength <= document.byteLength && facts.prefixSha256 === approved.sha256;
	when(!grown || metadata.metadata.Sha256 !== document.sha256, reason('approvedBytesDiffer'));
	when(signatures.sha256 !== document.sha256, reason('reportStale'));
	reasons.push(...checkSignatures(signatures, facts.signers));
	const kept = document.conformance === 'originalKept';
	when(!facts.pdfA, reason(kept ? 'originalKept' : 'notPdfA'));
	for (const field of metadata.missing) reasons.push(reason('fieldMissing', { field }));
	for (const { field, max } of metadata.tooLong) reasons.push(reason('fieldTooLong', { field, max }));
	for (const { field, max } of metadata.cut) reasons.push(reason('fieldCut', { field, max }));
	when(!isDocCode(metadata.metadata.DocCode), reason('docCodeUnusable'));
	when(document.byteLength > facts.maxMb * 1_000_000, reason('tooBig', { maxMb: facts.maxMb }));
	when(facts.stored, reason('alreadyStored'));
	for (const of of facts.duplicates) reasons.push(reason('duplicate', { of }));
	return reasons;
}
