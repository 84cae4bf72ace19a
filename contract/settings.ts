import { oc } from '@orpc/contract';
import { z } from 'zod';
import { FAULT_ERRORS } from './faults.ts';
import { outcomeKindSchema } from './outcome-views.ts';
import { countSchema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

/** The office's own decisions. Their shape is checked by the app, which names what is wrong (`invalidInput`). */
export const settingsContract = {
	show: base.output(z.record(z.string(), z.unknown())),
	change: base.input(z.record(z.string(), z.unknown())).output(z.record(z.string(), z.unknown())),
	/** @throws `invalidInput` for an empty range or one that overlaps another. */
	addNumberRange: base
		.input(z.object({ kind: outcomeKindSchema, first: countSchema, last: countSchema }))
		.output(z.void()),
};
