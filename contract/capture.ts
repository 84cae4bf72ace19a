import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import type { JobId, OutcomeId, StackId, StackPageId } from '../domain/ids.ts';
import {
	PAGE_TURNS,
	PAGE_USES,
	type PlannedPage,
	type Stack,
	type StackEdit,
	type StackPage,
} from '../domain/stack.ts';
import { FAULT_ERRORS, faultRecordSchema } from './faults.ts';
import { PAPER_SOURCES, SCAN_COLOURS } from './settings.ts';
import { confidenceSchema, countSchema, idSchema, instantSchema } from './values.ts';

/** Pages of a stack at most: what one file may have, several times over. */
const MAX_PAGES = 10_000;
/** Bytes of one piece of a file: with base64's third more it stays below the largest body of a call. */
export const PIECE_BYTES = 512 * 1024;

const turnSchema = z.literal(PAGE_TURNS);
const noteSchema = z.enum(['with', 'without']).nullable();

/** A page of a stack, as the clerk has laid it. */
export const stackPageSchema: z.ZodType<StackPage, StackPage> = z.object({
	id: idSchema<StackPageId>(),
	turn: turnSchema.nullable(),
	use: z.enum(PAGE_USES),
	cut: z.boolean(),
	note: noteSchema,
});

/** A page of an outcome, as the clerk had laid it. */
export const plannedPageSchema: z.ZodType<PlannedPage, PlannedPage> = z.object({
	file: countSchema,
	page: countSchema,
	turn: turnSchema.nullable(),
	blank: z.boolean(),
	note: noteSchema,
});

const stackSchema: z.ZodType<Stack, Stack> = z.object({
	id: idSchema<StackId>(),
	pages: z.array(stackPageSchema).readonly(),
	expected: countSchema.nullable(),
	bound: z.boolean(),
});

const stackId = idSchema<StackId>();
const page = idSchema<StackPageId>();
const pages = z.array(page).min(1).max(MAX_PAGES).readonly();

const editSchema: z.ZodType<StackEdit, StackEdit> = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('move'), stackId, pages, to: countSchema }),
	z.object({ kind: z.literal('turn'), stackId, pages, by: turnSchema }),
	z.object({ kind: z.literal('use'), stackId, pages, use: z.enum(PAGE_USES) }),
	z.object({ kind: z.literal('cut'), stackId, page, on: z.boolean() }),
	z.object({ kind: z.literal('pair'), stackId, page, on: z.boolean() }),
	z.object({ kind: z.literal('expect'), stackId, count: z.int().min(0).max(MAX_PAGES).nullable() }),
	z.object({ kind: z.literal('merge'), stackId, into: stackId }),
]);

/** A stack in the inbox. */
const stackRowSchema = z.object({
	id: stackId,
	origin: z.enum(['scanner', 'file', 'folder', 'outcome', 'aside']),
	/** The first file as its sender called it. */
	name: z.string(),
	bound: z.boolean(),
	pageCount: countSchema,
	/** As a person counts: without blanks and left-overs, both captures of a sheet with a note as one. */
	counted: countSchema,
	expected: countSchema.nullable(),
	/** Outcomes that it makes. */
	papers: countSchema,
	/** Nothing of it goes into an outcome. */
	aside: z.boolean(),
	first: stackPageSchema,
	/** Changes with every edit and every page that comes. */
	updatedAt: z.string(),
	createdAt: instantSchema,
});
export type StackRow = z.output<typeof stackRowSchema>;

/** A paper that is being taken in and read, or could not be. */
const workSchema = z.object({
	jobId: idSchema<JobId>(),
	outcomeId: idSchema<OutcomeId>(),
	step: z.enum(['import', 'recognize']),
	state: z.enum(['waiting', 'running', 'failed']),
	name: z.string(),
	pageCount: countSchema,
	/** 0-1 over the paper. */
	value: confidenceSchema,
	/** Whether its pages can come back as a stack. */
	canReopen: z.boolean(),
	fault: faultRecordSchema.exactOptional(),
});
export type WorkRow = z.output<typeof workSchema>;

const scanSchema = z.object({
	stackId,
	count: countSchema,
	running: z.boolean(),
	fault: faultRecordSchema.exactOptional(),
});

const watchSchema = z.object({
	/** For people, who put their files there; `null`: the office has set none. */
	folder: z.string().nullable(),
	running: z.boolean(),
	taken: countSchema,
	fault: faultRecordSchema.exactOptional(),
});

