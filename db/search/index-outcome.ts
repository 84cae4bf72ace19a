import { setImmediate } from 'node:timers/promises';
import type { FieldName, OrgUnitId, OutcomeId, OutcomeKind } from '../../domain/index.ts';
import { FIELD_NAMES } from '../../domain/index.ts';
import { toIndexText } from '../../domain/text/index.ts';
import { type Db, run, sql, sqlOne, type WritableDb } from '../capability.ts';
import { currentReadings, type StoredReadings } from '../repo/readings.ts';
import { rowFacts } from './catalogue-facts.ts';
import { rowFacets } from './facets.ts';
import { toMarkedText } from './words.ts';

/** Fields that are numbers a person looks a paper up by: their own column, which ranks first. */
const NUMBER_FIELDS: readonly FieldName[] = [
	'documentNumber',
	'dossierCode',
	'certificateSerial',
	'registerNumber',
	'ownerIdNumber',
	'enterpriseCode',
];

type Subject = { readonly seq: number; readonly orgUnitId: OrgUnitId; readonly kind: OutcomeKind };

/**
 * Puts an outcome into the search index, in place of what stood there: its current readings, its kind and org unit, and `body`,
 * the text of all pages. Without `body` the one of before stays. Call it in the transaction that changes any of these.
 */
export async function indexOutcome(tx: WritableDb, outcomeId: OutcomeId, body?: string): Promise<void> {
	const subject = await sqlOne<Subject>(tx, 'SELECT seq, org_unit_id AS orgUnitId, kind FROM outcomes WHERE id = ?', [
		outcomeId,
	]);
	if (subject === undefined) throw new Error('No such outcome');
	const readings = await currentReadings(tx, outcomeId);
	const text: SearchText = {
		number: linesOf(readings, (field) => NUMBER_FIELDS.includes(field)),
		fields: linesOf(readings, (field) => !NUMBER_FIELDS.includes(field)),
		body: body?.normalize('NFC') ?? (await storedBody(tx, subject.seq)),
		issueDate: readings.issueDate?.value ?? null,
	};
	await run(
		tx,
		`INSERT INTO search_texts (seq, number, fields, body, issue_date) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (seq) DO UPDATE SET number = excluded.number, fields = excluded.fields, body = excluded.body,
		issue_date = excluded.issue_date`,
		[subject.seq, text.number, text.fields, text.body, text.issueDate],
	);
	await writeIndexRows(tx, subject, text);
	await writeCatalogueRow(tx, subject.seq, readings);
}

/** The columns that follow the outcome itself (state, kind, unit, clerk) are kept by triggers. */
async function writeCatalogueRow(tx: WritableDb, seq: number, readings: StoredReadings): Promise<void> {
	const values = Object.fromEntries(FIELD_NAMES.map((field) => [field, readings[field]?.value]));
	await run(
		tx,
		`UPDATE catalogue SET issue_date = ?, issuing_body = ?, body_key = ?, number_order = ?, owner_name = ?, owner_key = ?, owner_order = ?
		WHERE seq = ?`,
		[...rowFacts(values), seq],
	);
}

/** The indexes, narrow to broad, and what each holds. The order is the rank. */
export const SEARCH_TABLES = ['search_numbers', 'search_fields', 'search_index'] as const;
export type SearchTable = (typeof SEARCH_TABLES)[number];

/** Rows indexed in one transaction: others write in between. */
const BATCH = 50;

/**
 * Builds the whole index anew from the texts that are kept, a batch at a time, while work goes on; meanwhile searches find less.
 * Cut short, it leaves what `checkData` reports, and can be run again. How many rows it has.
 */
export async function rebuildSearchIndex(db: Db): Promise<number> {
	await db.write(async (tx) => {
		for (const table of SEARCH_TABLES) await run(tx, `INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
	});
	let count = 0;
	for (let after = 0; ; await setImmediate()) {
		const seqs = await db.write((tx) => indexBatch(tx, after));
		count += seqs.length;
		const last = seqs.at(-1);
		if (last === undefined) return count;
		after = last;
	}
}

async function indexBatch(tx: WritableDb, after: number): Promise<readonly number[]> {
	const rows = await sql<Subject & SearchText>(
		tx,
		`SELECT o.seq, o.org_unit_id AS orgUnitId, o.kind, t.number, t.fields, t.body, t.issue_date AS issueDate
		FROM search_texts AS t JOIN outcomes AS o ON o.seq = t.seq WHERE t.seq > ? ORDER BY t.seq LIMIT ${BATCH}`,
		[after],
	);
	for (const row of rows) await writeIndexRows(tx, row, row);
	return rows.map((row) => row.seq);
}

type SearchText = {
	readonly number: string;
	readonly fields: string;
	readonly body: string;
	readonly issueDate: string | null;
};

async function writeIndexRows(tx: WritableDb, subject: Subject, text: SearchText): Promise<void> {
	const facets = rowFacets(subject.orgUnitId, subject.kind, text.issueDate ?? undefined);
	const parts: Readonly<Record<SearchTable, string>> = {
		search_numbers: text.number,
		search_fields: `${text.number}\n${text.fields}`,
		search_index: `${text.number}\n${text.fields}\n${text.body}`,
	};
	for (const table of SEARCH_TABLES) {
		await run(tx, `DELETE FROM ${table} WHERE rowid = ?`, [subject.seq]);
		await run(tx, `INSERT INTO ${table} (rowid, words, marks, facets) VALUES (?, ?, ?, ?)`, [
			subject.seq,
			toIndexText(parts[table]),
			toMarkedText(parts[table]),
			facets,
		]);
	}
}

async function storedBody(tx: WritableDb, seq: number): Promise<string> {
	const row = await sqlOne<{ body: string }>(tx, 'SELECT body FROM search_texts WHERE seq = ?', [seq]);
	return row?.body ?? '';
}

function linesOf(readings: StoredReadings, wanted: (field: FieldName) => boolean): string {
	return FIELD_NAMES.filter(wanted)
		.flatMap((field) => {
			const reading = readings[field];
			return reading === undefined || reading.value === '' ? [] : [asTyped(reading.value)];
		})
		.join('\n')
		.normalize('NFC');
}

/** Days as people write and search them: `2026-07-15` is `15/07/2026`. */
function asTyped(value: string): string {
	return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}
