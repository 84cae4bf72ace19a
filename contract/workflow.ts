import { oc } from '@orpc/contract';
import { z } from 'zod';
import { RETURN_CODES } from '../domain/return-codes.ts';
import { FAULT_ERRORS } from './faults.ts';
import { fieldNameSchema, lookedAtSchema, movedSchema } from './outcome-views.ts';
import { boxSchema, countSchema, pageIndexSchema, sha256Schema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

/** Why: kept beside the audit log. */
const reasonSchema = z.string().max(2_000);

/** The steps that people take. */
export const workflowContract = {
	/** An empty value says that the paper does not have the field. @throws `fieldInvalid`, `transitionRefused`. */
	correctField: base
		.input(
			lookedAtSchema.extend({
				field: fieldNameSchema,
				value: z.string().max(2_000),
				place: z.object({ page: pageIndexSchema, box: boxSchema }).optional(),
			}),
		)
		.output(z.object({ revision: countSchema })),
	/** @throws `fieldsMissing`, `secondKeyMissing`, `transitionRefused`. */
	verify: base.input(lookedAtSchema).output(movedSchema),
	submit: base.input(lookedAtSchema).output(movedSchema),
	/** `sha256`: of the document that was looked at. @throws `fourEyes`, `documentChanged`. */
	approve: base.input(lookedAtSchema.extend({ sha256: sha256Schema })).output(movedSchema),
	/** @throws `reasonMissing`. */
	return: base
		.input(lookedAtSchema.extend({ reason: reasonSchema, code: z.enum(RETURN_CODES).optional() }))
		.output(movedSchema),
	issueCodes: base.input(lookedAtSchema).output(movedSchema),
	/** @throws `reasonMissing`. */
	discard: base.input(lookedAtSchema.extend({ reason: reasonSchema })).output(movedSchema),
};
