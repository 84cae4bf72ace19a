import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { JobId, OutcomeId } from '../domain/ids.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { countSchema, idSchema, instantSchema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

const uploadSchema = z.object({
	jobId: idSchema<JobId>(),
	outcomeId: idSchema<OutcomeId>(),
	docCode: z.string(),
	state: z.enum(['waiting', 'running', 'stored', 'failed']),
	attempts: countSchema,
	/** When it is tried next. */
	dueAt: instantSchema.exactOptional(),
	fault: faultRecordSchema.exactOptional(),
});
export type UploadView = z.output<typeof uploadSchema>;

/** The queue to the results repository: nothing is hidden. */
export const uploadsContract = {
	/** Newest first. */
	list: base.output(z.array(uploadSchema).readonly()),
	/** After a restore: uploads, and the issuing of codes, go on. */
	resume: base.output(z.void()),
	/** `ask`: take it up again, the repository is asked first. `sendAgain`: a person knows that it is not there. @throws `transitionRefused`. */
	settle: base.input(z.object({ id: idSchema<OutcomeId>(), decision: z.enum(['ask', 'sendAgain']) })).output(z.void()),
};
