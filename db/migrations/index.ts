import type { Migration } from '../migrate.ts';
import { firstTables } from './0010-first-tables.ts';
import { codesAndNotes } from './0020-codes-and-notes.ts';
import { stacks } from './0030-stacks.ts';
import { fieldsAndDrafts } from './0031-fields-and-drafts.ts';
import { certificates } from './0032-certificates.ts';
import { reviewAndFigures } from './0033-review-and-figures.ts';
import { catalogue } from './0034-catalogue.ts';
import { auditByKind } from './0035-audit-by-kind.ts';

/** Every migration, oldest first. A released one is never edited: a new one follows. */
export const MIGRATIONS: readonly Migration[] = [
	firstTables,
	codesAndNotes,
	stacks,
	fieldsAndDrafts,
	certificates,
	reviewAndFigures,
	catalogue,
	auditByKind,
];
