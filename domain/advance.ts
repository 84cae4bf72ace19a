import { assertNever } from './assert-never.ts';
import type { OutcomeEvent } from './outcome-event.ts';
import {
	type Act,
	DEFAULT_PROFILE,
	type DocumentRevision,
	type OutcomeState,
	type SignatureAct,
	type StateOf,
	type WorkflowProfile,
} from './outcome-state.ts';

/** Why an event did not move an outcome. */
export type RefusalReason =
	/** The event does not belong to this state. */
	| 'wrongState'
	/** The profile wants the other act first. */
	| 'wrongOrder'
	/** Who submitted may not approve. */
	| 'fourEyes'
	/** The bytes are not the ones that were looked at, or not an addition to them. */
	| 'otherBytes'
	/** A reason must be given. */
	| 'reasonMissing';

export type Advance =
	| { readonly kind: 'moved'; readonly state: OutcomeState }
	| { readonly kind: 'refused'; readonly reason: RefusalReason };

const moved = (state: OutcomeState): Advance => ({ kind: 'moved', state });
const refused = (reason: RefusalReason): Advance => ({ kind: 'refused', reason });

/**
 * The state after `event`, or why it is refused. Pure and total: it never throws, whatever the pair.
 * The rules that no profile may break (design.md §3) are here: four eyes, approval bound to bytes, no `stored` without a receipt.
 */
export function advance(state: OutcomeState, event: OutcomeEvent, profile: WorkflowProfile = DEFAULT_PROFILE): Advance {
	switch (event.kind) {
		case 'scan':
			return state.kind === 'draft'
				? moved({ kind: 'scanned', originals: event.originals, pageCount: event.pageCount })
				: refused('wrongState');
		case 'recognize':
			return state.kind === 'scanned' ? moved({ kind: 'recognized', document: event.document }) : refused('wrongState');
		case 'signByClerk':
			return signByClerk(state, event.act, event.document, profile);
		case 'verify':
			return verify(state, event.act, profile);
		case 'correct':
			return correct(state);
		case 'submit':
			return submit(state, event.act);
		case 'approve':
			return approve(state, event);
		case 'return':
			return giveBack(state, event);
		case 'code': {
			if (state.kind !== 'approved') return refused('wrongState');
			return moved({ ...state, kind: 'coded', codes: event.codes });
		}
		case 'signByAgency':
			return signByAgency(state, event);
		case 'startUpload':
		case 'failUpload':
		case 'retryUpload':
		case 'store':
			return upload(state, event);
		case 'replace':
		case 'recall':
		case 'expire':
			return retire(state, event);
		case 'discard':
			return discard(state, event);
		default:
			return assertNever(event);
	}
}

function signByClerk(
	state: OutcomeState,
	act: SignatureAct,
	document: DocumentRevision,
	profile: WorkflowProfile,
): Advance {
	if (state.kind === 'recognized') {
		if (profile.order === 'verifyFirst') return refused('wrongOrder');
		return grows(state.document, document)
			? moved({ kind: 'clerkSigned', document, signature: act })
			: refused('otherBytes');
	}
	if (state.kind === 'verified' && state.signature === undefined) {
		return grows(state.document, document)
			? moved({ kind: 'clerkSigned', document, signature: act, verification: state.verification })
			: refused('otherBytes');
	}
	return refused('wrongState');
}

function verify(state: OutcomeState, act: Act, profile: WorkflowProfile): Advance {
	switch (state.kind) {
		case 'recognized':
			return profile.order === 'verifyFirst'
				? moved({ kind: 'verified', document: state.document, verification: act })
				: refused('wrongOrder');
		case 'clerkSigned':
			return state.verification === undefined
				? moved({ kind: 'verified', document: state.document, verification: act, signature: state.signature })
				: refused('wrongState');
		case 'returned':
			return moved({ kind: 'verified', document: state.document, verification: act, signature: state.signature });
		default:
			return refused('wrongState');
	}
}

/** Until a supervisor has it. A verification goes with the correction: nobody has compared the new value with the paper. */
function correct(state: OutcomeState): Advance {
	switch (state.kind) {
		case 'recognized':
		case 'returned':
			return moved(state);
		case 'clerkSigned':
			return moved({ kind: 'clerkSigned', document: state.document, signature: state.signature });
		case 'verified': {
			const { document, signature } = state;
			return moved(
				signature === undefined ? { kind: 'recognized', document } : { kind: 'clerkSigned', document, signature },
			);
		}
		default:
			return refused('wrongState');
	}
}

