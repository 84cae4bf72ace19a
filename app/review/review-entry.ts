import { posix } from 'node:path';
import { currentReadingsOf, keepReviewFigures, listAccounts, type ReviewRow } from '../../db/index.ts';
import {
	type AccountActor,
	type AccountId,
	type DeviationReason,
	deviationOf,
	documentOf,
	FIELD_NAMES,
	type FieldName,
	isFault,
	type OutcomeId,
	type OutcomeKind,
	type ReviewFigures,
} from '../../domain/index.ts';
import type { Core } from '../core.ts';
import { gatherFigures } from './gather-figures.ts';

/** What a supervisor sees of a submitted outcome before it is opened. */
export type ReviewEntry = {
	readonly id: OutcomeId;
	readonly kind: OutcomeKind;
	readonly revision: number;
	readonly values: { readonly [F in FieldName]?: string };
	/** The original's file name. */
	readonly sourceName: string;
	readonly pageCount: number;
	readonly submittedBy: string;
	/** UTC, ISO 8601. */
	readonly submittedAt: string;
	/** The sum of the reasons' points; absent while nobody could look into its files. */
	readonly score?: number;
	/** What is odd, the worst first. */
	readonly reasons: readonly DeviationReason[];
	/** The least certain of the fields that stand as the machine read them. */
	readonly lowestField?: FieldName;
	/** Submitted by whoever asks: somebody else must approve it. */
	readonly own: boolean;
	/** Whether whoever asks has had it on the screen; `changed`: not as it is now. */
	readonly seen: 'no' | 'yes' | 'changed';
};

/** Figures gathered for one call at most: what was submitted before they were kept is caught up with bit by bit. */
const MAX_GATHERED = 20;

/** Queue rows as the actor sees them; figures that are missing are gathered and kept. */
export async function reviewEntries(
	core: Core,
	actor: AccountActor,
	rows: readonly ReviewRow[],
): Promise<readonly ReviewEntry[]> {
	const readings = await currentReadingsOf(
		core.db,
		rows.map(({ outcome }) => outcome.id),
	);
	const names = new Map((await listAccounts(core.db)).map(({ id, name }) => [id, name]));
	const entries: ReviewEntry[] = [];
	let gathered = 0;
	for (const row of rows) {
		let { figures } = row;
		if (figures === undefined && gathered < MAX_GATHERED) {
			gathered += 1;
			figures = await catchUp(core, row);
		}
		entries.push(entryOf(row, figures, readings.get(row.outcome.id) ?? {}, { actor, names }));
	}
	return entries;
}

async function catchUp(core: Core, { outcome }: ReviewRow): Promise<ReviewFigures | undefined> {
	try {
		const gathered = await gatherFigures(core, outcome, outcome.updatedAt);
		await core.db.write((tx) => keepReviewFigures(tx, outcome, gathered));
		return gathered.figures;
	} catch (error) {
		// A file that is lost stops its own approval, not the whole queue.
		if (!isFault(error)) throw error;
		return undefined;
	}
}

type Readings = { readonly [F in FieldName]?: { readonly value: string } };
type Asked = { readonly actor: AccountActor; readonly names: ReadonlyMap<AccountId, string> };

function entryOf(
	{ outcome, look, pageCount, originalPath }: ReviewRow,
	figures: ReviewFigures | undefined,
	readings: Readings,
	{ actor, names }: Asked,
): ReviewEntry {
	const { id, kind, revision, state } = outcome;
	if (state.kind !== 'submitted') throw new Error('The queue holds submitted outcomes only');
	const { by, at } = state.submission;
	const deviation = figures && deviationOf(figures);
	const same = look?.revision === revision && look.sha256 === documentOf(state)?.sha256;
	return {
		id,
		kind,
		revision,
		values: Object.fromEntries(FIELD_NAMES.flatMap((field) => pair(field, readings[field]))),
		sourceName: posix.basename(originalPath),
		pageCount,
		submittedBy: names.get(by) ?? by,
		submittedAt: at,
		...(deviation !== undefined && { score: deviation.score }),
		reasons: deviation?.reasons ?? [],
		...(figures?.lowestField !== undefined && { lowestField: figures.lowestField }),
		own: by === actor.accountId,
		seen: look === undefined ? 'no' : same ? 'yes' : 'changed',
	};
}

function pair(field: FieldName, reading: Readings[FieldName]): readonly (readonly [FieldName, string])[] {
	return reading === undefined ? [] : [[field, reading.value]];
}
