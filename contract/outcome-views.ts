import { z } from 'zod';
import { FIELD_NAMES, type FieldName, type FieldOrigin } from '../domain/fields.ts';
import type { AccountId, FileId, OutcomeId, VersionId } from '../domain/ids.ts';
import { OUTCOME_KIND_NAMES, type OutcomeKind } from '../domain/outcome-kinds.ts';
import { OUTCOME_STATE_KINDS } from '../domain/outcome-state.ts';
import { type PageQuality, type PageWarning, WARNING_CODES } from '../domain/page.ts';
import {
	boxSchema,
	confidenceSchema,
	countSchema,
	idSchema,
	instantSchema,
	pageIndexSchema,
	plainDataSchema,
	sha256Schema,
} from './values.ts';

/** A kind of paper. */
export const outcomeKindSchema = z.enum(OUTCOME_KIND_NAMES as readonly [OutcomeKind, ...OutcomeKind[]]);
/** Where an outcome is on its way. */
export const stateKindSchema = z.enum(OUTCOME_STATE_KINDS);
/** A field's name. */
export const fieldNameSchema = z.enum(FIELD_NAMES as readonly [FieldName, ...FieldName[]]);

const FIELD_ORIGINS = [
	'qr',
	'textLayer',
	'ocr',
	'typed',
	'corrected',
	'demo',
] as const satisfies readonly FieldOrigin[];

/** `made`: our PDF/A-2u. `originalKept`: born-digital or signed, bytes as they came. */
const conformanceSchema = z.enum(['made', 'originalKept']);

/** An outcome, and the revision of it that the person looked at: a newer one refuses the act (`changedMeanwhile`). */
export const lookedAtSchema = z.object({ id: idSchema<OutcomeId>(), revision: countSchema });

/** Where an outcome is after an act. */
export const movedSchema = z.object({ id: idSchema<OutcomeId>(), state: stateKindSchema, revision: countSchema });

/** A row of a list. `values`: the fields' normalised values, as far as they are known. */
export const outcomeRowSchema = z.object({
	id: idSchema<OutcomeId>(),
	kind: outcomeKindSchema,
	state: stateKindSchema,
	values: z.partialRecord(fieldNameSchema, z.string()).readonly(),
	/** The file as it came in: its name without folders. */
	sourceName: z.string(),
	/** The clerk who digitized it. */
	clerkName: z.string(),
	pageCount: countSchema,
	warningCount: countSchema,
	createdAt: instantSchema,
	updatedAt: instantSchema,
});
export type OutcomeRow = z.output<typeof outcomeRowSchema>;

/** A field's newest reading, with who and when once a person has touched it. */
export const storedReadingSchema = z.object({
	field: fieldNameSchema,
	value: z.string(),
	printed: z.string(),
	confidence: confidenceSchema,
	page: pageIndexSchema,
	box: boxSchema,
	origin: z.enum(FIELD_ORIGINS),
	by: idSchema<AccountId>().exactOptional(),
	/** The account's name. */
	byName: z.string().exactOptional(),
	at: instantSchema,
	/** A person has compared the machine's value with the paper: `by` and `at` say who and when. */
	confirmed: z.literal(true).exactOptional(),
	/** What the machine had read, beside what a person typed. */
	machine: z.object({ value: z.string(), confidence: confidenceSchema, origin: z.enum(FIELD_ORIGINS) }).exactOptional(),
});
export type StoredReadingView = z.output<typeof storedReadingSchema>;

/** Something a person should know; texts in i18n under `warning.<code>`. */
export const pageWarningSchema: z.ZodType<PageWarning, PageWarning> = z.object({
	code: z.enum(WARNING_CODES),
	page: pageIndexSchema.exactOptional(),
	data: plainDataSchema.exactOptional(),
});

/** What cleaning saw (domain/page.ts). */
const pageQualitySchema: z.ZodType<PageQuality, PageQuality> = z.object({
	rotationDeg: z.literal([0, 90, 180, 270]),
	rotationConfidence: confidenceSchema,
	skewDeg: z.number(),
	blankProbability: confidenceSchema,
	inkShare: confidenceSchema,
	sharpness: z.number().min(0),
});

