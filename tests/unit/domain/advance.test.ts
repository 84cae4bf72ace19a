import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	type AccountId,
	type Act,
	advance,
	asSha256,
	DEFAULT_PROFILE,
	type DocumentRevision,
	documentOf,
	OUTCOME_STATE_KINDS,
	type OutcomeEvent,
	type OutcomeId,
	type OutcomeState,
	type ReceiptId,
	type SignatureAct,
	type WorkflowProfile,
} from '../../../domain/index.ts';

const sha = (digit: string) => asSha256(digit.repeat(64));
const by = (name: string): Act => ({ by: name as AccountId, at: '2026-11-23T02:00:00.000Z' });
const signedBy = (name: string): SignatureAct => ({ ...by(name), certificate: sha('c') });
const revision = (digit: string, byteLength: number): DocumentRevision => ({
	sha256: sha(digit),
	byteLength,
	conformance: 'made',
});
const VERIFY_FIRST: WorkflowProfile = { order: 'verifyFirst' };

/** The events of a paper that goes all the way, in the default profile. */
const WAY: readonly OutcomeEvent[] = [
	{ kind: 'scan', originals: [sha('0')], pageCount: 1 },
	{ kind: 'recognize', document: revision('1', 100) },
	{ kind: 'signByClerk', act: signedBy('clerk'), document: revision('2', 200) },
	{ kind: 'verify', act: by('clerk') },
	{ kind: 'submit', act: by('clerk') },
	{ kind: 'approve', approval: { ...by('supervisor'), sha256: sha('2'), byteLength: 200 } },
	{ kind: 'code', codes: { outcomeCode: '0.KQ.G15.000031.12/GP-UBND.01', docCode: 'G06.01_GP_000021_V1' } },
	{ kind: 'signByAgency', act: signedBy('registrar'), document: revision('3', 300), prefixSha256: sha('2') },
	{ kind: 'startUpload', idempotencyKey: '0197' },
	{ kind: 'store', receiptId: 'receipt' as ReceiptId },
];

function walk(events: readonly OutcomeEvent[], profile = DEFAULT_PROFILE, from: OutcomeState = { kind: 'draft' }) {
	return events.reduce((state, event) => {
		const step = advance(state, event, profile);
		if (step.kind === 'refused') throw new Error(`${event.kind} in ${state.kind}: ${step.reason}`);
		return step.state;
	}, from);
}

const at = (steps: number) => walk(WAY.slice(0, steps));

const act = fc.constantFrom(by('clerk'), by('supervisor'), by('registrar'));
const signature = fc.constantFrom(signedBy('clerk'), signedBy('registrar'));
const document = fc.record({
	sha256: fc.constantFrom(sha('1'), sha('2'), sha('3')),
	byteLength: fc.integer({ min: 0, max: 400 }),
	conformance: fc.constantFrom('made' as const, 'originalKept' as const),
});
const anyEvent: fc.Arbitrary<OutcomeEvent> = fc.oneof(
	fc.constantFrom(...WAY),
	fc.record({ kind: fc.constant('recognize' as const), document }),
	fc.record({ kind: fc.constant('signByClerk' as const), act: signature, document }),
	fc.record({ kind: fc.constant('verify' as const), act }),
	fc.record({ kind: fc.constant('submit' as const), act }),
	fc.record({
		kind: fc.constant('approve' as const),
		approval: fc.tuple(act, document).map(([a, d]) => ({ ...a, sha256: d.sha256, byteLength: d.byteLength })),
	}),
	fc.record({ kind: fc.constant('return' as const), act, reason: fc.constantFrom('', 'sai ngày') }),
	fc.record({
		kind: fc.constant('signByAgency' as const),
		act: signature,
		document,
		prefixSha256: fc.constantFrom(sha('1'), sha('2')),
	}),
	fc.constant<OutcomeEvent>({ kind: 'failUpload', fault: 'unexpected' }),
	fc.constant<OutcomeEvent>({ kind: 'retryUpload' }),
	fc.constant<OutcomeEvent>({ kind: 'replace', by: 'other' as OutcomeId }),
	fc.constant<OutcomeEvent>({ kind: 'recall', recall: { decisionNumber: '1/QĐ', date: '2026-01-01', reason: 'x' } }),
	fc.constant<OutcomeEvent>({ kind: 'expire', on: '2026-12-31' }),
	fc.record({ kind: fc.constant('discard' as const), act, reason: fc.constantFrom('', 'quét nhầm') }),
);
const profile = fc.constantFrom(DEFAULT_PROFILE, VERIFY_FIRST);

/** Every state that a run of events passes through. */
function statesOf(events: readonly OutcomeEvent[], chosen: WorkflowProfile): OutcomeState[] {
	const seen: OutcomeState[] = [{ kind: 'draft' }];
	for (const event of events) {
		const step = advance(seen.at(-1) ?? { kind: 'draft' }, event, chosen);
		if (step.kind === 'moved') seen.push(step.state);
	}
	return seen;
}

