import { run } from '../../../db/capability.ts';
import {
	addMachineReadings,
	appendAudit,
	beginJob,
	type Db,
	enqueueJob,
	failJob,
	finishJob,
	indexOutcome,
	insertFile,
	insertOutcome,
	insertReceipt,
	insertRecognition,
	insertVersion,
	issueCodes,
	keepReviewFigures,
	newId,
	type WritableDb,
} from '../../../db/index.ts';
import {
	deviationOf,
	docCodePrefix,
	Fault,
	type FileId,
	type OrgUnitId,
	type Outcome,
	type OutcomeId,
	type ReceiptId,
	type ReviewFigures,
	toFaultRecord,
	type VersionId,
} from '../../../domain/index.ts';
import { type Dice, dice, type InventedPaper, inventedPaper } from './invented.ts';
import { type Cast, courseTo, type Goal, goalOf, inventedSha256, type Station } from './state-course.ts';

/** Who works in the office, and in which of its units papers come in. */
export type Staff = Cast & {
	readonly clerks: readonly [Cast['clerk'], ...Cast['clerk'][]];
	readonly units: readonly [OrgUnitId, ...OrgUnitId[]];
};

/** Outcomes in one transaction. */
const BATCH = 500;
/** Since when the office has worked: the oldest outcome came in so long ago, ms. */
const AGE_MS = 5 * 365 * 86_400_000;
const AGENCY = 'H14.01';
/** Nothing here may be sent anywhere while something is measured. */
const NEVER = '2099-01-01T00:00:00.000Z';

/** Adds `count` invented outcomes, the oldest first, with all rows that the real way leaves; only their files are not there. */
export async function fillOffice(
	db: Db,
	staff: Staff,
	count: number,
	now: Date,
	onDone: (done: number) => void,
): Promise<void> {
	const chance = dice(2026);
	for (let n = 0; n < count; n += BATCH) {
		const until = Math.min(count, n + BATCH);
		await db.write(async (tx) => {
			for (let i = n; i < until; i += 1) await addOne(tx, chance, staff, { n: i, count, now });
		});
		onDone(until);
	}
}

type Turn = { readonly n: number; readonly count: number; readonly now: Date };

async function addOne(tx: WritableDb, chance: Dice, staff: Staff, { n, count, now }: Turn): Promise<void> {
	const paper = inventedPaper(chance, n, now.toISOString().slice(0, 10));
	const nth = count - 1 - n;
	const goal = goalOf(nth);
	// Papers come in faster year by year; the last 2,000 within the last week, so that the way they took lies in the past too.
	const ago = nth < 2_000 ? 2 * 86_400_000 + nth * 200_000 : 8 * 86_400_000 + AGE_MS * (nth / count) ** 2;
	const begin = now.getTime() - ago;
	const cast = { ...staff, clerk: chance.of(staff.clerks) };
	const outcome = await addPaper(tx, paper, cast.clerk, chance.of(staff.units), new Date(begin).toISOString());
	const receiptId = newId<ReceiptId>();
	const codes = await codesFor(tx, goal, outcome.outcome, paper, begin);
	const { id } = outcome.outcome;
	const document = { sha256: inventedSha256(id), byteLength: 180_000, conformance: 'made' } as const;
	const stations = courseTo(goal, { id, document, begin, receiptId, codes }, cast, chance);
	for (const station of stations) await moveTo(tx, id, station, cast);
	await addTraces(tx, chance, goal, outcome, paper, stations, receiptId);
}

type Added = { readonly outcome: Outcome; readonly versionId: VersionId };

async function addPaper(
	tx: WritableDb,
	{ kind, fields, body, pageCount }: InventedPaper,
	clerkId: Cast['clerk'],
	orgUnitId: OrgUnitId,
	at: string,
): Promise<Added> {
	const id = newId<OutcomeId>();
	const versionId = newId<VersionId>();
	const original = inventedSha256(`original ${id}`);
	const state = { kind: 'scanned', originals: [original], pageCount } as const;
	const outcome = await insertOutcome(tx, { id, orgUnitId, clerkId, kind, state, createdAt: at });
	await insertVersion(tx, {
		id: versionId,
		outcomeId: id,
		number: 1,
		originalSha256: original,
		pageCount,
		createdAt: at,
	});
	for (const [role, sha256] of [
		['original', original],
		['document', inventedSha256(id)],
		['recognition', original],
	] as const) {
		const path = `outcomes/${at.slice(0, 7)}/${id}/${role}`;
		await insertFile(tx, {
			id: newId<FileId>(),
			outcomeId: id,
			versionId,
			role,
			path,
			sha256,
			byteLength: 180_000,
			createdAt: at,
		});
	}
	await insertRecognition(tx, { versionId, kind: { value: kind, confidence: 0.97 }, warnings: [], at });
	await addMachineReadings(tx, id, versionId, fields, at);
	await indexOutcome(tx, id, body);
	return { outcome, versionId };
}

