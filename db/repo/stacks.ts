import {
	type AccountId,
	Fault,
	type OrgUnitId,
	type OutcomeId,
	type PlannedPage,
	type Sha256,
	type Stack,
	type StackFileId,
	type StackId,
	type StackPage,
	type StackPageId,
	type VersionId,
} from '../../domain/index.ts';
import { type ReadableDb, run, sql, sqlOne, type WritableDb } from '../capability.ts';

/** How the first pages of a stack came. `aside`: they were left over from another stack. */
export type StackOrigin = 'scanner' | 'file' | 'folder' | 'outcome' | 'aside';

/** A stack as it is kept. */
export type StoredStack = Stack & {
	readonly orgUnitId: OrgUnitId;
	readonly clerkId: AccountId;
	readonly origin: StackOrigin;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
	readonly updatedAt: string;
};

/** A file as it came, and where it lies. `path`: relative to the data folder. `name`: as its sender called it. */
export type StackFile = {
	readonly id: StackFileId;
	readonly clerkId: AccountId;
	readonly path: string;
	readonly name: string;
	readonly sha256: Sha256;
	readonly pageCount: number;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
};

/** Where the picture of a page is: page `page` (from 0) of the file. */
export type StackPageSource = { readonly id: StackPageId; readonly file: StackFile; readonly page: number };

/** Adds an open stack. */
export async function insertStack(tx: WritableDb, stack: StoredStack): Promise<void> {
	await run(
		tx,
		`INSERT INTO stacks (id, org_unit_id, clerk_id, state, origin, bound, expected, pages, created_at, updated_at)
		VALUES (?, ?, ?, 'open', ?, ?, ?, ?, ?, ?)`,
		[
			stack.id,
			stack.orgUnitId,
			stack.clerkId,
			stack.origin,
			Number(stack.bound),
			stack.expected,
			JSON.stringify(stack.pages),
			stack.createdAt,
			stack.createdAt,
		],
	);
}

/** The open stacks of a clerk, oldest first. */
export async function openStacks(db: ReadableDb, clerkId: AccountId): Promise<readonly StoredStack[]> {
	const rows = await sql<StackColumns>(
		db,
		`SELECT ${STACK} FROM stacks WHERE clerk_id = ? AND state = 'open' ORDER BY id`,
		[clerkId],
	);
	return rows.map(toStack);
}

/** An open stack of the clerk. @throws {Fault} `stackMissing`. */
export async function getStack(db: ReadableDb, id: StackId, clerkId: AccountId): Promise<StoredStack> {
	const row = await sqlOne<StackColumns>(
		db,
		`SELECT ${STACK} FROM stacks WHERE id = ? AND clerk_id = ? AND state = 'open'`,
		[id, clerkId],
	);
	if (row === undefined) throw new Fault('stackMissing');
	return toStack(row);
}

/** Whose stack it is, also once it is finished; `undefined` when there is none. For start-up, which acts for nobody. */
export async function findStack(db: ReadableDb, id: StackId): Promise<(StoredStack & { open: boolean }) | undefined> {
	const row = await sqlOne<StackColumns & { state: string }>(db, `SELECT ${STACK}, state FROM stacks WHERE id = ?`, [
		id,
	]);
	return row && { ...toStack(row), open: row.state === 'open' };
}

/** Keeps what an edit made of a stack. */
export async function saveStack(tx: WritableDb, stack: Stack, at: string): Promise<void> {
	await run(tx, 'UPDATE stacks SET expected = ?, pages = ?, bound = ?, updated_at = ? WHERE id = ?', [
		stack.expected,
		JSON.stringify(stack.pages),
		Number(stack.bound),
		at,
		stack.id,
	]);
}

/** The stack is on its way to be outcomes. */
export async function closeStack(tx: WritableDb, id: StackId, at: string): Promise<void> {
	await run(tx, "UPDATE stacks SET state = 'finished', updated_at = ? WHERE id = ?", [at, id]);
}

