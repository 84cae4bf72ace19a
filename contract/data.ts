import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { AccountId, AuditId, OutcomeId } from '../domain/ids.ts';
import { FAULT_ERRORS } from './faults.ts';
import { historyEntrySchema } from './outcome-views.ts';
import { countSchema, cursorSchema, daySchema, idSchema, instantSchema, limitSchema } from './values.ts';

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
	/** Folder of the backup, relative to the data folder. */
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
});

const auditEntrySchema = historyEntrySchema.extend({
	id: idSchema<AuditId>(),
	outcomeId: idSchema<OutcomeId>().exactOptional(),
});

const base = oc.errors(FAULT_ERRORS);

/** Care of the data folder. */
export const dataContract = {
	/** Compares files, hashes and rows. */
	check: base.output(checkReportSchema),
	/** Into `backups/` of the data folder. @throws `diskFull`, `dataFolderReadOnly`. */
	backup: base.output(backupReportSchema),
};

/** Who did what. */
export const auditContract = {
	/** Newest first. */
	list: base
		.input(auditInputSchema)
		.output(z.object({ entries: z.array(auditEntrySchema).readonly(), nextCursor: cursorSchema.exactOptional() })),
};