/** A page: its frame is `widthPx` × `heightPx` at `dpi`; boxes of words and fields are in it. */
export const pageViewSchema = z.object({
	index: pageIndexSchema,
	widthPx: z.int().positive(),
	heightPx: z.int().positive(),
	dpi: z.number().positive(),
	blank: z.boolean(),
	quality: pageQualitySchema,
	/** Where its words come from. */
	origin: z.enum(['ocr', 'textLayer', 'mixed']),
});
export type PageView = z.output<typeof pageViewSchema>;

/** V1 is the first scan, V2 a correction or rescan. */
const versionViewSchema = z.object({
	id: idSchema<VersionId>(),
	number: z.int().positive(),
	originalSha256: sha256Schema,
	pageCount: countSchema,
	createdAt: instantSchema,
});

/** A stored file. Its bytes are fetched by resource path, not by name. */
const fileViewSchema = z.object({
	id: idSchema<FileId>(),
	role: z.enum(['original', 'page', 'document', 'recognition']),
	/** The last part of its path in the data folder, or the original's own name. */
	name: z.string(),
	mediaType: z.string(),
	sha256: sha256Schema,
	byteLength: countSchema,
	createdAt: instantSchema,
});

/** A thing that somebody did. `action`: i18n under `screen.action.<action>`, shown as it is when there is no text. */
export const historyEntrySchema = z.object({
	at: instantSchema,
	/** The account's name; `''` when the machine did it. */
	by: z.string(),
	action: z.string(),
	data: plainDataSchema,
});
export type HistoryEntry = z.output<typeof historyEntrySchema>;

/** One outcome with all a screen shows of it; words come page by page (`outcomes.pageWords`). */
export const outcomeViewSchema = outcomeRowSchema.extend({
	kindConfidence: confidenceSchema,
	/** Counts changes: who writes with an old one is told. */
	revision: countSchema,
	/** The newest revision; absent until the outcome is recognized. */
	document: z.object({ sha256: sha256Schema, byteLength: countSchema, conformance: conformanceSchema }).exactOptional(),
	/** At most one for each field, in the order of `FIELDS`. */
	readings: z.array(storedReadingSchema).readonly(),
	pages: z.array(pageViewSchema).readonly(),
	versions: z.array(versionViewSchema).readonly(),
	files: z.array(fileViewSchema).readonly(),
	warnings: z.array(pageWarningSchema).readonly(),
	/** Issued once it is approved. The outcome code may hold a citizen's id: never in a URL. */
	codes: z.object({ outcomeCode: z.string(), docCode: z.string() }).exactOptional(),
	/** Why somebody did something, oldest first. */
	notes: z.array(z.object({ event: z.string(), text: z.string(), by: z.string(), at: instantSchema })).readonly(),
	/** What the repository answered, oldest first. */
	receipts: z
		.array(z.object({ destination: z.string(), documentSha256: sha256Schema, receivedAt: instantSchema }))
		.readonly(),
	/** Newest first. */
	history: z.array(historyEntrySchema).readonly(),
});
export type OutcomeView = z.output<typeof outcomeViewSchema>;

/** A word as recognized. */
const wordViewSchema = z.object({ text: z.string(), box: boxSchema, confidence: confidenceSchema });
export type WordView = z.output<typeof wordViewSchema>;

/** A page's words, in reading order, NFC, boxes in px of the frame. */
export const pageWordsSchema = z.object({
	widthPx: z.int().positive(),
	heightPx: z.int().positive(),
	words: z.array(wordViewSchema).readonly(),
});

/** A stretch of text around a find. The segments put together are the text; `hit` ones were looked for. */
export const snippetSchema = z.array(z.object({ text: z.string(), hit: z.boolean() })).readonly();
export type Snippet = z.output<typeof snippetSchema>;

/** A find: best first. */
export const searchHitSchema = z.object({
	outcome: outcomeRowSchema,
	snippet: snippetSchema,
	/** The page that the snippet stands on; absent when a field or a name was found. */
	page: pageIndexSchema.exactOptional(),
});
export type SearchHit = z.output<typeof searchHitSchema>;