const deskSchema = z.object({
	/** Newest last; those that are set aside after all others. */
	stacks: z.array(stackRowSchema).readonly(),
	work: z.array(workSchema).readonly(),
	scan: scanSchema.nullable(),
	watch: watchSchema,
	canUndo: z.boolean(),
	canRedo: z.boolean(),
});
/** All that a clerk has in hand. */
export type Desk = z.output<typeof deskSchema>;

const paperSourceSchema = z.enum(PAPER_SOURCES);
const colourSchema = z.enum(SCAN_COLOURS);
const device = z.string().min(1).max(500);

const capabilitiesSchema = z.object({
	sources: z.array(paperSourceSchema).readonly(),
	colours: z.array(colourSchema).readonly(),
	resolutionsDpi: z.array(z.number()).readonly(),
});
export type ScannerChoices = z.output<typeof capabilitiesSchema>;

const scanInputSchema = z.object({
	device,
	source: paperSourceSchema,
	dpi: z.int().min(200).max(1_200),
	colour: colourSchema,
	/** Where the pages go; a new stack when absent. */
	stackId: stackId.optional(),
});
export type ScanInput = z.input<typeof scanInputSchema>;

const uploadId = z.string().max(100);
const base = oc.errors(FAULT_ERRORS);
const stackInput = z.object({ stackId });
const stacksSchema = z.array(stackSchema).readonly();
const inStack = z.object({ stackId });

/** Taking papers in: scanner, files, watched folder, and the stack of pages before it becomes outcomes. Every clerk sees their own. */
export const captureContract = {
	/** Yields the desk at once, then again at each change, until the caller aborts. */
	desk: base.output(eventIterator(deskSchema)),
	/** @throws `stackMissing`. */
	stack: base.input(stackInput).output(stackSchema),
	/** Yields the stacks that changed. @throws `stackMissing`, `pagesBound`. */
	edit: base.input(editSchema).output(stacksSchema),
	/** The stacks that changed; none when there is nothing to undo. */
	undo: base.output(stacksSchema),
	redo: base.output(stacksSchema),
	/** @throws `stackEmpty`, `scanUnderWay`, `duplicateOutcome`, `fileLost`. */
	finish: base.input(stackInput).output(z.object({ outcomeIds: z.array(idSchema<OutcomeId>()).readonly() })),
	/** @throws `scannerProgramMissing`, `scannerFailed`. */
	scanners: base.output(z.array(z.object({ id: z.string(), name: z.string() })).readonly()),
	/** @throws `scannerMissing`, `scannerBusy`, `scannerFailed`. */
	scannerChoices: base.input(z.object({ device })).output(capabilitiesSchema),
	/** Starts; what comes is seen on the desk. @throws `scanUnderWay`, `pagesBound`. */
	scan: base.input(scanInputSchema).output(inStack),
	/** Also takes away how the last one ended. */
	stopScan: base.output(z.void()),
	/** @throws `fileEmpty`, `fileTooLarge`, `pagesBound`. */
	beginFile: base
		.input(z.object({ name: z.string().min(1).max(1_000), byteLength: countSchema, stackId: stackId.optional() }))
		.output(z.object({ uploadId })),
	/** A piece of at most `PIECE_BYTES`, base64: the same over HTTP and a MessagePort. */
	sendPiece: base
		.input(z.object({ uploadId, from: countSchema, base64: z.base64().max(Math.ceil(PIECE_BYTES / 3) * 4) }))
		.output(z.object({ received: countSchema })),
	/** @throws faults of the `scan` family when it is no paper. */
	endFile: base.input(z.object({ uploadId })).output(inStack),
	dropFile: base.input(z.object({ uploadId })).output(z.void()),
	/** @throws `hotFolderUnset`. */
	startWatching: base.output(z.void()),
	stopWatching: base.output(z.void()),
	/** A failed job is done again. @throws `outcomeMissing`. */
	retry: base.input(z.object({ jobId: idSchema<JobId>() })).output(z.void()),
	/** A failed job is wanted no more; an outcome that was made is discarded. @throws `outcomeMissing`, `reasonMissing`. */
	dropFailed: base.input(z.object({ jobId: idSchema<JobId>(), reason: z.string().max(1_000) })).output(z.void()),
	/** An outcome becomes pages again, before the clerk has signed it. @throws `outcomeMissing`, `transitionRefused`, `reasonMissing`. */
	reopen: base.input(z.object({ outcomeId: idSchema<OutcomeId>(), reason: z.string().max(1_000) })).output(inStack),
};
