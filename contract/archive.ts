import { oc } from '@orpc/contract';
import { z } from 'zod';
import { EXPORT_PURPOSES, REQUEST_NUMBER } from '../domain/export-purpose.ts';
import type { AccountId, ExportId, OutcomeId, SavedSearchId } from '../domain/ids.ts';
import { FAULT_ERRORS } from './faults.ts';
import {
	lookedAtSchema,
	movedSchema,
	outcomeKindSchema,
	outcomeRowSchema,
	snippetSchema,
	stateKindSchema,
} from './outcome-views.ts';
import { SEARCH_MAX } from './outcomes.ts';
import {
	boxSchema,
	countSchema,
	cursorSchema,
	daySchema,
	idSchema,
	instantSchema,
	limitSchema,
	lineSchema,
	pageIndexSchema,
	sha256Schema,
} from './values.ts';

/** Most outcomes that can be selected, and exported, at once. */
export const PICK_MAX = 1_000;

const keysSchema = z.array(z.string().min(1).max(600)).max(50);

/** Words and conditions; of each list any value, an empty list is no condition. It is also what a saved search keeps. */
export const archiveQuerySchema = z.object({
	/** As typed, with or without accents; empty to browse. */
	query: z.string().max(SEARCH_MAX).default(''),
	kinds: z.array(outcomeKindSchema).default([]),
	states: z.array(stateKindSchema).default([]),
	/** Keys of issuing bodies and of owners, as `counts` gives them. */
	bodies: keysSchema.default([]),
	owners: keysSchema.default([]),
	clerks: z.array(idSchema<AccountId>()).max(50).default([]),
	/** Issue date, both included. */
	from: daySchema.optional(),
	to: daySchema.optional(),
	/** `best`: by rank; without words, as they came in. */
	order: z.enum(['best', 'newest', 'issueDate', 'number', 'owner']).default('best'),
});
export type ArchiveQuery = z.output<typeof archiveQuerySchema>;
export type ArchiveOrder = ArchiveQuery['order'];

const facetSchema = z
	.array(
		z.object({
			/** What to filter by. */
			value: z.string(),
			/** How it is written on a paper, or the account's name; empty where the value has a text of its own. */
			label: z.string(),
			count: countSchema,
		}),
	)
	.readonly();
export type FacetValues = z.output<typeof facetSchema>;

const countsSchema = z.object({
	total: countSchema,
	/** There are more than were counted. */
	capped: z.boolean(),
	kind: facetSchema,
	state: facetSchema,
	body: facetSchema,
	/** Newest first. */
	year: facetSchema,
	/** Only among what words have found. */
	owner: facetSchema,
	clerk: facetSchema,
});
export type ArchiveCounts = z.output<typeof countsSchema>;

const foundSchema = z.object({
	outcome: outcomeRowSchema,
	/** Absent when nothing was typed. */
	snippet: snippetSchema.exactOptional(),
});
export type ArchiveHit = z.output<typeof foundSchema>;

const revisionSchema = z.object({
	version: z.int().positive(),
	/** Within its version, from 1. */
	number: z.int().positive(),
	sha256: sha256Schema,
	byteLength: countSchema,
	at: instantSchema,
	made: z.enum(['recognize', 'signByClerk', 'signByAgency']),
	/** The account's name; empty: the machine. */
	by: z.string(),
});
export type RevisionView = z.output<typeof revisionSchema>;

const storySchema = z.object({
	/** Oldest first. */
	revisions: z.array(revisionSchema).readonly(),
	afterwards: z
		.discriminatedUnion('kind', [
			/** `by` is absent when the person may not see it. */
			z.object({ kind: z.literal('replaced'), by: outcomeRowSchema.exactOptional() }),
			z.object({
				kind: z.literal('recalled'),
				recall: z.object({ decisionNumber: z.string(), date: daySchema, reason: z.string() }),
			}),
			z.object({ kind: z.literal('expired'), on: daySchema }),
		])
		.exactOptional(),
	/** What this one has taken the place of. */
	replaces: z.array(outcomeRowSchema).readonly(),
});
export type StoryView = z.output<typeof storySchema>;

