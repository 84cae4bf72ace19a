import {
	backlog,
	countFailedUploads,
	countFields,
	countMoved,
	countMoves,
	countReturns,
	countTakenIn,
	type FigureQuery,
	type MoveCount,
	medianTook,
} from '../../db/index.ts';
import { type Actor, countsToward, vietnamWallTime } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** How many outcomes took each step. */
export type StepCounts = { readonly [S in Step]: number };
const STEPS = ['scanned', 'verified', 'submitted', 'approved', 'returned', 'stored'] as const;
type Step = (typeof STEPS)[number];

/** Days in the course that is drawn, today included. */
const COURSE_DAYS = 14;

/** The office's figures, and for a clerk the figures of what they digitized themselves. */
export type ShownFigures = {
	/** Days `YYYY-MM-DD`, +07:00: today, and the first of the month. */
	readonly today: string;
	readonly monthStart: string;
	readonly office: Figures;
	readonly mine?: Figures;
};

export type Figures = Awaited<ReturnType<typeof figuresOf>>;

/** Figures of the actor's units: counted, never a name or a paper. @throws {Fault} `notAllowed`. */
export async function showFigures(actor: Actor, core: Core): Promise<ShownFigures> {
	const { accountId, orgUnitScope: scope, roles } = permit(actor, 'showFigures');
	const today = vietnamWallTime(new Date(instantOf(core))).slice(0, 10);
	const monthStart = `${today.slice(0, 8)}01`;
	const time = { from: monthStart, to: today };
	const office = await figuresOf(core, { scope, ...time });
	if (!roles.includes('clerk')) return { today, monthStart, office };
	return { today, monthStart, office, mine: await figuresOf(core, { scope, clerkId: accountId, ...time }) };
}

async function figuresOf({ db }: Core, month: FigureQuery) {
	const { from, to: today } = month;
	const days = lastDays(today, COURSE_DAYS);
	const course = await countMoves(db, { ...month, from: days[0] ?? today });
	const [toSubmitted, toApproved, toStored] = [
		await medianTook(db, month, 'submitted'),
		await medianTook(db, month, 'approved'),
		await medianTook(db, month, 'stored'),
	];
	return {
		today: countsOn(course, today),
		month: stepCounts(await countMoved(db, month)),
		days: days.map((day) => ({ day, ...countsOn(course, day) })),
		backlog: await backlog(db, month),
		took: {
			...(toSubmitted !== undefined && { toSubmitted }),
			...(toApproved !== undefined && { toApproved }),
			...(toStored !== undefined && { toStored }),
		},
		returns: await countReturns(db, month, startOfDay(from)),
		fields: await countFields(db, month),
		digitized: digitizedShare(await countTakenIn(db, month)),
		failedUploads: await countFailedUploads(db, month),
	};
}

function countsOn(moves: readonly MoveCount[], day: string): StepCounts {
	return stepCounts(moves.filter((move) => move.day === day));
}

function stepCounts(moves: readonly Omit<MoveCount, 'day'>[]): StepCounts {
	const sum = (step: Step): number => moves.find(({ to }) => to === step)?.count ?? 0;
	return {
		scanned: sum('scanned'),
		verified: sum('verified'),
		submitted: sum('submitted'),
		approved: sum('approved'),
		returned: sum('returned'),
		stored: sum('stored'),
	};
}

/** How many of the month's papers count toward item 4.2 of QĐ 766/QĐ-TTg, and why the others do not. */
function digitizedShare(taken: Awaited<ReturnType<typeof countTakenIn>>) {
	const share = { counts: 0, noDossierCode: 0, notStored: 0 };
	for (const { state, dossier, count } of taken) {
		const verdict = countsToward(state, dossier === 1);
		if (verdict !== 'outside') share[verdict] += count;
	}
	return share;
}

function lastDays(today: string, count: number): readonly string[] {
	const end = Date.parse(`${today}T00:00:00Z`);
	return Array.from({ length: count }, (_, i) =>
		new Date(end - (count - 1 - i) * 86_400_000).toISOString().slice(0, 10),
	);
}

/** Midnight in Viet Nam, UTC, ISO 8601. */
function startOfDay(day: string): string {
	return new Date(`${day}T00:00:00+07:00`).toISOString();
}
