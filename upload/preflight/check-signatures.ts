import type { Sha256, SignatureFinding, SignatureReport } from '../../domain/index.ts';
import { type PreflightReason, reason } from './preflight-reasons.ts';

/** Whose certificates have to stand on the document: SHA-256 of their DER. */
export type ExpectedSigners = { readonly clerk: Sha256; readonly agency: Sha256 };

/**
 * What is wrong with the signatures: each valid, the clerk's mark top-left (TT 01/2023 Điều 8.1) and the agency's top-right
 * (NĐ 30/2020 PL I) of page 1, the clerk's before the agency's, the agency's last.
 */
export function checkSignatures(report: SignatureReport, signers: ExpectedSigners): readonly PreflightReason[] {
	const { findings } = report;
	// Somebody may have signed twice; what counts is the newest.
	const clerk = findings.findLastIndex((finding) => finding.certificateSha256 === signers.clerk);
	const agency = findings.findLastIndex((finding) => finding.certificateSha256 === signers.agency);
	const reasons: PreflightReason[] = [];
	if (clerk < 0) reasons.push(reason('clerkSignatureMissing'));
	if (agency < 0) reasons.push(reason('agencySignatureMissing'));
	findings.forEach((finding, index) => {
		reasons.push(...checkOne(finding, index + 1, index === clerk || index === agency));
	});
	if (clerk >= 0 && !isMarkedAt(findings[clerk], 'topLeft')) reasons.push(reason('clerkMarkMisplaced'));
	if (agency >= 0 && !isMarkedAt(findings[agency], 'topRight')) reasons.push(reason('agencyMarkMisplaced'));
	const inOrder = clerk < agency && agency === findings.length - 1;
	if (clerk >= 0 && agency >= 0 && !inOrder) reasons.push(reason('signatureOrder'));
	return reasons;
}

/** The same as far as it can be known before the agency signs: the clerk's signature, and those that came with the document. */
export function checkClerkSignature({ findings }: SignatureReport, clerk: Sha256): readonly PreflightReason[] {
	const at = findings.findLastIndex((finding) => finding.certificateSha256 === clerk);
	if (at < 0) return [reason('clerkSignatureMissing')];
	const misplaced = isMarkedAt(findings[at], 'topLeft') ? [] : [reason('clerkMarkMisplaced')];
	return [...findings.flatMap((finding, index) => checkOne(finding, index + 1, index === at)), ...misplaced];
}

function checkOne({ verdict, standing }: SignatureFinding, number: number, ours: boolean): readonly PreflightReason[] {
	if (verdict === 'valid') return [];
	if (verdict !== 'untrusted') return [reason('signatureInvalid', { number, verdict })];
	return [reason(ours ? 'signatureUntrusted' : 'foreignSignatureUntrusted', { number, standing })];
}

function isMarkedAt(finding: SignatureFinding | undefined, corner: 'topLeft' | 'topRight'): boolean {
	return finding?.mark?.page === 0 && finding.mark.corner === corner;
}
