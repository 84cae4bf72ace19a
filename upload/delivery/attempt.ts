import type { Clock, Sha256 } from '../../domain/index.ts';
import type { Destination, Upload } from '../destination.ts';
import { DEFAULT_POLICY, type DeliveryPolicy } from './delivery-policy.ts';
import type { DeliveryMemory, DeliveryRecord } from './delivery-record.ts';

/** A document of which a receipt is kept: a repository that does not find it does not find others either. */
export type Witness = { readonly docCode: string; readonly sha256: Sha256 };

export type DeliveryOptions = {
	readonly signal: AbortSignal;
	readonly clock?: Clock;
	/** 0 to below 1. */
	readonly random?: () => number;
	readonly policy?: Partial<DeliveryPolicy>;
	/** The newest document that this repository gave a receipt for. Without one, only a plain "absent" counts. */
	readonly witness?: Witness;
};

/** What one try works with. */
export type Attempt = {
	readonly destination: Destination;
	readonly upload: Upload;
	readonly policy: DeliveryPolicy;
	readonly signal: AbortSignal;
	readonly witness: Witness | undefined;
	random(): number;
	now(): Date;
	/** What is kept durably by now. */
	record(): DeliveryRecord;
	keep(record: DeliveryRecord): Promise<void>;
};

export function startAttempt(
	destination: Destination,
	upload: Upload,
	memory: DeliveryMemory,
	options: DeliveryOptions,
): Attempt {
	let kept = memory.record;
	return {
		destination,
		upload,
		policy: { ...DEFAULT_POLICY, ...options.policy },
		signal: options.signal,
		witness: options.witness?.docCode === upload.docCode ? undefined : options.witness,
		random: options.random ?? Math.random,
		now: () => options.clock?.now() ?? new Date(),
		record: () => kept,
		async keep(record) {
			await memory.save(record);
			kept = record;
		},
	};
}
