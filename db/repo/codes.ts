import { docCode, Fault, type OutcomeCodes, type OutcomeId, outcomeCode } from '../../domain/index.ts';
import { type ReadableDb, run, sql, sqlOne, type WritableDb } from '../capability.ts';

/** What codes are to be issued from. Prefixes: domain/outcome-codes.ts. */
export type CodeRequest = {
	readonly outcomeId: OutcomeId;
	readonly outcomeCodePrefix: string;
	readonly docCodePrefix: string;
	/** Of the outcome: 1 is the first scan. */
	readonly version: number;
};

/** Numbers handed out when nobody reserved a range for this workstation: all of CV 7197's six digits. */
const WHOLE_RANGE = { first: 1, last: 999_999 };

/**
 * Issues the two codes of an outcome: counted within their prefixes, in the caller's transaction, once.
 *
 * @throws {Fault} `numberRangeUsedUp` ({ prefix }).
 */
export async function issueCodes(tx: WritableDb, request: CodeRequest, at: string): Promise<OutcomeCodes> {
	const { outcomeId, outcomeCodePrefix: prefix } = request;
	const last = await sqlOne<{ count: number | null }>(
		tx,
		'SELECT max(count) AS count FROM outcome_codes WHERE prefix = ?',
		[prefix],
	);
	const count = (last?.count ?? 0) + 1;
	const sequence = await takeNumber(tx, request.docCodePrefix);
	const codes = {
		outcomeCode: outcomeCode(prefix, count),
		docCode: docCode(request.docCodePrefix, sequence, request.version),
	};
	await run(
		tx,
		'INSERT INTO outcome_codes (outcome_id, outcome_code, prefix, count, doc_code, issued_at) VALUES (?, ?, ?, ?, ?, ?)',
		[outcomeId, codes.outcomeCode, prefix, count, codes.docCode, at],
	);
	return codes;
}

/** The next number of a prefix, from the ranges reserved for this workstation. */
async function takeNumber(tx: WritableDb, prefix: string): Promise<number> {
	const taken = await sqlOne<{ number: number }>(
		tx,
		`UPDATE number_ranges SET next = next + 1 WHERE prefix = ? AND first = (
			SELECT first FROM number_ranges WHERE prefix = ? AND next <= last ORDER BY first LIMIT 1
		) RETURNING next - 1 AS number`,
		[prefix, prefix],
	);
	if (taken !== undefined) return taken.number;
	const known = await sqlOne(tx, 'SELECT 1 FROM number_ranges WHERE prefix = ? LIMIT 1', [prefix]);
	if (known !== undefined) throw new Fault('numberRangeUsedUp', { prefix });
	await addNumberRange(tx, prefix, WHOLE_RANGE);
	return takeNumber(tx, prefix);
}

/**
 * Reserves numbers for this workstation. Of the range that was handed out from while nobody had reserved one, what is left goes.
 *
 * @throws {Fault} `invalidInput` when it overlaps a range that is there, or numbers that were handed out.
 */
export async function addNumberRange(
	tx: WritableDb,
	prefix: string,
	range: { readonly first: number; readonly last: number },
): Promise<void> {
	const { first, last } = WHOLE_RANGE;
	const whole = [prefix, first, last];
	await run(tx, 'DELETE FROM number_ranges WHERE prefix = ? AND first = ? AND last = ? AND next = first', whole);
	await run(tx, 'UPDATE number_ranges SET last = next - 1 WHERE prefix = ? AND first = ? AND last = ?', whole);
	const overlapping = await sqlOne(
		tx,
		'SELECT 1 FROM number_ranges WHERE prefix = ? AND first <= ? AND last >= ? LIMIT 1',
		[prefix, range.last, range.first],
	);
	if (overlapping !== undefined) throw new Fault('invalidInput', { paths: 'range' });
	await run(tx, 'INSERT INTO number_ranges (prefix, first, last, next) VALUES (?, ?, ?, ?)', [
		prefix,
		range.first,
		range.last,
		range.first,
	]);
}

/** A range of numbers and how far it is used. `next` is one over `last` when it is used up. */
export type StoredNumberRange = {
	/** `H00.01_QĐ`: domain/outcome-codes.ts. */
	readonly prefix: string;
	readonly first: number;
	readonly last: number;
	readonly next: number;
};

/** All ranges of this workstation, by prefix and number. */
export async function listNumberRanges(db: ReadableDb): Promise<readonly StoredNumberRange[]> {
	return sql<StoredNumberRange>(db, 'SELECT prefix, first, last, next FROM number_ranges ORDER BY prefix, first');
}

/** The codes that were issued for an outcome, or `undefined`. The caller has checked the scope. */
export async function codesOf(db: ReadableDb, outcomeId: OutcomeId): Promise<OutcomeCodes | undefined> {
	return sqlOne<OutcomeCodes>(
		db,
		'SELECT outcome_code AS outcomeCode, doc_code AS docCode FROM outcome_codes WHERE outcome_id = ?',
		[outcomeId],
	);
}
