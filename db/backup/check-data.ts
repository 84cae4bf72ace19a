import { Fault, type FileVault, type Sha256 } from '../../domain/index.ts';
import { type Db, sql, sqlOne } from '../capability.ts';
import { hashStored } from '../file-vault.ts';
import { type AuditBreak, verifyAudit } from '../repo/audit.ts';
import { SEARCH_TABLES } from '../search/index-outcome.ts';
import { isTemporary, OUTCOMES_FOLDER } from './create-backup.ts';

/** Something that is wrong with the data. Paths are relative to the data folder. */
export type DataProblem =
	/** A row names it, and it is not there. */
	| { readonly kind: 'fileLost'; readonly path: string }
	/** Its bytes are not the ones that were stored. */
	| { readonly kind: 'fileChanged'; readonly path: string }
	/** An outcome's state names a document that no file row has. */
	| { readonly kind: 'documentUnknown'; readonly outcomeId: string }
	| { readonly kind: 'auditBroken'; readonly seq: number; readonly reason: AuditBreak }
	/** A receipt remembers another audit row under that number: the log was written anew since the document was sent. */
	| { readonly kind: 'auditRewritten'; readonly seq: number }
	/** Rows that point to nothing. */
	| { readonly kind: 'rowsUnlinked'; readonly table: string; readonly count: number }
	/** What SQLite's own check says. */
	| { readonly kind: 'databaseDamaged'; readonly detail: string }
	/** Outcomes that cannot be found, and index rows without a text; `damaged`: the index itself. Mended by building it anew. */
	| { readonly kind: 'searchIndex'; readonly missing: number; readonly extra: number; readonly damaged: boolean };

/** What a check saw. `orphans`: files that no row names, which a crash may leave; they do no harm. */
export type DataReport = {
	readonly outcomes: number;
	readonly files: number;
	readonly bytes: number;
	readonly auditEvents: number;
	readonly problems: readonly DataProblem[];
	readonly orphans: readonly string[];
};

/** `onFile`: called after each file with how many are done and how many there are. */
export type CheckOptions = {
	readonly signal?: AbortSignal;
	readonly onFile?: (done: number, all: number) => void;
};

/**
 * Compares files, hashes and rows, and checks the audit chain, SQLite's structure and the search index. Every stored byte is read.
 *
 * @throws {Fault} `cancelled`.
 */
export async function checkData(db: Db, vault: FileVault, options: CheckOptions = {}): Promise<DataReport> {
	const files = await checkFiles(db, vault, options);
	const audit = await verifyAudit(db);
	const outcomes = await sqlOne<{ n: number }>(db, 'SELECT count(*) AS n FROM outcomes');
	return {
		outcomes: outcomes?.n ?? 0,
		files: files.count,
		bytes: files.bytes,
		auditEvents: audit.kind === 'whole' ? audit.count : audit.seq - 1,
		problems: [
			...files.problems,
			...(await checkDocuments(db)),
			...(audit.kind === 'broken' ? [{ kind: 'auditBroken', seq: audit.seq, reason: audit.reason } as const] : []),
			...(await checkReceipts(db)),
			...(await checkRows(db)),
		],
		orphans: files.orphans,
	};
}

type FileFindings = {
	readonly count: number;
	readonly bytes: number;
	readonly problems: readonly DataProblem[];
	readonly orphans: readonly string[];
};

async function checkFiles(db: Db, vault: FileVault, options: CheckOptions): Promise<FileFindings> {
	const rows = await sql<{ path: string; sha256: Sha256; bytes: number }>(
		db,
		'SELECT path, sha256, bytes FROM files ORDER BY path',
	);
	const problems: DataProblem[] = [];
	for (const [done, row] of rows.entries()) {
		if (options.signal?.aborted) throw new Fault('cancelled');
		const found = await hashStored(vault, row.path);
		if (found === undefined) problems.push({ kind: 'fileLost', path: row.path });
		else if (found.sha256 !== row.sha256) problems.push({ kind: 'fileChanged', path: row.path });
		options.onFile?.(done + 1, rows.length);
	}
	const known = new Set(rows.map((row) => row.path));
	const listed = await vault.list(OUTCOMES_FOLDER);
	return {
		count: rows.length,
		bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
		problems,
		orphans: listed.filter((path) => isTemporary(path) || !known.has(path)),
	};
}

async function checkDocuments(db: Db): Promise<readonly DataProblem[]> {
	const rows = await sql<{ outcomeId: string }>(
		db,
		`WITH documents AS (
			SELECT id, coalesce(
				json_extract(state_data, '$.document.sha256'), json_extract(state_data, '$.stored.document.sha256')
			) AS sha256 FROM outcomes
		)
		SELECT d.id AS outcomeId FROM documents AS d WHERE d.sha256 IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM files AS f WHERE f.outcome_id = d.id AND f.sha256 = d.sha256)`,
	);
	return rows.map(({ outcomeId }) => ({ kind: 'documentUnknown', outcomeId }));
}

/** The chain may hold together and still not be the one that receipts were given under. */
async function checkReceipts(db: Db): Promise<readonly DataProblem[]> {
	const rows = await sql<{ seq: number }>(
		db,
		`SELECT DISTINCT r.audit_seq AS seq FROM receipts AS r LEFT JOIN audit AS a ON a.seq = r.audit_seq
		WHERE r.audit_seq > 0 AND (a.hash IS NULL OR a.hash <> r.audit_hash) ORDER BY r.audit_seq`,
	);
	return rows.map(({ seq }) => ({ kind: 'auditRewritten', seq }));
}

/** SQLite's own check looks through the search index too, which can be built anew and is therefore told apart. */
async function checkRows(db: Db): Promise<readonly DataProblem[]> {
	const findings = await sql<{ integrity_check: string }>(db, 'PRAGMA integrity_check(20)');
	const damage = findings.map((row) => row.integrity_check).filter((detail) => detail !== 'ok');
	const unlinked = await sql<{ table: string; count: number }>(
		db,
		'SELECT "table", count(*) AS count FROM pragma_foreign_key_check GROUP BY "table"',
	);
	return [
		...damage
			.filter((detail) => !isOfIndex(detail))
			.map((detail): DataProblem => ({ kind: 'databaseDamaged', detail })),
		...unlinked.map((row): DataProblem => ({ kind: 'rowsUnlinked', table: row.table, count: row.count })),
		...(await checkSearchIndex(db, damage.some(isOfIndex))),
	];
}

async function checkSearchIndex(db: Db, damaged: boolean): Promise<readonly DataProblem[]> {
	let missing = 0;
	let extra = 0;
	for (const table of SEARCH_TABLES) {
		const counts = await sqlOne<{ missing: number; extra: number }>(
			db,
			`SELECT (SELECT count(*) FROM search_texts WHERE seq NOT IN (SELECT id FROM ${table}_docsize)) AS missing,
				(SELECT count(*) FROM ${table}_docsize WHERE id NOT IN (SELECT seq FROM search_texts)) AS extra`,
		);
		missing = Math.max(missing, counts?.missing ?? 0);
		extra = Math.max(extra, counts?.extra ?? 0);
	}
	return damaged || missing > 0 || extra > 0 ? [{ kind: 'searchIndex', missing, extra, damaged }] : [];
}

function isOfIndex(detail: string): boolean {
	return SEARCH_TABLES.some((table) => detail.includes(table));
}