async function codesFor(tx: WritableDb, goal: Goal, { id, kind }: Outcome, { fields }: InventedPaper, begin: number) {
	if (!['coded', 'agencySigned', 'uploadFailed', 'stored'].includes(goal)) return { outcomeCode: '', docCode: '' };
	const outcomeCodePrefix = `${fields.ownerIdNumber?.value ?? ''}.KQ.G14.000031.${fields.documentNumber?.value ?? ''}.{NN}`;
	const request = { outcomeId: id, outcomeCodePrefix, docCodePrefix: docCodePrefix(AGENCY, kind), version: 1 };
	return issueCodes(tx, request, new Date(begin).toISOString());
}

/** As `updateOutcome` writes it; the tables' own triggers count the move. */
export async function moveTo(
	tx: WritableDb,
	id: OutcomeId,
	{ state, at }: Station,
	{ supervisor, clerk }: Cast,
): Promise<void> {
	await run(tx, 'UPDATE outcomes SET state = ?, state_data = ?, revision = revision + 1, updated_at = ? WHERE id = ?', [
		state.kind,
		JSON.stringify(state),
		at,
		id,
	]);
	const steps = { submitted: ['submit', clerk], approved: ['approve', supervisor], stored: ['store', clerk] } as const;
	if (state.kind !== 'submitted' && state.kind !== 'approved' && state.kind !== 'stored') return;
	const [event, accountId] = steps[state.kind];
	const moved = { kind: 'outcomeMoved', outcomeId: id, event, to: state.kind } as const;
	await appendAudit(tx, { kind: 'account', accountId }, moved, at);
}

/** What an outcome's way leaves beside its own row: the supervisors' figures, the upload's job, the receipt. */
async function addTraces(
	tx: WritableDb,
	chance: Dice,
	goal: Goal,
	{ outcome, versionId }: Added,
	{ fields }: InventedPaper,
	stations: readonly Station[],
	receiptId: ReceiptId,
): Promise<void> {
	const { id } = outcome;
	const submitted = stations.find(({ state }) => state.kind === 'submitted');
	if (submitted !== undefined) {
		const figures = inventedFigures(chance);
		const kept = Object.fromEntries(
			Object.keys(fields).map((field) => [field, chance.below(20) > 0 ? 'kept' : 'corrected'] as const),
		);
		await keepReviewFigures(tx, outcome, {
			figures,
			score: deviationOf(figures).score,
			fields: kept,
			day: submitted.at.slice(0, 10),
		});
	}
	const at = stations.at(-1)?.at ?? outcome.createdAt;
	const job = { kind: 'upload', subjectId: id, payload: {} };
	if (goal === 'agencySigned') await enqueueJob(tx, { ...job, notBefore: NEVER }, at);
	if (goal === 'uploadFailed')
		await failJob(tx, await beginJob(tx, job, at), toFaultRecord(new Fault('repositoryUntrue')), at);
	if (goal !== 'stored') return;
	await finishJob(tx, await beginJob(tx, job, at), at);
	await insertReceipt(tx, {
		id: receiptId,
		outcomeId: id,
		versionId,
		destination: 'folder:/kho',
		idempotencyKey: id,
		documentSha256: inventedSha256(id),
		answer: { reference: id, reconciled: false },
		auditHead: { seq: 1, hash: inventedSha256('head') },
		receivedAt: at,
	});
}

function inventedFigures(chance: Dice): ReviewFigures {
	const rarely = (n: number): number => (chance.below(n) === 0 ? 1 + chance.below(2) : 0);
	return {
		lowestConfidence: 0.72 + chance.below(28) / 100,
		lowestField: 'ownerName',
		corrected: rarely(4),
		typed: rarely(8),
		maxSkewDeg: chance.below(30) / 10,
		blurredPages: rarely(30),
		darkPages: rarely(40),
		blankPages: rarely(20),
		unreadPages: 0,
		missingPages: rarely(60),
		warnings: rarely(10),
		signature: 'valid',
		returns: rarely(25),
	};
}