const savedSchema = z.object({ id: idSchema<SavedSearchId>(), name: z.string(), query: archiveQuerySchema });
export type SavedSearchView = z.output<typeof savedSchema>;

const base = oc.errors(FAULT_ERRORS);
const one = z.object({ id: idSchema<OutcomeId>() });

/** Finding papers again, and what becomes of them later. */
export const archiveContract = {
	find: base
		.input(archiveQuerySchema.extend({ cursor: cursorSchema.optional(), limit: limitSchema }))
		.output(z.object({ hits: z.array(foundSchema).readonly(), nextCursor: cursorSchema.exactOptional() })),
	/** How many there are, by each condition that could be chosen. */
	counts: base.input(archiveQuerySchema).output(countsSchema),
	/** The ids of the first {@link PICK_MAX} that are found, to be selected at once. */
	pick: base
		.input(archiveQuerySchema)
		.output(z.object({ ids: z.array(idSchema<OutcomeId>()).readonly(), more: z.boolean() })),
	/** Where words stand in a document, over all its pages. `best`: the place with the most of them. */
	places: base
		.input(one.extend({ query: z.string().max(SEARCH_MAX) }))
		.output(
			z.object({ places: z.array(z.object({ page: pageIndexSchema, box: boxSchema })).readonly(), best: countSchema }),
		),
	/** Revisions of the document and what became of the outcome. */
	story: base.input(one).output(storySchema),
	/** The account's own searches, in Vietnamese order. */
	saved: base.output(z.array(savedSchema).readonly()),
	/** In place of the account's one of that name. @throws `savedSearchesFull`. */
	save: base.input(z.object({ name: lineSchema(80), query: archiveQuerySchema })).output(z.void()),
	forget: base.input(z.object({ id: idSchema<SavedSearchId>() })).output(z.void()),
	/**
	 * Makes a ZIP ready (PDFs, a table, a manifest); `read` fetches it. `request`: number of the paper that asks for it.
	 * @throws `exportTooLarge`, `outcomeMissing`.
	 */
	export: base
		.input(
			z.object({
				ids: z.array(idSchema<OutcomeId>()).min(1).max(PICK_MAX),
				table: z.enum(['csv', 'xlsx']),
				purpose: z.enum(EXPORT_PURPOSES),
				request: z.string().trim().regex(REQUEST_NUMBER).or(z.literal('')),
			}),
		)
		.output(
			z.object({
				id: idSchema<ExportId>(),
				fileName: z.string(),
				count: countSchema,
				withoutDocument: countSchema,
				/** Of the documents, for showing how far it is. */
				byteLength: countSchema,
			}),
		),
	/** The next piece of it, in order; `last`: there are no more. @throws `exportGone`, `fileLost`. */
	read: base
		.input(z.object({ id: idSchema<ExportId>() }))
		.output(z.object({ piece: z.instanceof(Blob), last: z.boolean() })),
	/** @throws `replacementUnfit`, `transitionRefused`, `changedMeanwhile`. */
	replace: base.input(lookedAtSchema.extend({ by: idSchema<OutcomeId>() })).output(movedSchema),
	/** @throws `dayAhead`, `reasonMissing`, `transitionRefused`, `changedMeanwhile`. */
	recall: base
		.input(lookedAtSchema.extend({ decisionNumber: lineSchema(50), date: daySchema, reason: z.string().max(2_000) }))
		.output(movedSchema),
	/** `on`: last day of validity. @throws `dayAhead`, `transitionRefused`, `changedMeanwhile`. */
	expire: base.input(lookedAtSchema.extend({ on: daySchema })).output(movedSchema),
};
