import {
	type Actor,
	type FaultRecord,
	isFault,
	type Outcome,
	type OutcomeId,
	toFaultRecord,
	type UseCase,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { throwIfAborted } from '../recognize-document.ts';
import { addSignature, type SignatureKind } from './add-signature.ts';
import type { KeyFile } from './key-folder.ts';
import { type ListedKey, openKey } from './open-key.ts';

/** What became of one outcome of a batch. */
export type SignResult =
	| { readonly kind: 'signed'; readonly outcomeId: OutcomeId; readonly outcome: Outcome }
	| { readonly kind: 'failed'; readonly outcomeId: OutcomeId; readonly fault: FaultRecord };

/** What is to be signed, and with which certificate. */
export type SignBatch = {
	readonly ids: readonly OutcomeId[];
	readonly key: KeyFile | ListedKey;
	readonly signal?: AbortSignal | undefined;
};

/**
 * The scanning clerk's own signature on each outcome (TT 01/2023 Điều 8); the key is opened once. One that can't be signed
 * does not stop the others.
 *
 * @throws {Fault} `notAllowed`, `cancelled`; faults of the key, before anything is signed.
 */
export function signByClerk(actor: Actor, core: Core, batch: SignBatch): AsyncGenerator<SignResult> {
	return signEach(actor, core, batch, { useCase: 'signByClerk', kind: 'clerk' });
}

/**
 * The agency's `SAO Y` on each coded outcome (NĐ 30/2020 PL I), and its upload queued in the same transaction.
 *
 * @throws {Fault} `notAllowed`, `cancelled`; faults of the key, before anything is signed.
 */
export function signByAgency(actor: Actor, core: Core, batch: SignBatch): AsyncGenerator<SignResult> {
	return signEach(actor, core, batch, { useCase: 'signByAgency', kind: 'agency' });
}

async function* signEach(
	actor: Actor,
	core: Core,
	{ ids, key: keyFile, signal }: SignBatch,
	{ useCase, kind }: { readonly useCase: UseCase; readonly kind: SignatureKind },
): AsyncGenerator<SignResult> {
	const signer = permit(actor, useCase);
	const key = await openKey(core, signer, kind, keyFile);
	try {
		for (const outcomeId of ids) {
			throwIfAborted(signal);
			try {
				yield { kind: 'signed', outcomeId, outcome: await addSignature(core, signer, outcomeId, key, kind, signal) };
			} catch (error) {
				if (!isFault(error) || error.code === 'cancelled') throw error;
				yield { kind: 'failed', outcomeId, fault: toFaultRecord(error) };
			}
		}
	} finally {
		await key.close();
	}
}
