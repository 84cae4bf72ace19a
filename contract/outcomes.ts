import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import type { JobId, OutcomeId } from '../domain/ids.ts';
import { QUERY_LIMITS } from '../domain/text/search-tokens.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import {
	outcomeKindSchema,
	outcomeRowSchema,
	outcomeViewSchema,
	pageWordsSchema,
	searchHitSchema,
	stateKindSchema,
} from './outcome-views.ts';
import { confidenceSchema, cursorSchema, daySchema, idSchema, limitSchema, pageIndexSchema } from './values.ts';

/** Longest search text, UTF-16 units: what comes after it would not be looked for. */
export const SEARCH_MAX = QUERY_LIMITS.maxLength;

const rowsSchema = z.object({
	items: z.array(outcomeRowSchema).readonly(),
	nextCursor: cursorSchema.exactOptional(),
});

const listInputSchema = z.object({
	cursor: cursorSchema.optional(),
	limit: limitSchema,
	/** Any of these; all when absent. */
	states: z.array(stateKindSchema).optional(),
	kinds: z.array(outcomeKindSchema).optional(),
});

const searchInputSchema = z.object({
	/** As typed, with or without accents; the last word may be unfinished. */
	query: z.string().max(SEARCH_MAX),
	kind: outcomeKindSchema.optional(),
	state: stateKindSchema.optional(),
	/** First and last day of issue, both included. */
	from: daySchema.optional(),
	to: daySchema.optional(),
	cursor: cursorSchema.optional(),
	limit: limitSchema,
});

const hitsSchema = z.object({
	hits: z.array(searchHitSchema).readonly(),
	nextCursor: cursorSchema.exactOptional(),
});

/** A job that waits, runs or has failed; one that is done is no longer listed. */
const jobProgressSchema = z.object({
	jobId: idSchema<JobId>(),
	outcomeId: idSchema<OutcomeId>().exactOptional(),
	state: z.enum(['waiting', 'running', 'failed']),
	/** 0-1 over the whole job. */
	value: confidenceSchema,
	/** i18n under `progress.<title>`. */
	title: z.string(),
	/** A file name or page number, never a citizen's data. */
	detail: z.string(),
	/** Why it failed. */
	fault: faultRecordSchema.exactOptional(),
});
export type JobProgress = z.output<typeof jobProgressSchema>;

const base = oc.errors(FAULT_ERRORS);

/** Outcomes: what every office role but the administrator may see. */
export const outcomesContract = {
	/** Newest first. */
	list: base.input(listInputSchema).output(rowsSchema),
	/** Best first. @throws `searchEmpty` when the query holds nothing to look for. */
	search: base.input(searchInputSchema).output(hitsSchema),
	/** @throws `outcomeMissing` also for one outside the actor's org units. */
	get: base.input(z.object({ id: idSchema<OutcomeId>() })).output(outcomeViewSchema),
	/** @throws `outcomeMissing`; `invalidInput` for a page that is not there. */
	pageWords: base.input(z.object({ id: idSchema<OutcomeId>(), page: pageIndexSchema })).output(pageWordsSchema),
	/** Yields all jobs of the actor's org units at once, then again at each change, until the caller aborts. */
	progress: base.output(eventIterator(z.array(jobProgressSchema).readonly())),
};
