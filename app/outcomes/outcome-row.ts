import { posix } from 'node:path';
import { currentReadingsOf, outcomeSummaries, type ReadableDb, type StoredReadings } from '../../db/index.ts';
import type {
	FieldName,
	Outcome,
	OutcomeId,
	OutcomeKind,
	OutcomeStateKind,
	StoredReading,
} from '../../domain/index.ts';

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
	const known = readings === undefined ? undefined : new Map([[outcome.id, readings]]);
	const [row] = await outcomeRows(db, [outcome], known);
	if (row === undefined) throw new Error('An outcome without a row');
	return row;
}

/** {@link outcomeRow} of many, in their order, with as many statements as for one. */
export async function outcomeRows(
	db: ReadableDb,
	outcomes: readonly Outcome[],
	known?: ReadonlyMap<OutcomeId, StoredReadings>,
): Promise<readonly OutcomeRow[]> {
	const ids = outcomes.map(({ id }) => id);
	const summaries = await outcomeSummaries(db, ids);
	const readings = known ?? (await currentReadingsOf(db, ids));
	return outcomes.map(({ id, kind, state, createdAt, updatedAt }) => {
		const summary = summaries.get(id);
		return {
			id,
			kind,
			state: state.kind,
			values: valuesOf(readings.get(id) ?? {}),
			sourceName: posix.basename(summary?.originalPath ?? ''),
			clerkName: summary?.clerkName ?? '',
			pageCount: summary?.pageCount ?? 0,
			warningCount: summary?.warningCount ?? 0,
			createdAt,
			updatedAt,
		};
	});
}

function valuesOf(readings: StoredReadings): OutcomeRow['values'] {
	const entries = Object.entries(readings) as [FieldName, StoredReading][];
	return Object.fromEntries(entries.map(([field, reading]) => [field, reading.value]));
}
