import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { AccountId, OrgUnitId } from '../domain/ids.ts';
import { FAULT_ERRORS } from './faults.ts';
import { countSchema, idSchema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);
const accountId = idSchema<AccountId>();

/** How much lies with somebody who may not work as a clerk any more. */
const leftWorkSchema = z.object({
	accountId,
	name: z.string(),
	orgUnitId: idSchema<OrgUnitId>(),
	stacks: countSchema,
	pages: countSchema,
	/** Being taken in or read, or failed at it. */
	papers: countSchema,
	/** Outcomes with something typed and not kept. */
	drafts: countSchema,
});
export type LeftWorkView = z.output<typeof leftWorkSchema>;

/** The unfinished work of people who left, for those who look after the office. */
export const leftWorkContract = {
	list: base.output(
		z.object({
			work: z.array(leftWorkSchema).readonly(),
			/** Whom it can be given to: of the same unit only. */
			clerks: z.array(z.object({ id: accountId, name: z.string(), orgUnitId: idSchema<OrgUnitId>() })).readonly(),
		}),
	),
	/** Gives all of it to a clerk. @throws `accountMissing`, `handOverRefused`. */
	handOver: base.input(z.object({ from: accountId, to: accountId })).output(leftWorkSchema),
};
