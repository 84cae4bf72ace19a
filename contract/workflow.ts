import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { OutcomeId } from '../domain/ids.ts';
import { RETURN_CODES } from '../domain/return-codes.ts';
import { FAULT_ERRORS } from './faults.ts';
import { fieldNameSchema, stateKindSchema } from './outcome-views.ts';
import { boxSchema, countSchema, idSchema, pageIndexSchema, sha256Schema } from './values.ts';

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
	/** @throws `fieldsMissing`, `secondKeyMissing`, `transitionRefused`. */
	verify: base.input(lookedAt).output(movedSchema),
	submit: base.input(lookedAt).output(movedSchema),
	/** `sha256`: of the document that was looked at. @throws `fourEyes`, `documentChanged`. */
	approve: base.input(lookedAt.extend({ sha256: sha256Schema })).output(movedSchema),
	/** @throws `reasonMissing`. */
	return: base
		.input(lookedAt.extend({ reason: reasonSchema, code: z.enum(RETURN_CODES).optional() }))
		.output(movedSchema),
	issueCodes: base.input(lookedAt).output(movedSchema),
	/** @throws `reasonMissing`. */
	discard: base.input(lookedAt.extend({ reason: reasonSchema })).output(movedSchema),
};
