import { posix } from 'node:path';
import {
	currentReadings,
	getAccount,
	listFiles,
	newestVersion,
	type ReadableDb,
	recognitionOf,
	type StoredReadings,
} from '../../db/index.ts';
import type { FieldName, Outcome, OutcomeKind, OutcomeStateKind, StoredReading } from '../../domain/index.ts';

/** An outcome as lists show it. */
export type OutcomeRow = {
	readonly id: Outcome['id'];
	readonly kind: OutcomeKind;
	readonly state: OutcomeStateKind;
	readonly values: { readonly [F in FieldName]?: string };
	/** The original's file name. */
	readonly sourceName: string;
	readonly clerkName: string;
	readonly pageCount: number;
	readonly warningCount: number;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
	readonly updatedAt: string;
};

/** The row of an outcome whose scope has been checked. `readings`: when they are at hand already. */
export async function outcomeRow(db: ReadableDb, outcome: Outcome, readings?: StoredReadings): Promise<OutcomeRow> {
	const version = await newestVersion(db, outcome.id);
	const recognition = version && (await recognitionOf(db, version.id));
	const [original] = await listFiles(db, outcome.id, 'original');
	const clerk = await getAccount(db, outcome.clerkId);
	const { id, kind, state, createdAt, updatedAt } = outcome;
	return {
		id,
		kind,
		state: state.kind,
		values: valuesOf(readings ?? (await currentReadings(db, id))),
		sourceName: posix.basename(original?.path ?? ''),
		clerkName: clerk?.name ?? '',
		pageCount: version?.pageCount ?? 0,
		warningCount: recognition?.warnings.length ?? 0,
		createdAt,
		updatedAt,
	};
}

function valuesOf(readings: StoredReadings): OutcomeRow['values'] {
	const entries = Object.entries(readings) as [FieldName, StoredReading][];
	return Object.fromEntries(entries.map(([field, reading]) => [field, reading.value]));
}
