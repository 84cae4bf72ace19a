import type { Migration } from '../migrate.ts';
import { firstTables } from './0010-first-tables.ts';
import { codesAndNotes } from './0020-codes-and-notes.ts';
import { catalogue } from './0034-catalogue.ts';

/** Every migration, oldest first. A released one is never edited: a new one follows. */
export const MIGRATIONS: readonly Migration[] = [firstTables, codesAndNotes, catalogue];
