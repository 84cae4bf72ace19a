import { oc } from '@orpc/contract';
import { z } from 'zod';
import { FIELD_NAMES, type FieldName } from '../domain/fields.ts';
import { DEFAULT_OUTCOME_CODE_TEMPLATE, isOutcomeCodeTemplate } from '../domain/outcome-codes.ts';
import { OUTCOME_KIND_NAMES, type OutcomeKind } from '../domain/outcome-kinds.ts';
import { parseResultTypeCode } from '../domain/text/codes.ts';
import { FAULT_ERRORS } from './faults.ts';
import { outcomeKindSchema } from './outcome-views.ts';
import { countSchema, instantSchema, lineSchema, sha256Schema } from './values.ts';

/** Minutes without a key or a click until the screen is locked, when the office has not said: short enough for a counter that people walk past. */
export const DEFAULT_IDLE_MINUTES = 10;

const kindSchema = z.enum(OUTCOME_KIND_NAMES as [OutcomeKind, ...OutcomeKind[]]);

/** Where documents go. What a path and an address must be, the app checks; secrets are never in it. */
const repositorySchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('folder'), folder: z.string().max(1_000) }),
	z.strictObject({
		kind: z.literal('http'),
		baseUrl: z.string().max(500),
		ca: z.string().max(100_000).optional(),
		settleMs: z.number().optional(),
		proof: z.enum(['answer', 'bytes']).optional(),
		timeouts: z.record(z.string(), z.number().optional()).optional(),
	}),
]);

/** Where a scanner takes paper from. */
export const PAPER_SOURCES = ['flatbed', 'feeder', 'feederDuplex'] as const;
/** How a scanner sees. */
export const SCAN_COLOURS = ['colour', 'gray', 'bilevel'] as const;

/** A scanner with the way it is used, under a name that the clerks know it by. */
const scannerProfileSchema = z.strictObject({
	name: lineSchema(60),
	/** The driver's own name for the device. */
	device: lineSchema(300),
	source: z.enum(PAPER_SOURCES),
	/** NĐ 30/2020: at least 200; CV 7197: at least 300. */
	dpi: z.int().min(200).max(1_200),
	colour: z.enum(SCAN_COLOURS),
});
export type ScannerProfile = z.output<typeof scannerProfileSchema>;

const scannerProfilesSchema = z
	.array(scannerProfileSchema)
	.max(50)
	.readonly()
	.refine((profiles) => new Set(profiles.map(({ name }) => name)).size === profiles.length, 'Names must differ');

/** What can be said of each setting; without its default. */
const fields = {
	/** Which comes first: TT 01/2023 Đ8-9 has the clerk sign before the data is accepted. */
	order: z.enum(['signFirst', 'verifyFirst']),
	outcomeCodeTemplate: z.string().refine(isOutcomeCodeTemplate),
	/** Mã loại kết quả of each kind of paper, from the national database of procedures: `KQ.G15.000031`. */
	resultTypes: z.partialRecord(
		kindSchema,
		z.string().refine((code) => parseResultTypeCode(code) === code),
	),
	/** Absent: the folder `repository` in the data folder. */
	repository: repositorySchema,
	/** Largest file that the repository takes, MB (10⁶ bytes). */
	maxUploadMb: z.number().int().min(1).max(2_000),
	idleMinutes: z.int().min(1).max(240),
	/** Whether the sign-in screen offers the names of accounts: they are staff data, and anybody may stand before the screen. */
	offerAccountNames: z.boolean(),
	scannerProfiles: scannerProfilesSchema,
	/** Fields that are typed a second time without seeing the first. */
	doubleKeyFields: z.array(z.enum(FIELD_NAMES as readonly [FieldName, ...FieldName[]])).readonly(),
	/** Folder that other programs scan into, absolute. Absent: none is watched. */
	hotFolder: z
		.string()
		.max(1_000)
		.startsWith('/')
		.or(z.string().regex(/^[A-Za-z]:[\\/]/)),
};

