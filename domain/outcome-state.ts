import type { FaultCode } from './fault-codes.ts';
import type { AccountId, OutcomeId, ReceiptId, Sha256 } from './ids.ts';
import type { Conformance } from './page.ts';

/** One immutable revision of the document: its bytes are known by hash and length. */
export type DocumentRevision = {
	readonly sha256: Sha256;
	readonly byteLength: number;
	readonly conformance: Conformance;
};

/** A person's act: who, and when (UTC, ISO 8601). */
export type Act = { readonly by: AccountId; readonly at: string };

/** A signature that somebody made: `certificate` is the SHA-256 of the signer's certificate (DER). */
export type SignatureAct = Act & { readonly certificate: Sha256 };

/** The supervisor's approval: bound to the bytes that were looked at. */
export type Approval = Act & { readonly sha256: Sha256; readonly byteLength: number };

/** Issued once, in a transaction, and never changed. `outcomeCode` may hold a citizen's id: bodies only, never a URL or a log. */
export type OutcomeCodes = { readonly outcomeCode: string; readonly docCode: string };

/** The clerk has signed the scan and accepted the fields: what may be submitted. */
type Completed = {
	readonly document: DocumentRevision;
	readonly signature: SignatureAct;
	readonly verification: Act;
};
type Submitted = Completed & { readonly submission: Act };
/** From here on `document` may be newer than what was approved: the agency's signature is added to it. */
type Approved = Submitted & { readonly approval: Approval };
type Coded = Approved & { readonly codes: OutcomeCodes };
type AgencySigned = Coded & { readonly agencySignature: SignatureAct };
type Uploading = AgencySigned & { readonly idempotencyKey: string };
type Stored = AgencySigned & { readonly receiptId: ReceiptId };

/**
 * Where an outcome (kết quả) is on its way (design.md §3). Each member holds its own data only; `document` is the newest
 * revision. `clerkSigned` may still lack the verification and `verified` the signature: which comes first is the profile's.
 */
export type OutcomeState =
	/** Opened by a clerk; pages may still come. */
	| { readonly kind: 'draft' }
	/** The originals are kept and hashed. */
	| { readonly kind: 'scanned'; readonly originals: readonly Sha256[]; readonly pageCount: number }
	/** Read by the machine; the document exists. */
	| { readonly kind: 'recognized'; readonly document: DocumentRevision }
	| {
			readonly kind: 'clerkSigned';
			readonly document: DocumentRevision;
			readonly signature: SignatureAct;
			readonly verification?: Act;
	  }
	| {
			readonly kind: 'verified';
			readonly document: DocumentRevision;
			readonly verification: Act;
			readonly signature?: SignatureAct;
	  }
	| ({ readonly kind: 'submitted' } & Submitted)
	| ({ readonly kind: 'approved' } & Approved)
	| ({ readonly kind: 'coded' } & Coded)
	| ({ readonly kind: 'agencySigned' } & AgencySigned)
	| ({ readonly kind: 'uploading' } & Uploading)
	| ({ readonly kind: 'uploadFailed'; readonly fault: FaultCode } & Uploading)
	| ({ readonly kind: 'stored' } & Stored)
	/** Back with the clerk, with the supervisor's reason. The clerk's signature stays: its bytes have not changed. */
	| {
			readonly kind: 'returned';
			readonly document: DocumentRevision;
			readonly signature: SignatureAct;
			readonly reason: string;
			readonly act: Act;
	  }
	| { readonly kind: 'replaced'; readonly by: OutcomeId; readonly stored: Stored }
	| { readonly kind: 'recalled'; readonly recall: Recall; readonly stored: Stored }
	/** `on`: last day of validity, `YYYY-MM-DD`, +07:00. */
	| { readonly kind: 'expired'; readonly on: string; readonly stored: Stored }
	/** A mis-scan: its bytes stay until an administrator purges them under the retention rule. */
	| { readonly kind: 'discarded'; readonly act: Act; readonly reason: string };

/** Thu hồi: the decision that recalls a document, its date (`YYYY-MM-DD`) and reason. Bytes are never deleted. */
export type Recall = { readonly decisionNumber: string; readonly date: string; readonly reason: string };

export type OutcomeStateKind = OutcomeState['kind'];

/** All state kinds, in the order of the way. */
export const OUTCOME_STATE_KINDS = [
	'draft',
	'scanned',
	'recognized',
	'clerkSigned',
	'verified',
	'submitted',
	'approved',
	'coded',
	'agencySigned',
	'uploading',
	'uploadFailed',
	'stored',
	'returned',
	'replaced',
	'recalled',
	'expired',
	'discarded',
] as const satisfies readonly OutcomeStateKind[];

/** A state of one kind. */
export type StateOf<K extends OutcomeStateKind> = Extract<OutcomeState, { kind: K }>;

/**
 * What an office may choose. `signFirst` is the default: TT 01/2023/TT-VPCP Đ8-9 has the scanning clerk sign the copy before
 * data extraction is accepted.
 */
export type WorkflowProfile = { readonly order: 'signFirst' | 'verifyFirst' };

/** The default profile. */
export const DEFAULT_PROFILE: WorkflowProfile = { order: 'signFirst' };
