import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import type { JobId, OutcomeId } from '../domain/ids.ts';
import type { SignatureReport } from '../domain/signature-report.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { fieldNameSchema, outcomeKindSchema, stateKindSchema } from './outcome-views.ts';
import {
	boxSchema,
	countSchema,
	idSchema,
	instantSchema,
	pageIndexSchema,
	passwordSchema,
	sha256Schema,
} from './values.ts';

const base = oc.errors(FAULT_ERRORS);

/** An outcome, and the revision of it that the person looked at: a newer one refuses the act (`changedMeanwhile`). */
const lookedAt = z.object({ id: idSchema<OutcomeId>(), revision: countSchema });

/** Why: kept beside the audit log. */
const reasonSchema = z.string().max(2_000);

/** Where an outcome is after an act. */
const movedSchema = z.object({ id: idSchema<OutcomeId>(), state: stateKindSchema, revision: countSchema });

/** The steps that people take. */
export const workflowContract = {
	/** An empty value says that the paper does not have the field. @throws `fieldInvalid`, `transitionRefused`. */
	correctField: base
		.input(
			lookedAt.extend({
				field: fieldNameSchema,
				value: z.string().max(2_000),
				place: z.object({ page: pageIndexSchema, box: boxSchema }).optional(),
			}),
		)
		.output(z.object({ revision: countSchema })),
	/** @throws `fieldsMissing`, `transitionRefused`. */
	verify: base.input(lookedAt).output(movedSchema),
	submit: base.input(lookedAt).output(movedSchema),
	/** `sha256`: of the document that was looked at. @throws `fourEyes`, `documentChanged`. */
	approve: base.input(lookedAt.extend({ sha256: sha256Schema })).output(movedSchema),
	/** @throws `reasonMissing`. */
	return: base.input(lookedAt.extend({ reason: reasonSchema })).output(movedSchema),
	issueCodes: base.input(lookedAt).output(movedSchema),
	/** @throws `reasonMissing`. */
	discard: base.input(lookedAt.extend({ reason: reasonSchema })).output(movedSchema),
};

const signResultSchema = z.object({
	id: idSchema<OutcomeId>(),
	state: stateKindSchema.exactOptional(),
	fault: faultRecordSchema.exactOptional(),
});

const signatureReportSchema = z.custom<SignatureReport>((value) => typeof value === 'object' && value !== null);

/** Signatures. The password of a certificate is used for one batch and kept nowhere. */
export const signingContract = {
	/** One result an outcome, as they come. `certificate`: a file on this machine. @throws `signingPasswordWrong` and its kin before anything is signed. */
	sign: base
		.input(
			z.object({
				kind: z.enum(['clerk', 'agency']),
				ids: z.array(idSchema<OutcomeId>()).min(1).max(1_000),
				certificate: z.string().min(1).max(4_096),
				password: passwordSchema,
			}),
		)
		.output(eventIterator(signResultSchema)),
	/** What is signed in the newest revision, and whether it holds. */
	report: base.input(z.object({ id: idSchema<OutcomeId>() })).output(signatureReportSchema),
};

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

/** The office's own decisions. Their shape is checked by the app, which names what is wrong (`invalidInput`). */
export const settingsContract = {
	show: base.output(z.record(z.string(), z.unknown())),
	change: base.input(z.record(z.string(), z.unknown())).output(z.record(z.string(), z.unknown())),
	/** @throws `invalidInput` for an empty range or one that overlaps another. */
	addNumberRange: base
		.input(z.object({ kind: outcomeKindSchema, first: countSchema, last: countSchema }))
		.output(z.void()),
};
