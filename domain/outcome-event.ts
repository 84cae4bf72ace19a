import type { FaultCode } from './fault-codes.ts';
import type { OutcomeId, ReceiptId, Sha256 } from './ids.ts';
import type { Act, Approval, DocumentRevision, OutcomeCodes, Recall, SignatureAct } from './outcome-state.ts';

/** What can happen to an outcome. Every event that a person causes carries the act. */
export type OutcomeEvent =
	| { readonly kind: 'scan'; readonly originals: readonly Sha256[]; readonly pageCount: number }
	| { readonly kind: 'recognize'; readonly document: DocumentRevision }
	| { readonly kind: 'signByClerk'; readonly act: SignatureAct; readonly document: DocumentRevision }
	| { readonly kind: 'verify'; readonly act: Act }
	/** A field was corrected: what was verified before is no longer what stands there. */
	| { readonly kind: 'correct' }
	| { readonly kind: 'submit'; readonly act: Act }
	| { readonly kind: 'approve'; readonly approval: Approval }
	| { readonly kind: 'return'; readonly act: Act; readonly reason: string }
	| { readonly kind: 'code'; readonly codes: OutcomeCodes }
	/** `prefixSha256`: of the new revision's first N bytes, N = the approved length. */
	| {
			readonly kind: 'signByAgency';
			readonly act: SignatureAct;
			readonly document: DocumentRevision;
			readonly prefixSha256: Sha256;
	  }
	| { readonly kind: 'startUpload'; readonly idempotencyKey: string }
	| { readonly kind: 'failUpload'; readonly fault: FaultCode }
	| { readonly kind: 'retryUpload' }
	| { readonly kind: 'store'; readonly receiptId: ReceiptId }
	| { readonly kind: 'replace'; readonly by: OutcomeId }
	| { readonly kind: 'recall'; readonly recall: Recall }
	| { readonly kind: 'expire'; readonly on: string }
	| { readonly kind: 'discard'; readonly act: Act; readonly reason: string };

export type OutcomeEventKind = OutcomeEvent['kind'];
