import {
	type AccountId,
	type Box,
	FIELD_NAMES,
	type FieldName,
	type FieldOrigin,
	type FieldReadings,
	isConfirmed,
	isHuman,
	MACHINE_ORIGINS,
	type OutcomeId,
	type StoredReading,
	type VersionId,
} from '../../domain/index.ts';
import { type ReadableDb, run, type SqlValue, sql, type WritableDb } from '../capability.ts';
import { newId } from '../new-id.ts';

/** The values that count, by field. */
export type StoredReadings = { readonly [F in FieldName]?: StoredReading };

/**
 * Adds what a machine read to the history. Where a person's value stands, it goes on counting (view `current_readings`).
 *
 * @throws {Error} when a reading claims a person's origin (a bug).
 */
export async function addMachineReadings(
	tx: WritableDb,
	outcomeId: OutcomeId,
	versionId: VersionId,
	fields: FieldReadings,
	at: string,
): Promise<void> {
	for (const field of FIELD_NAMES) {
		const reading = fields[field];
		if (reading === undefined) continue;
		if (isHuman(reading.origin)) throw new Error('A machine reading with the origin of a person');
		await insert(tx, outcomeId, versionId, { ...reading, field, at });
	}
}

/**
 * Adds a value that a person gave; from now on it counts. An empty value says that the field is not on the paper.
 *
 * @throws {Error} when the origin is a machine's, or no person is named (a bug).
 */
export async function addHumanReading(
	tx: WritableDb,
	outcomeId: OutcomeId,
	versionId: VersionId,
	reading: StoredReading & { readonly by: AccountId },
): Promise<void> {
	if (!isHuman(reading.origin)) throw new Error('A human reading with the origin of a machine');
	await insert(tx, outcomeId, versionId, reading);
}

/**
 * Adds what the demo's stand-in for a person says. It counts like a machine's reading: a person's value stands above it.
 */
export async function addDemoReadings(
	tx: WritableDb,
	outcomeId: OutcomeId,
	versionId: VersionId,
	readings: readonly Pick<StoredReading, 'field' | 'value' | 'by' | 'at'>[],
): Promise<void> {
	const known = await currentReadings(tx, outcomeId);
	for (const reading of readings) {
		const { page = 0, box = NO_BOX } = known[reading.field] ?? {};
		const { value } = reading;
		await insert(tx, outcomeId, versionId, { ...reading, printed: value, confidence: 1, page, box, origin: 'demo' });
	}
}

/**
 * Adds a person's word that a machine's reading is what stands on the paper: from now on no machine changes it.
 *
 * @throws {Error} when the reading is a person's already (a bug).
 */
export async function addConfirmation(
	tx: WritableDb,
	outcomeId: OutcomeId,
	versionId: VersionId,
	reading: StoredReading & { readonly by: AccountId },
): Promise<void> {
	if (!isConfirmed(reading)) throw new Error('Only what a machine read is confirmed');
	await insert(tx, outcomeId, versionId, reading);
}

/** Of a value that stands nowhere on a page. */
const NO_BOX: Box = [0, 0, 0, 0];

/** The values that count: what a person typed or confirmed last, else the machine's newest on the newest version. The caller has checked the scope. */
export async function currentReadings(db: ReadableDb, outcomeId: OutcomeId): Promise<StoredReadings> {
	return (await currentReadingsOf(db, [outcomeId])).get(outcomeId) ?? {};
}

/** {@link currentReadings} of several outcomes at once; outcomes without readings are absent. */
export async function currentReadingsOf(
	db: ReadableDb,
	outcomeIds: readonly OutcomeId[],
): Promise<ReadonlyMap<OutcomeId, StoredReadings>> {
	const rows = await sql<ReadingColumns>(
		db,
		`SELECT ${READING_COLUMNS} FROM current_readings WHERE outcome_id IN (SELECT value FROM json_each(?))`,
		[JSON.stringify(outcomeIds)],
	);
	const byOutcome = new Map<OutcomeId, Partial<Record<FieldName, StoredReading>>>();
	for (const row of rows) {
		const fields = byOutcome.get(row.outcome_id) ?? {};
		fields[row.field] = toReading(row);
		byOutcome.set(row.outcome_id, fields);
	}
	return byOutcome;
}

/** What the machine read last of each field, whatever counts now. The caller has checked the scope. */
export async function machineReadings(db: ReadableDb, outcomeId: OutcomeId): Promise<StoredReadings> {
	const rows = await sql<ReadingColumns>(
		db,
		`SELECT ${READING_COLUMNS}, max(seq) FROM readings
		WHERE outcome_id = ? AND by_account_id IS NULL AND origin IN (SELECT value FROM json_each(?)) GROUP BY field`,
		[outcomeId, JSON.stringify(MACHINE_ORIGINS)],
	);
	return Object.fromEntries(rows.map((row) => [row.field, toReading(row)]));
}

/** All that was ever read or typed for an outcome, oldest first; of one field when named. */
export async function readingHistory(
	db: ReadableDb,
	outcomeId: OutcomeId,
	field?: FieldName,
): Promise<readonly StoredReading[]> {
	const values: SqlValue[] = field === undefined ? [outcomeId] : [outcomeId, field];
	const rows = await sql<ReadingColumns>(
		db,
		`SELECT ${READING_COLUMNS} FROM readings WHERE outcome_id = ?${field === undefined ? '' : ' AND field = ?'} ORDER BY seq`,
		values,
	);
	return rows.map(toReading);
}

/** A row of `readings` as SQL gives it. */
export type ReadingColumns = {
	readonly outcome_id: OutcomeId;
	readonly field: FieldName;
	readonly value: string;
	readonly printed: string;
	readonly confidence: number;
	readonly page: number;
	readonly box: string;
	readonly origin: FieldOrigin;
	readonly by_account_id: AccountId | null;
	readonly at: string;
};

/** The columns of {@link ReadingColumns}. */
export const READING_COLUMNS = 'outcome_id, field, value, printed, confidence, page, box, origin, by_account_id, at';

async function insert(
	tx: WritableDb,
	outcomeId: OutcomeId,
	versionId: VersionId,
	reading: StoredReading,
): Promise<void> {
	await run(
		tx,
		`INSERT INTO readings (id, version_id, ${READING_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		[
			newId(),
			versionId,
			outcomeId,
			reading.field,
			reading.value,
			reading.printed,
			reading.confidence,
			reading.page,
			JSON.stringify(reading.box),
			reading.origin,
			reading.by ?? null,
			reading.at,
		],
	);
}

/** One row as a reading. */
export function toReading(row: ReadingColumns): StoredReading {
	const { field, value, printed, confidence, page, origin, at, by_account_id: by } = row;
	const box = JSON.parse(row.box) as Box;
	return { field, value, printed, confidence, page, box, origin, at, ...(by !== null && { by }) };
}
