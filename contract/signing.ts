import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import type { OutcomeId } from '../domain/ids.ts';
import type { SignatureReport } from '../domain/signature-report.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { stateKindSchema } from './outcome-views.ts';
import { idSchema, passwordSchema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

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
