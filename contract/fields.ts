import { oc } from '@orpc/contract';
import { z } from 'zod';
import { FIELD_CHECK_CODES } from '../domain/check-values.ts';
import type { OutcomeId } from '../domain/ids.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { fieldNameSchema, outcomeRowSchema, pageViewSchema, storedReadingSchema } from './outcome-views.ts';
import { boxSchema, confidenceSchema, countSchema, idSchema, pageIndexSchema } from './values.ts';

const base = oc.errors(FAULT_ERRORS);

const outcomeSchema = z.object({ id: idSchema<OutcomeId>() });
/** Longer than any value that is kept: what is typed must never be refused for its length. */
const textSchema = z.string().max(4_000);
const placeSchema = z.object({ page: pageIndexSchema, box: boxSchema });

/** What stands in a field's box and is not kept yet. `place`: of the words on the page that it was taken from. */
const draftSchema = z.object({ field: fieldNameSchema, text: textSchema, place: placeSchema.exactOptional() });
export type DraftView = z.output<typeof draftSchema>;

/** Something to look at again. `data` may be personal: it goes to the clerk's screen only. */
const fieldCheckSchema = z.object({
	code: z.enum(FIELD_CHECK_CODES),
	field: fieldNameSchema.exactOptional(),
	data: z.record(z.string(), z.string()).readonly().exactOptional(),
	outcomes: z.array(idSchema<OutcomeId>()).readonly().exactOptional(),
});
export type FieldCheckView = z.output<typeof fieldCheckSchema>;

/** A value of earlier outcomes. `position`: the one that this signer had last. */
const suggestionSchema = z.object({ value: z.string(), count: countSchema, position: z.string().exactOptional() });
export type Suggestion = z.output<typeof suggestionSchema>;

/** One outcome of the grid, with the field's reading and the page that it stands on. */
const groupRowSchema = outcomeRowSchema
	.pick({ id: true, kind: true, state: true, values: true, sourceName: true })
	.extend({ revision: countSchema, reading: storedReadingSchema, page: pageViewSchema.exactOptional() });
export type GroupRow = z.output<typeof groupRowSchema>;

/** Comparing fields with the paper, beyond the single correction. */
export const fieldsContract = {
	/** What stands in these fields is what stands on the paper. `value`: as it was looked at. @throws `changedMeanwhile`. */
	confirm: base
		.input(
			outcomeSchema.extend({
				fields: z
					.array(z.object({ field: fieldNameSchema, value: textSchema }))
					.min(1)
					.max(50),
			}),
		)
		.output(z.void()),
	/** What the person who asks has typed and not kept. */
	drafts: base.input(outcomeSchema).output(z.array(draftSchema).readonly()),
	/** `drop`: fields whose box holds what is kept. */
	saveDrafts: base
		.input(outcomeSchema.extend({ keep: z.array(draftSchema).max(50), drop: z.array(fieldNameSchema).max(50) }))
		.output(z.void()),
	/** Reads a zone of a page anew. `box`: px of the page's frame; in the answer, of the words that were read. */
	reread: base
		.input(outcomeSchema.extend({ page: pageIndexSchema, box: boxSchema }))
		.output(z.object({ text: z.string(), confidence: confidenceSchema, box: boxSchema })),
	/** What should be looked at again; never stands in the way. */
	check: base.input(outcomeSchema).output(z.array(fieldCheckSchema).readonly()),
	/** Values of earlier outcomes, most used first. */
	suggest: base.input(z.object({ field: fieldNameSchema })).output(z.array(suggestionSchema).readonly()),
	/** Outcomes on which nobody has looked at this field yet, equal values together. */
	group: base
		.input(z.object({ field: fieldNameSchema }))
		.output(z.object({ rows: z.array(groupRowSchema).readonly(), left: countSchema })),
	/** Confirms one field of many outcomes; each has an answer of its own. */
	confirmGroup: base
		.input(
			z.object({
				field: fieldNameSchema,
				items: z
					.array(outcomeSchema.extend({ value: textSchema }))
					.min(1)
					.max(200),
			}),
		)
		.output(z.array(outcomeSchema.extend({ fault: faultRecordSchema.exactOptional() })).readonly()),
	/** Fields that the office wants typed twice, and that were not yet. */
	twice: base.input(outcomeSchema).output(z.array(fieldNameSchema).readonly()),
	/** Types a field a second time; `first` is told only when the two differ. */
	keyAgain: base
		.input(outcomeSchema.extend({ field: fieldNameSchema, value: textSchema }))
		.output(z.object({ agrees: z.boolean(), first: z.string().exactOptional() })),
};