function submit(state: OutcomeState, submission: Act): Advance {
	if (state.kind !== 'clerkSigned' && state.kind !== 'verified') return refused('wrongState');
	const { document, signature, verification } = state;
	if (signature === undefined || verification === undefined) return refused('wrongOrder');
	return moved({ kind: 'submitted', document, signature, verification, submission });
}

function approve(state: OutcomeState, { approval }: Extract<OutcomeEvent, { kind: 'approve' }>): Advance {
	if (state.kind !== 'submitted') return refused('wrongState');
	if (approval.by === state.submission.by) return refused('fourEyes');
	const sameBytes = approval.sha256 === state.document.sha256 && approval.byteLength === state.document.byteLength;
	return sameBytes ? moved({ ...state, kind: 'approved', approval }) : refused('otherBytes');
}

/** Until the agency has signed: an approval can be taken back with it, the codes that were issued stay the outcome's. */
function giveBack(state: OutcomeState, event: Extract<OutcomeEvent, { kind: 'return' }>): Advance {
	if (state.kind !== 'submitted' && state.kind !== 'approved' && state.kind !== 'coded') return refused('wrongState');
	if (event.reason.trim() === '') return refused('reasonMissing');
	const { document, signature } = state;
	return moved({ kind: 'returned', document, signature, reason: event.reason, act: event.act });
}

function signByAgency(state: OutcomeState, event: Extract<OutcomeEvent, { kind: 'signByAgency' }>): Advance {
	if (state.kind !== 'coded') return refused('wrongState');
	const startsWithApproved =
		event.prefixSha256 === state.approval.sha256 && event.document.byteLength > state.approval.byteLength;
	if (!startsWithApproved) return refused('otherBytes');
	return moved({ ...state, kind: 'agencySigned', document: event.document, agencySignature: event.act });
}

type UploadEvent = Extract<OutcomeEvent, { kind: 'startUpload' | 'failUpload' | 'retryUpload' | 'store' }>;

function upload(state: OutcomeState, event: UploadEvent): Advance {
	if (event.kind === 'startUpload') {
		if (state.kind !== 'agencySigned') return refused('wrongState');
		return moved({ ...state, kind: 'uploading', idempotencyKey: event.idempotencyKey });
	}
	if (event.kind === 'retryUpload') {
		if (state.kind !== 'uploadFailed') return refused('wrongState');
		const { fault: _settled, ...rest } = state;
		return moved({ ...rest, kind: 'uploading' });
	}
	if (state.kind !== 'uploading') return refused('wrongState');
	if (event.kind === 'failUpload') return moved({ ...state, kind: 'uploadFailed', fault: event.fault });
	const { idempotencyKey: _used, ...rest } = state;
	return moved({ ...rest, kind: 'stored', receiptId: event.receiptId });
}

function retire(state: OutcomeState, event: Extract<OutcomeEvent, { kind: 'replace' | 'recall' | 'expire' }>): Advance {
	if (state.kind !== 'stored') return refused('wrongState');
	const { kind: _kind, ...stored } = state;
	switch (event.kind) {
		case 'replace':
			return moved({ kind: 'replaced', by: event.by, stored });
		case 'recall':
			return moved({ kind: 'recalled', recall: event.recall, stored });
		case 'expire':
			return moved({ kind: 'expired', on: event.on, stored });
		default:
			return assertNever(event);
	}
}

/** States from which a mis-scan may still be discarded: nobody but the clerk has relied on it yet. */
const DISCARDABLE: readonly OutcomeState['kind'][] = [
	'draft',
	'scanned',
	'recognized',
	'clerkSigned',
	'verified',
	'returned',
];

function discard(state: OutcomeState, event: Extract<OutcomeEvent, { kind: 'discard' }>): Advance {
	if (!DISCARDABLE.includes(state.kind)) return refused('wrongState');
	if (event.reason.trim() === '') return refused('reasonMissing');
	return moved({ kind: 'discarded', act: event.act, reason: event.reason });
}

/** A signature is an incremental update: the file only grows, and how it conforms stays. */
function grows(before: DocumentRevision, after: DocumentRevision): boolean {
	return after.byteLength > before.byteLength && after.conformance === before.conformance;
}

/** The newest revision of a state's document, where it has one. */
export function documentOf(state: OutcomeState): DocumentRevision | undefined {
	switch (state.kind) {
		case 'draft':
		case 'scanned':
		case 'discarded':
			return undefined;
		case 'replaced':
		case 'recalled':
		case 'expired':
			return state.stored.document;
		default:
			return state.document;
	}
}

/** What the agency's signature takes: approved, with its codes. */
export type CodedOutcome = StateOf<'coded'>;
/** What an upload takes. */
export type AgencySignedOutcome = StateOf<'agencySigned'>;
