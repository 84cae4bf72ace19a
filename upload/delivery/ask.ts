import { Fault, type FaultRecord, toFaultRecord } from '../../domain/index.ts';
import type { Presence } from '../destination.ts';
import type { Attempt } from './attempt.ts';
import type { Delivery } from './delivery.ts';
import { askedPauseMs, backOffMs, settleTimeMs } from './delivery-policy.ts';
import type { DeliveryRecord } from './delivery-record.ts';

type Absent = Extract<Presence, { kind: 'absent' }>;
type Unknown = Extract<Presence, { kind: 'unknown' }>;

/**
 * Asks the repository what it has. `undefined`: not this document, and it may be sent.
 * `because`: what the store that was tried a moment ago ran into.
 *
 * @throws {Fault} `cancelled`.
 */
export async function ask(attempt: Attempt, because?: FaultRecord): Promise<Delivery | undefined> {
	const { destination, upload, signal } = attempt;
	const presence = await destination.find(upload.docCode, signal);
	switch (presence.kind) {
		case 'present':
			if (presence.receipt.sha256 === upload.document.sha256) return { kind: 'stored', receipt: presence.receipt };
			return { kind: 'failed', fault: because?.code === 'repositoryUntrue' ? because : conflict() };
		case 'foreign':
			return { kind: 'failed', fault: conflict() };
		case 'unknown':
			return unanswered(attempt, presence);
		case 'absent':
			return absent(attempt, presence, because);
	}
}

/** Faults of a repository that is away or overburdened: they pass, though it may take days. */
const PASSING: ReadonlySet<FaultRecord['code']> = new Set([
	'repositoryUnreachable',
	'repositoryTimedOut',
	'repositoryBusy',
	'repositoryFailed',
]);

/** There was no answer, or none to rely on. */
async function unanswered(attempt: Attempt, { fault, lasting, afterMs }: Unknown): Promise<Delivery> {
	const { policy } = attempt;
	const before = attempt.record();
	const tries = before.tries + 1;
	await attempt.keep({ ...before, tries });
	if (lasting) return { kind: 'failed', fault };
	if (tries >= policy.unanswered) {
		if (before.open) return { kind: 'doubt', fault: toFaultRecord(new Fault('uploadDoubt')) };
		if (!PASSING.has(fault.code)) return { kind: 'failed', fault };
	}
	const pause =
		afterMs === undefined ? backOffMs(policy, tries, attempt.random) : askedPauseMs(policy, afterMs, attempt.random);
	return { kind: 'retry', afterMs: pause, fault };
}

/** The repository says that it is not there. */
async function absent(attempt: Attempt, answer: Absent, because?: FaultRecord): Promise<Delivery | undefined> {
	const { destination, witness } = attempt;
	const { open } = attempt.record();
	// An empty folder may be the place where a share is missing: nothing must be stored under it.
	if (open || (destination.kind === 'folder' && witness !== undefined)) {
		const doubtful = await distrust(attempt, answer);
		if (doubtful !== undefined) return unanswered(attempt, doubtful);
	}
	if (!open) return undefined;
	if (destination.settleMs > 0) return settle(attempt, because);
	// It never stores after the end of a try: so it is not stored.
	return because === undefined ? undefined : close(attempt, because);
}

/** Something went out, and is not there: believed once that has been said for long enough. */
async function settle(attempt: Attempt, because?: FaultRecord): Promise<Delivery | undefined> {
	const { destination, policy } = attempt;
	const before = attempt.record();
	const behindMs = Date.parse(before.absentSince ?? attempt.now().toISOString()) - attempt.now().getTime();
	const { absentSince, absences } = await countAbsence(attempt, behindMs > 0);
	const waitedMs = attempt.now().getTime() - Date.parse(absentSince);
	const neededMs = settleTimeMs(destination.settleMs, before.sends);
	if (waitedMs >= neededMs && absences >= policy.absences) {
		// What was swallowed so often is not sent again without a person.
		return before.sends < policy.sends ? undefined : { kind: 'doubt', fault: toFaultRecord(new Fault('uploadDoubt')) };
	}
	const share = neededMs / policy.absences;
	const afterMs = Math.max(1, Math.ceil(waitedMs < neededMs ? Math.min(share, neededMs - waitedMs) : share));
	const clock = behindMs > 0 ? new Fault('clockOff', { seconds: Math.ceil(behindMs / 1000) }) : undefined;
	return { kind: 'retry', afterMs, fault: because ?? toFaultRecord(clock ?? new Fault('repositoryTimedOut')) };
}

/** Nothing is out there any more. */
async function close(attempt: Attempt, because: FaultRecord): Promise<Delivery> {
	const { absentSince: _, ...before } = attempt.record();
	const tries = before.tries + 1;
	await attempt.keep({ ...before, open: false, absences: 0, tries });
	return { kind: 'retry', afterMs: backOffMs(attempt.policy, tries, attempt.random), fault: because };
}

/**
 * Whether "not there" may be anybody's answer: a gateway's while the repository restarts, another host's, or that of a repository
 * which was set back to an older state. Asked about a document that it gave a receipt for, the right one knows it.
 */
async function distrust(attempt: Attempt, answer: Absent): Promise<Unknown | undefined> {
	const { destination, witness, signal } = attempt;
	const untrue = (): Unknown => ({
		kind: 'unknown',
		fault: toFaultRecord(new Fault('repositoryUntrue')),
		lasting: false,
	});
	if (witness === undefined) return answer.plainly ? undefined : untrue();
	const seen = await destination.find(witness.docCode, signal);
	if (seen.kind === 'unknown') return seen;
	return seen.kind === 'present' && seen.receipt.sha256 === witness.sha256 ? undefined : untrue();
}

/** Counts one more "not there". `anew`: the clock was set back, so that the time waited so far says nothing. */
async function countAbsence(
	attempt: Attempt,
	anew: boolean,
): Promise<{ readonly absentSince: string; readonly absences: number }> {
	const before: DeliveryRecord = attempt.record();
	const started = anew ? undefined : before.absentSince;
	const absentSince = started ?? attempt.now().toISOString();
	const absences = started === undefined ? 1 : before.absences + 1;
	await attempt.keep({ ...before, absentSince, absences, tries: 0 });
	return { absentSince, absences };
}

function conflict(): FaultRecord {
	return toFaultRecord(new Fault('repositoryConflict'));
}
