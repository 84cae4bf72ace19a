import { z } from 'zod';

/** What is known about an upload across crashes: fit for JSON, nothing personal. The app keeps it durably beside the job. */
export const deliveryRecordSchema = z.object({
	/** Something went out of which nobody knows whether it is stored: nothing more may be sent before that is settled. */
	open: z.boolean(),
	/** Stores in all that ended that way. */
	sends: z.number().int().min(0),
	/** When the newest of them began, UTC, ISO 8601. */
	sentAt: z.iso.datetime().optional(),
	/** Since when, and how often, the repository has said that it does not have the document. Only while `open`. */
	absentSince: z.iso.datetime().optional(),
	absences: z.number().int().min(0),
	/** Tries in a row that led nowhere: what the back-off grows with. */
	tries: z.number().int().min(0),
});
export type DeliveryRecord = z.output<typeof deliveryRecordSchema>;

/** Nothing was ever sent, or a person has made sure that nothing is stored. */
export const NEW_DELIVERY: DeliveryRecord = { open: false, sends: 0, absences: 0, tries: 0 };

/** A person wants a failed or doubtful upload taken up again: the repository is asked afresh, and nothing is forgotten. */
export function askedAgain(record: DeliveryRecord): DeliveryRecord {
	const { absentSince: _, ...rest } = record;
	return { ...rest, sends: Math.min(record.sends, 1), absences: 0, tries: 0 };
}

/** What the app keeps about one upload. */
export type DeliveryMemory = {
	/** As it was last kept; {@link NEW_DELIVERY} for a new upload. */
	readonly record: DeliveryRecord;
	/** Resolves when the record is durable: it would be there after a power cut. */
	save(record: DeliveryRecord): Promise<void>;
};
