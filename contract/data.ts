import { oc } from '@orpc/contract';
import { z } from 'zod';
import { AUDIT_EVENT_KINDS } from '../domain/audit.ts';
import type { AccountId, AuditId, OutcomeId } from '../domain/ids.ts';
import { FAULT_ERRORS } from './faults.ts';
import { historyEntrySchema } from './outcome-views.ts';
import { countSchema, cursorSchema, daySchema, idSchema, instantSchema, limitSchema, sha256Schema } from './values.ts';

const checkReportSchema = z.object({
	checkedFiles: countSchema,
	/** Files that no row knows: harmless, paths relative to the data folder. */
	orphans: z.array(z.string()).readonly(),
	/** Files that rows know and that are gone or have another hash. */
	losses: z.array(z.object({ path: z.string(), reason: z.enum(['missing', 'changed']) })).readonly(),
	/** SQLite's own check. */
	databaseSound: z.boolean(),
	/** The audit chain holds together. */
	auditSound: z.boolean(),
});
export type CheckReport = z.output<typeof checkReportSchema>;

const backupReportSchema = z.object({
	/** Folder of the backup, absolute: an administrator has to find it. */
	path: z.string(),
	fileCount: countSchema,
	byteLength: countSchema,
	at: instantSchema,
});

const auditInputSchema = z.object({
	cursor: cursorSchema.optional(),
	limit: limitSchema,
	/** Days in +07:00, both included. */
	from: daySchema.optional(),
	to: daySchema.optional(),
	accountId: idSchema<AccountId>().optional(),
	outcomeId: idSchema<OutcomeId>().optional(),
	/** Any of these; all when absent. */
	kinds: z.array(z.enum(AUDIT_EVENT_KINDS)).min(1).optional(),
});

const auditEntrySchema = historyEntrySchema.extend({
	/** 1 for the first event; no number is ever left out. */
	seq: countSchema,
	id: idSchema<AuditId>(),
	outcomeId: idSchema<OutcomeId>().exactOptional(),
});

export type AuditEntryView = z.output<typeof auditEntrySchema>;

const backupsSchema = z.object({
	/** In `backups/` of the data folder, newest first. */
	backups: z.array(z.object({ name: z.string(), at: instantSchema })).readonly(),
	/** When the newest one was made, to anywhere; absent: never. */
	lastAt: instantSchema.exactOptional(),
});

/** `head`: the newest hash of the chain; whoever keeps it elsewhere can prove the chain later. */
const auditCheckSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('whole'), count: countSchema, head: sha256Schema }),
	z.object({ kind: z.literal('broken'), seq: countSchema, reason: z.enum(['changed', 'unlinked', 'missing']) }),
]);
export type AuditCheckView = z.output<typeof auditCheckSchema>;

const auditPersonSchema = z.object({ id: idSchema<AccountId>(), name: z.string() });

const base = oc.errors(FAULT_ERRORS);

/** Care of the data folder. */
export const dataContract = {
	/** Compares files, hashes and rows. */
	check: base.output(checkReportSchema),
	/** Into `backups/` of the data folder. @throws `diskFull`, `dataFolderReadOnly`. */
	backup: base.output(backupReportSchema),
	/** What backups there are. */
	backups: base.output(backupsSchema),
};

/** Who did what. */
export const auditContract = {
	/** Newest first. */
	list: base
		.input(auditInputSchema)
		.output(z.object({ entries: z.array(auditEntrySchema).readonly(), nextCursor: cursorSchema.exactOptional() })),
	/** Whose acts can be asked for. */
	people: base.output(z.array(auditPersonSchema).readonly()),
	/** Goes through the whole chain. */
	check: base.output(auditCheckSchema),
};
