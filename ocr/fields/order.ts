import { addressRule } from './address.ts';
import type { Candidate } from './candidate.ts';
import { codesRule } from './codes.ts';
import { documentNumberRule } from './document-number.ts';
import { enterpriseCodeRule } from './enterprise.ts';
import { issueDateRule } from './issue-date.ts';
import { issuingBodyRule } from './issuing-body.ts';
import { landRule } from './land.ts';
import { ownerIdRule } from './owner-id.ts';
import { ownerNameRule } from './owner-name.ts';
import type { Paper } from './paper.ts';
import { qrRule } from './qr.ts';
import { registrationDateRule } from './registration-date.ts';
import { scopeRule } from './scope.ts';
import { signerRule } from './signer.ts';
import { subjectRule } from './subject.ts';
import { validityRule } from './validity.ts';

/** A rule looks at the paper and proposes values; it never throws and never guesses. */
export type Rule = (paper: Paper) => readonly Candidate[];

/** The rules in order: where two propose a field with equal confidence, the earlier one holds. QR first, then layout, then text. */
export const RULES: readonly Rule[] = [
	qrRule,
	documentNumberRule,
	issueDateRule,
	registrationDateRule,
	issuingBodyRule,
	subjectRule,
	signerRule,
	ownerNameRule,
	ownerIdRule,
	codesRule,
	validityRule,
	scopeRule,
	enterpriseCodeRule,
	landRule,
	addressRule,
];