/**
 * What an office decides for itself: everything that a law leaves open, or that was amended more than once (domain.md §8).
 * Secrets are not here but in the host's secret store.
 */
export const officeSettingsSchema = z.strictObject({
	order: fields.order.default('signFirst'),
	outcomeCodeTemplate: fields.outcomeCodeTemplate.default(DEFAULT_OUTCOME_CODE_TEMPLATE),
	resultTypes: fields.resultTypes.default({}),
	repository: fields.repository.optional(),
	maxUploadMb: fields.maxUploadMb.default(100),
	idleMinutes: fields.idleMinutes.default(DEFAULT_IDLE_MINUTES),
	offerAccountNames: fields.offerAccountNames.default(false),
	scannerProfiles: fields.scannerProfiles.default([]),
	doubleKeyFields: fields.doubleKeyFields.default([]),
	hotFolder: fields.hotFolder.optional(),
});
export type OfficeSettingsView = z.output<typeof officeSettingsSchema>;

/** Some of the settings; the others stay. `null`: back to the default. */
const settingsChangeSchema = z.strictObject({
	order: fields.order.nullable().optional(),
	outcomeCodeTemplate: fields.outcomeCodeTemplate.nullable().optional(),
	resultTypes: fields.resultTypes.nullable().optional(),
	repository: fields.repository.nullable().optional(),
	maxUploadMb: fields.maxUploadMb.nullable().optional(),
	idleMinutes: fields.idleMinutes.nullable().optional(),
	offerAccountNames: fields.offerAccountNames.nullable().optional(),
	scannerProfiles: fields.scannerProfiles.nullable().optional(),
	doubleKeyFields: fields.doubleKeyFields.nullable().optional(),
	hotFolder: fields.hotFolder.nullable().optional(),
});
export type SettingsChangeView = z.input<typeof settingsChangeSchema>;

const numberRangeSchema = z.object({
	/** `H00.01_QĐ`: agency and kind of paper. */
	prefix: z.string(),
	first: countSchema,
	last: countSchema,
	/** The number that is given next; one over `last` when all are used. */
	next: countSchema,
});
export type NumberRangeView = z.output<typeof numberRangeSchema>;

const trustedCertificateSchema = z.object({
	sha256: sha256Schema,
	commonName: z.string(),
	organisation: z.string().exactOptional(),
	notBefore: instantSchema,
	notAfter: instantSchema,
	isAuthority: z.boolean(),
	fileName: z.string(),
});
export type TrustedCertificateView = z.output<typeof trustedCertificateSchema>;
const trustSchema = z.array(trustedCertificateSchema).readonly();

const base = oc.errors(FAULT_ERRORS);

/** The office's own decisions: seen by all who work here, changed by administrators. */
export const settingsContract = {
	show: base.output(officeSettingsSchema),
	/** @throws `invalidInput` ({ paths }), `notAllowed`. */
	change: base.input(settingsChangeSchema).output(officeSettingsSchema),
	/** The office itself. @throws `invalidInput`, `notAllowed`. */
	changeOffice: base.input(z.object({ name: lineSchema(200), agencyCode: lineSchema(35) })).output(z.void()),
	/** Absolute paths on the machine that Sohoa runs on; administrators only. */
	places: base.output(z.object({ data: z.string(), trust: z.string(), backups: z.string(), repository: z.string() })),
	numberRanges: base.output(z.array(numberRangeSchema).readonly()),
	/** @throws `invalidInput` for an empty range or one that overlaps another. */
	addNumberRange: base
		.input(z.object({ kind: outcomeKindSchema, first: countSchema, last: countSchema }))
		.output(z.void()),
	/** Certificates that signatures are trusted by. */
	trust: base.output(trustSchema),
	/** @throws `certificateUnreadable`. */
	addTrust: base.input(z.object({ pem: z.string().min(1).max(500_000) })).output(trustSchema),
	/** @throws `certificateUnreadable` when it is not there. */
	removeTrust: base.input(z.object({ sha256: sha256Schema })).output(trustSchema),
};
