import { Fault, type FaultRecord, toFaultRecord } from '../../domain/index.ts';
import type { Destination, Receipt, StoreResult, Upload } from '../destination.ts';
import { ask } from './ask.ts';
import { type Attempt, type DeliveryOptions, startAttempt } from './attempt.ts';
import type { Delivery } from './delivery.ts';
import { askedPauseMs, backOffMs } from './delivery-policy.ts';
import type { DeliveryMemory } from './delivery-record.ts';

/**
 * One try to bring an upload into a repository; never two of one upload at once.
 *
 * It always asks before it sends, and sends only what the repository does not have. Once something went out whose end is
 * unknown (`record.open`, kept before the first byte), it is sent again only after the repository has said, several times and
 * over its `settleMs`, that it is not there. CV 7197 knows no idempotency key, so nothing here relies on one.
 *
 * So a document is stored twice only by a repository that goes on storing for longer than `settleMs` after the connection has
 * ended, or that denies, to the letter and over all that time, having what it has while it finds the witness.
 *
 * @throws {Fault} `cancelled`; `fileLost` when the document's bytes are not those of the upload.
 */
export async function deliver(
	destination: Destination,
	upload: Upload,
	memory: DeliveryMemory,
	options: DeliveryOptions,
): Promise<Delivery> {
	const attempt = startAttempt(destination, upload, memory, options);
	return (await ask(attempt)) ?? send(attempt);
}

async function send(attempt: Attempt): Promise<Delivery> {
	const { destination, upload, signal } = attempt;
	const { absentSince: _, ...before } = attempt.record();
	const beforeSend = () =>
		attempt.keep({
			open: true,
			sends: before.sends + 1,
			sentAt: attempt.now().toISOString(),
			absences: 0,
			tries: before.tries,
		});
	const result = await destination.store(upload, { signal, beforeSend });
	switch (result.kind) {
		case 'receipt':
			return confirm(attempt, result.receipt);
		case 'unsure':
			return unsure(attempt, result.fault, result.afterMs);
		case 'notSent':
			await attempt.keep({ ...attempt.record(), tries: before.tries + 1 });
			return later(attempt, result.fault);
		case 'refused':
			return refused(attempt, result, before.sends);
	}
}

/** The repository has said that it has not stored it: then nothing is out there, and this store does not count. */
async function refused(
	attempt: Attempt,
	{ fault, lasting, afterMs }: Extract<StoreResult, { kind: 'refused' }>,
	sends: number,
): Promise<Delivery> {
	const before = attempt.record();
	await attempt.keep({ ...before, open: false, sends, tries: before.tries + 1 });
	return lasting ? { kind: 'failed', fault } : later(attempt, fault, afterMs);
}

/** The answer was lost, or says nothing: often asking at once tells. */
async function unsure(attempt: Attempt, fault: FaultRecord, afterMs?: number): Promise<Delivery> {
	if (afterMs !== undefined) return later(attempt, fault, afterMs);
	return (await ask(attempt, fault)) ?? later(attempt, fault);
}

/** A receipt is a claim; what counts is what the repository has. */
async function confirm(attempt: Attempt, receipt: Receipt): Promise<Delivery> {
	const untrue = toFaultRecord(new Fault('repositoryUntrue'));
	if (receipt.sha256 !== attempt.upload.document.sha256) return unsure(attempt, untrue);
	if (!attempt.policy.verify) return { kind: 'stored', receipt };
	const asked = await unsure(attempt, untrue);
	return asked.kind === 'stored' ? { kind: 'stored', receipt } : asked;
}

function later(attempt: Attempt, fault: FaultRecord, pauseMs?: number): Delivery {
	const { policy, random } = attempt;
	const afterMs =
		pauseMs === undefined ? backOffMs(policy, attempt.record().tries, random) : askedPauseMs(policy, pauseMs, random);
	return { kind: 'retry', afterMs, fault };
}