/** Adds a file and its pages. The ids of these, in order, are the caller's. */
export async function insertStackFile(tx: WritableDb, file: StackFile, pages: readonly StackPageId[]): Promise<void> {
	await run(
		tx,
		`INSERT INTO stack_files (id, clerk_id, path, name, sha256, page_count, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		[file.id, file.clerkId, file.path, file.name, file.sha256, file.pageCount, file.createdAt],
	);
	for (const [page, id] of pages.entries()) {
		await run(tx, 'INSERT INTO stack_pages (id, file_id, page) VALUES (?, ?, ?)', [id, file.id, page]);
	}
}

/** Where these pages of the clerk are, in the order of the file and its pages. */
export async function pageSources(
	db: ReadableDb,
	ids: readonly StackPageId[],
	clerkId: AccountId,
): Promise<ReadonlyMap<StackPageId, StackPageSource>> {
	const rows = await sql<SourceColumns>(
		db,
		`SELECT p.id AS pageId, p.page, ${FILE} FROM stack_pages AS p JOIN stack_files AS f ON f.id = p.file_id
		WHERE p.id IN (SELECT value FROM json_each(?)) AND f.clerk_id = ? AND f.dropped = 0`,
		[JSON.stringify(ids), clerkId],
	);
	return new Map(rows.map(({ pageId, page, ...file }) => [pageId, { id: pageId, page, file }]));
}

/** Whether a file lies under this path that is known already. */
export async function isStackFile(db: ReadableDb, path: string): Promise<boolean> {
	return (await sqlOne(db, 'SELECT 1 FROM stack_files WHERE path = ? AND dropped = 0', [path])) !== undefined;
}

/** Whether the clerk has these bytes in hand: some page of them is in no outcome yet. */
export async function isInHand(db: ReadableDb, sha256: Sha256, clerkId: AccountId): Promise<boolean> {
	const row = await sqlOne(
		db,
		`SELECT 1 FROM stack_files AS f JOIN stack_pages AS p ON p.file_id = f.id
		WHERE f.clerk_id = ? AND f.sha256 = ? AND p.kept_by IS NULL LIMIT 1`,
		[clerkId, sha256],
	);
	return row !== undefined;
}

/** These pages are among the originals of an outcome now. */
export async function keepPages(tx: WritableDb, ids: readonly StackPageId[], outcomeId: OutcomeId): Promise<void> {
	await run(tx, 'UPDATE stack_pages SET kept_by = ? WHERE id IN (SELECT value FROM json_each(?))', [
		outcomeId,
		JSON.stringify(ids),
	]);
}

/** Files of which every page is kept with an outcome: a copy of them may go. */
export async function filesKept(db: ReadableDb): Promise<readonly StackFile[]> {
	return sql<StackFile>(
		db,
		`SELECT ${FILE} FROM stack_files AS f WHERE f.dropped = 0
		AND NOT EXISTS (SELECT 1 FROM stack_pages AS p WHERE p.file_id = f.id AND p.kept_by IS NULL)`,
	);
}

/** These files are not needed on the desk any more. @returns their pages. */
export async function dropFiles(tx: WritableDb, ids: readonly StackFileId[]): Promise<readonly StackPageId[]> {
	const values = [JSON.stringify(ids)];
	await run(tx, 'UPDATE stack_files SET dropped = 1 WHERE id IN (SELECT value FROM json_each(?))', values);
	const text = 'SELECT id FROM stack_pages WHERE file_id IN (SELECT value FROM json_each(?))';
	return (await sql<{ id: StackPageId }>(tx, text, values)).map((row) => row.id);
}

/** A step that can be undone or done again. */
export type StoredStep = { readonly seq: number; readonly before: readonly Stack[]; readonly after: readonly Stack[] };

/** Steps of a clerk that are kept: more than anybody goes back. */
const STEPS_KEPT = 200;

/** Keeps a step; what was undone before it can't be done again any more. */
export async function addStep(tx: WritableDb, clerkId: AccountId, step: Omit<StoredStep, 'seq'>): Promise<void> {
	await run(tx, 'DELETE FROM stack_steps WHERE clerk_id = ? AND undone = 1', [clerkId]);
	await run(tx, 'INSERT INTO stack_steps (clerk_id, before, after) VALUES (?, ?, ?)', [
		clerkId,
		JSON.stringify(step.before),
		JSON.stringify(step.after),
	]);
	await run(
		tx,
		`DELETE FROM stack_steps WHERE clerk_id = ? AND seq <= (
			SELECT seq FROM stack_steps WHERE clerk_id = ? ORDER BY seq DESC LIMIT 1 OFFSET ${STEPS_KEPT}
		)`,
		[clerkId, clerkId],
	);
}

/** The step that is undone next (`undone` false: the newest done one) or done again next (true: the oldest undone one). */
export async function nextStep(db: ReadableDb, clerkId: AccountId, undone: boolean): Promise<StoredStep | undefined> {
	const order = undone ? 'ASC' : 'DESC';
	const row = await sqlOne<StepColumns>(
		db,
		`SELECT seq, before, after FROM stack_steps WHERE clerk_id = ? AND undone = ? ORDER BY seq ${order} LIMIT 1`,
		[clerkId, Number(undone)],
	);
	return row && toStep(row);
}

/** Marks a step as undone, or done again. */
export async function markStep(tx: WritableDb, seq: number, undone: boolean): Promise<void> {
	await run(tx, 'UPDATE stack_steps SET undone = ? WHERE seq = ?', [Number(undone), seq]);
}

/** Forgets the steps that have to do with a stack: it has left the table. */
export async function forgetSteps(tx: WritableDb, clerkId: AccountId, id: StackId): Promise<void> {
	const rows = await sql<StepColumns>(tx, 'SELECT seq, before, after FROM stack_steps WHERE clerk_id = ?', [clerkId]);
	const steps = rows.map((row) => ({ seq: row.seq, ids: toStep(row).after.map((stack) => stack.id) }));
	const linked = new Set([id]);
	for (let size = 0; size !== linked.size; ) {
		size = linked.size;
		for (const { ids } of steps) if (ids.some((one) => linked.has(one))) for (const one of ids) linked.add(one);
	}
	const gone = steps.filter(({ ids }) => ids.some((one) => linked.has(one))).map(({ seq }) => seq);
	await run(tx, 'DELETE FROM stack_steps WHERE seq IN (SELECT value FROM json_each(?))', [JSON.stringify(gone)]);
}

/** Keeps what a clerk decided about the pages of a version. */
export async function insertVersionPlan(tx: WritableDb, id: VersionId, pages: readonly PlannedPage[]): Promise<void> {
	await run(tx, 'INSERT INTO version_plans (version_id, pages) VALUES (?, ?)', [id, JSON.stringify(pages)]);
}

/** The plan of a version; `undefined`: its originals are the document as they came. */
export async function versionPlan(db: ReadableDb, id: VersionId): Promise<readonly PlannedPage[] | undefined> {
	const row = await sqlOne<{ pages: string }>(db, 'SELECT pages FROM version_plans WHERE version_id = ?', [id]);
	return row && (JSON.parse(row.pages) as readonly PlannedPage[]);
}

type StackColumns = Omit<StoredStack, 'pages' | 'bound'> & { readonly pages: string; readonly bound: number };
type SourceColumns = StackFile & { readonly pageId: StackPageId; readonly page: number };
type StepColumns = { readonly seq: number; readonly before: string; readonly after: string };

const STACK = `id, org_unit_id AS orgUnitId, clerk_id AS clerkId, origin, bound, expected, pages, created_at AS createdAt,
	updated_at AS updatedAt`;
const FILE = `f.id, f.clerk_id AS clerkId, f.path, f.name, f.sha256, f.page_count AS pageCount, f.created_at AS createdAt`;

function toStack({ pages, bound, ...row }: StackColumns): StoredStack {
	const { id, orgUnitId, clerkId, origin, expected, createdAt, updatedAt } = row;
	const list = JSON.parse(pages) as readonly StackPage[];
	return { id, orgUnitId, clerkId, origin, expected, createdAt, updatedAt, bound: bound === 1, pages: list };
}

function toStep({ seq, before, after }: StepColumns): StoredStep {
	return { seq, before: JSON.parse(before) as readonly Stack[], after: JSON.parse(after) as readonly Stack[] };
}
