import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { JobId, OutcomeId } from '../domain/ids.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { fieldNameSchema, outcomeKindSchema, stateKindSchema } from './outcome-views.ts';
import { countSchema, idSchema, instantSchema, plainDataSchema, sha256Schema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

const receiptSchema = z.object({
	destination: z.string(),
	/** The repository's own name for the document. */
	reference: z.string(),
	receivedAt: instantSchema,
	sha256: sha256Schema,
	/** What the repository has is what was signed here. */
	matches: z.boolean(),
	/** Learned by asking: the answer itself was lost. */
	reconciled: z.boolean(),
});

const uploadSchema = z.object({
	outcomeId: idSchema<OutcomeId>(),
	kind: outcomeKindSchema,
	/** Number, date, subject, owner and dossier code, as far as they are known. */
	values: z.partialRecord(fieldNameSchema, z.string()).readonly(),
	docCode: z.string(),
	/** `stored` only when the outcome itself is. */
	state: z.enum(['waiting', 'running', 'stored', 'failed']),
	outcomeState: stateKindSchema,
	/** Absent when nothing brings it: `settle` puts it into the queue again. */
	jobId: idSchema<JobId>().exactOptional(),
	attempts: countSchema,
	/** When it is tried next. */
	dueAt: instantSchema.exactOptional(),
	/** When the last try ended, or it was queued. */
	changedAt: instantSchema.exactOptional(),
	fault: faultRecordSchema.exactOptional(),
	/** `folder:<path>` or `http:<address>`. */
	destination: z.string(),
	/** How often bytes went out. */
	sends: countSchema,
	/** Nobody knows yet whether the repository has what went out last. */
	inDoubt: z.boolean(),
	/** Oldest first. */
	receipts: z.array(receiptSchema).readonly(),
});
export type UploadView = z.output<typeof uploadSchema>;

const queueSchema = z.object({
	/** Failed ones first; the oldest of those that are not stored, and the newest of those that are. */
	items: z.array(uploadSchema).readonly(),
	/** All there are, also those that are not among the items. */
	counts: z.object({ failed: countSchema, waiting: countSchema, running: countSchema, stored: countSchema }),
	/** After a restore: nothing is sent until `resume`. */
	paused: z.boolean(),
});
export type UploadQueueView = z.output<typeof queueSchema>;

/** `code`: i18n under `preflight.<code>`. `blocks`: nothing is sent while it stands. */
const reasonSchema = z.object({ code: z.string(), blocks: z.boolean(), data: plainDataSchema });
export type PreflightReasonView = z.output<typeof reasonSchema>;

const outcomeInput = z.object({ id: idSchema<OutcomeId>() });

/** The queue to the results repository: nothing is hidden. */
export const uploadsContract = {
	list: base.output(queueSchema),
	/** What is against sending it, as it stands now; before the agency has signed, what would be. @throws `transitionRefused`. */
	check: base.input(outcomeInput).output(z.array(reasonSchema).readonly()),
	/** After a restore: uploads, and the issuing of codes, go on. */
	resume: base.output(z.void()),
	/** `ask`: take it up again, the repository is asked first. `sendAgain`: a person knows that it is not there. @throws `transitionRefused`. */
	settle: base.input(outcomeInput.extend({ decision: z.enum(['ask', 'sendAgain']) })).output(z.void()),
};
