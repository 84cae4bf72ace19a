import { oc } from '@orpc/contract';
import { z } from 'zod';
import { DEVIATION_KINDS } from '../domain/deviation.ts';
import type { OutcomeId } from '../domain/ids.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { fieldNameSchema, outcomeKindSchema } from './outcome-views.ts';
import { countSchema, cursorSchema, idSchema, instantSchema, limitSchema, sha256Schema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

/** Most outcomes that are approved together. */
export const SEEN_MAX = 200;

/** A submitted outcome in the supervisors' queue. */
const reviewEntrySchema = z.object({
	id: idSchema<OutcomeId>(),
	kind: outcomeKindSchema,
	revision: countSchema,
	values: z.partialRecord(fieldNameSchema, z.string()).readonly(),
	sourceName: z.string(),
	pageCount: countSchema,
	submittedBy: z.string(),
	submittedAt: instantSchema,
	/** The sum of the reasons' points; absent while its files could not be looked into. */
	score: countSchema.exactOptional(),
	/** What is odd, the worst first. `amount`: pages, fields, times, degrees or percent, as the kind has it. */
	reasons: z.array(z.object({ kind: z.enum(DEVIATION_KINDS), points: countSchema, amount: z.number() })).readonly(),
	/** The least certain of the fields that stand as the machine read them. */
	lowestField: fieldNameSchema.exactOptional(),
	/** Submitted by whoever asks: somebody else must approve it. */
	own: z.boolean(),
	/** Whether whoever asks has had it on the screen; `changed`: not as it is now. */
	seen: z.enum(['no', 'yes', 'changed']),
});
export type ReviewEntryView = z.output<typeof reviewEntrySchema>;

/** What a supervisor decides on. */
export const reviewContract = {
	/** What is submitted, the greatest deviation first. `seen`: only what the supervisor has opened. */
	list: base
		.input(z.object({ cursor: cursorSchema.optional(), limit: limitSchema, seen: z.boolean().optional() }))
		.output(
			z.object({
				items: z.array(reviewEntrySchema).readonly(),
				/** All that is submitted. */
				total: countSchema,
				nextCursor: cursorSchema.exactOptional(),
			}),
		),
	/** @throws `outcomeMissing` also when it is not submitted. */
	get: base.input(z.object({ id: idSchema<OutcomeId>() })).output(reviewEntrySchema),
	/** Says what is on the screen. @throws `changedMeanwhile`, `documentChanged`, `transitionRefused`. */
	look: base
		.input(z.object({ id: idSchema<OutcomeId>(), revision: countSchema, sha256: sha256Schema }))
		.output(z.void()),
	/** Approves what the supervisor has opened, each as it was then. In the results: `notLookedAt`, and the faults of `workflow.approve`. */
	approveSeen: base
		.input(z.object({ ids: z.array(idSchema<OutcomeId>()).min(1).max(SEEN_MAX) }))
		.output(z.array(z.object({ id: idSchema<OutcomeId>(), fault: faultRecordSchema.exactOptional() })).readonly()),
};