describe('advance', () => {
	it('takes a paper all the way in the default profile', () => {
		const kinds = WAY.map((_, i) => at(i + 1).kind);
		expect(kinds).toEqual([
			'scanned',
			'recognized',
			'clerkSigned',
			'verified',
			'submitted',
			'approved',
			'coded',
			'agencySigned',
			'uploading',
			'stored',
		]);
	});

	it('lets an office verify before it signs', () => {
		const [scan, recognize, sign, verify, submit] = WAY as [OutcomeEvent, ...OutcomeEvent[]] & OutcomeEvent[];
		if (!recognize || !sign || !verify || !submit) throw new Error('way too short');
		expect(walk([scan, recognize, verify, sign, submit], VERIFY_FIRST).kind).toBe('submitted');
		expect(advance(walk([scan, recognize]), verify)).toEqual({ kind: 'refused', reason: 'wrongOrder' });
		expect(advance(walk([scan, recognize], VERIFY_FIRST), sign, VERIFY_FIRST)).toEqual({
			kind: 'refused',
			reason: 'wrongOrder',
		});
	});

	it('is total: every state and event give an answer, and never throws', () => {
		fc.assert(
			fc.property(fc.array(anyEvent, { maxLength: 25 }), anyEvent, profile, (events, event, chosen) => {
				for (const state of statesOf(events, chosen)) {
					const step = advance(state, event, chosen);
					expect(['moved', 'refused']).toContain(step.kind);
					if (step.kind === 'moved') expect(OUTCOME_STATE_KINDS).toContain(step.state.kind);
				}
			}),
		);
	});

	it('is pure: the state that went in is unchanged and the answer repeats', () => {
		fc.assert(
			fc.property(fc.array(anyEvent, { maxLength: 15 }), anyEvent, (events, event) => {
				const state = statesOf(events, DEFAULT_PROFILE).at(-1) ?? { kind: 'draft' };
				const before = structuredClone(state);
				expect(advance(state, event)).toEqual(advance(state, event));
				expect(state).toEqual(before);
			}),
		);
	});

	it('never reaches stored without signature, verification, another approver, codes and a receipt', () => {
		// The whole way with disturbances between its steps, so that runs do arrive.
		const disturbed = fc
			.array(fc.array(anyEvent, { maxLength: 2 }), { minLength: WAY.length, maxLength: WAY.length })
			.map((gaps) => WAY.flatMap((event, i) => [...(gaps[i] ?? []), event]));
		let arrived = 0;
		fc.assert(
			fc.property(disturbed, profile, (events, chosen) => {
				for (const state of statesOf(events, chosen)) {
					if (state.kind !== 'stored') continue;
					arrived += 1;
					expect(state.receiptId).toBeTruthy();
					expect(state.signature && state.verification && state.agencySignature && state.codes).toBeTruthy();
					expect(state.approval.by).not.toBe(state.submission.by);
					expect(state.document.byteLength).toBeGreaterThan(state.approval.byteLength);
				}
			}),
			{ numRuns: 500 },
		);
		expect(arrived).toBeGreaterThan(10);
	});

	it('keeps four eyes', () => {
		const approval = { ...by('clerk'), sha256: sha('2'), byteLength: 200 };
		expect(advance(at(5), { kind: 'approve', approval })).toEqual({ kind: 'refused', reason: 'fourEyes' });
	});

	it('binds the approval to the bytes looked at', () => {
		for (const other of [
			{ sha256: sha('9'), byteLength: 200 },
			{ sha256: sha('2'), byteLength: 201 },
		]) {
			const event: OutcomeEvent = { kind: 'approve', approval: { ...by('supervisor'), ...other } };
			expect(advance(at(5), event)).toEqual({ kind: 'refused', reason: 'otherBytes' });
		}
	});

	it('takes an agency signature only as an addition to the approved bytes', () => {
		const signed = { kind: 'signByAgency', act: signedBy('registrar'), document: revision('3', 300) } as const;
		expect(advance(at(7), { ...signed, prefixSha256: sha('1') })).toEqual({ kind: 'refused', reason: 'otherBytes' });
		expect(advance(at(7), { ...signed, document: revision('3', 200), prefixSha256: sha('2') }).kind).toBe('refused');
	});

	it('sends back to the clerk with a reason, and lets the clerk verify and submit again', () => {
		const back = { kind: 'return', act: by('supervisor'), reason: 'sai ngày' } as const;
		expect(advance(at(5), { ...back, reason: ' ' })).toEqual({ kind: 'refused', reason: 'reasonMissing' });
		const verifyAndSubmit = WAY.slice(3, 5);
		expect(walk([back, ...verifyAndSubmit], DEFAULT_PROFILE, at(5)).kind).toBe('submitted');
	});

	it('shows a failed upload and lets it be tried again with the same key', () => {
		const failed = walk([{ kind: 'failUpload', fault: 'unexpected' }], DEFAULT_PROFILE, at(9));
		expect(failed.kind).toBe('uploadFailed');
		const again = walk([{ kind: 'retryUpload' }], DEFAULT_PROFILE, failed);
		expect(again).toEqual(at(9));
	});

	it('discards a mis-scan only while nobody but the clerk relies on it', () => {
		const event: OutcomeEvent = { kind: 'discard', act: by('clerk'), reason: 'quét nhầm' };
		const allowed = WAY.map((_, i) => at(i + 1)).filter((state) => advance(state, event).kind === 'moved');
		expect(allowed.map((state) => state.kind)).toEqual(['scanned', 'recognized', 'clerkSigned', 'verified']);
	});

	it('keeps what was stored when a paper is replaced, recalled or expires', () => {
		const stored = at(10);
		const events: OutcomeEvent[] = [
			{ kind: 'replace', by: 'other' as OutcomeId },
			{ kind: 'recall', recall: { decisionNumber: '1/QĐ', date: '2026-01-01', reason: 'cấp sai' } },
			{ kind: 'expire', on: '2026-12-31' },
		];
		for (const event of events) {
			expect(documentOf(walk([event], DEFAULT_PROFILE, stored))).toEqual(documentOf(stored));
		}
	});
});
