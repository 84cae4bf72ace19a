import { oc } from '@orpc/contract';
import { z } from 'zod';
import { RETURN_CODES } from '../domain/return-codes.ts';
import { FAULT_ERRORS } from './faults.ts';
import { fieldNameSchema, stateKindSchema } from './outcome-views.ts';
import { countSchema, daySchema, instantSchema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

/** How many outcomes took each step. */
const stepCountsSchema = z.object({
	scanned: countSchema,
	verified: countSchema,
	submitted: countSchema,
	approved: countSchema,
	returned: countSchema,
	/** Taken by the results repository. */
	stored: countSchema,
});
export type StepCountsView = z.output<typeof stepCountsSchema>;

/** The middle of some spans, seconds, and of how many. */
const medianSchema = z.object({ seconds: z.int(), count: countSchema });

/** Figures of one scope. What is not said otherwise is of this month. */
const figuresSchema = z.object({
	today: stepCountsSchema,
	/** Different outcomes: one that was submitted twice counts once. */
	month: stepCountsSchema,
	/** The last days, today last. */
	days: z.array(stepCountsSchema.extend({ day: daySchema })).readonly(),
	/** What lies in each state now, and when its oldest came in. */
	backlog: z.array(z.object({ state: stateKindSchema, count: countSchema, oldestAt: instantSchema })).readonly(),
	/** Import to submission, submission to approval, approval to receipt; absent when nothing came so far. */
	took: z.object({
		toSubmitted: medianSchema.exactOptional(),
		toApproved: medianSchema.exactOptional(),
		toStored: medianSchema.exactOptional(),
	}),
	/** Why outcomes went back to the clerk, the most frequent first; `null`: in a person's own words. */
	returns: z.array(z.object({ code: z.enum(RETURN_CODES).nullable(), count: countSchema })).readonly(),
	/** What became of what the machine read, the most corrected field first. `typed`: a person found a value, the machine none. */
	fields: z
		.array(z.object({ field: fieldNameSchema, kept: countSchema, corrected: countSchema, typed: countSchema }))
		.readonly(),
	/** What came in: how much of it counts toward item 4.2 of QĐ 766/QĐ-TTg as far as results go, and why the rest does not. */
	digitized: z.object({ counts: countSchema, noDossierCode: countSchema, notStored: countSchema }),
	/** Uploads that have failed and wait for a person, by fault code. */
	failedUploads: z.array(z.object({ fault: z.string(), count: countSchema })).readonly(),
});
export type FiguresView = z.output<typeof figuresSchema>;

/** Figures of the office. */
export const overviewContract = {
	/** Of the actor's units; `mine`: what a clerk digitized. Days are Viet Nam's. */
	figures: base.output(
		z.object({
			today: daySchema,
			monthStart: daySchema,
			office: figuresSchema,
			mine: figuresSchema.exactOptional(),
		}),
	),
};
