import { createHash } from 'node:crypto';
import {
	type AccountId,
	type Act,
	asSha256,
	type DocumentRevision,
	type OutcomeCodes,
	type OutcomeId,
	type OutcomeState,
	type OutcomeStateKind,
	type ReceiptId,
	type Sha256,
	type SignatureAct,
} from '../../../domain/index.ts';
import type { Dice } from './invented.ts';

/** Who acts on an outcome. */
export type Cast = { readonly clerk: AccountId; readonly supervisor: AccountId; readonly registrar: AccountId };

/** Where an invented outcome has come to. */
export type Goal = Extract<
	OutcomeStateKind,
	| 'recognized'
	| 'clerkSigned'
	| 'verified'
	| 'submitted'
	| 'coded'
	| 'agencySigned'
	| 'uploadFailed'
	| 'stored'
	| 'discarded'
>;

/** What lies at the end of the way, newest first, in a centre that is some days behind: counts of outcomes. Everything older is stored. */
const OPEN: readonly (readonly [Goal, number])[] = [
	['recognized', 400],
	['clerkSigned', 200],
	['verified', 100],
	['submitted', 600],
	['coded', 400],
	['agencySigned', 300],
	['uploadFailed', 40],
];

/** Where the n-th newest outcome (from 0) has come to; one in fifty of the older ones was a mis-scan. */
export function goalOf(nthNewest: number): Goal {
	let after = 0;
	for (const [goal, count] of OPEN) {
		after += count;
		if (nthNewest < after) return goal;
	}
	return nthNewest % 50 === 0 ? 'discarded' : 'stored';
}

/** A state, and when it was reached (UTC, ISO 8601). */
export type Station = { readonly state: OutcomeState; readonly at: string };

/** A hash that belongs to no bytes. */
export function inventedSha256(text: string): Sha256 {
	return asSha256(createHash('sha256').update(text).digest('hex'));
}

/** What a way is about. `begin`: ms since 1970. */
export type Way = {
	readonly id: OutcomeId;
	readonly document: DocumentRevision;
	readonly begin: number;
	readonly receiptId: ReceiptId;
	readonly codes: OutcomeCodes;
};

/** The states that an outcome goes through from `recognized` on to its goal, minutes to hours apart. */
export function courseTo(
	goal: Goal,
	way: Way,
	{ clerk, supervisor, registrar }: Cast,
	chance: Dice,
): readonly Station[] {
	const { id, document } = way;
	let now = way.begin;
	const at = (minutes: number): string => {
		now += (1 + chance.below(minutes)) * 60_000;
		return new Date(now).toISOString();
	};
	const act = (by: AccountId, minutes: number): Act => ({ by, at: at(minutes) });
	const signed = (by: AccountId, minutes: number): SignatureAct => ({
		...act(by, minutes),
		certificate: inventedSha256(by),
	});
	const stations: Station[] = [];
	const go = (state: OutcomeState): boolean => {
		stations.push({ state, at: new Date(now).toISOString() });
		return state.kind === goal;
	};
	if (goal === 'discarded') {
		go({ kind: 'discarded', act: act(clerk, 30), reason: 'Quét nhầm' });
		return stations;
	}
	if (go({ kind: 'recognized', document })) return stations;
	const signature = signed(clerk, 20);
	if (go({ kind: 'clerkSigned', document, signature })) return stations;
	const verification = act(clerk, 20);
	if (go({ kind: 'verified', document, signature, verification })) return stations;
	const submitted = { document, signature, verification, submission: act(clerk, 20) };
	if (go({ kind: 'submitted', ...submitted })) return stations;
	const approved = {
		...submitted,
		approval: { ...act(supervisor, 480), sha256: document.sha256, byteLength: document.byteLength },
	};
	go({ kind: 'approved', ...approved });
	const coded = { ...approved, codes: way.codes };
	if (go({ kind: 'coded', ...coded })) return stations;
	const sealed = { ...coded, agencySignature: signed(registrar, 240) };
	if (go({ kind: 'agencySigned', ...sealed })) return stations;
	at(5);
	if (goal === 'uploadFailed') go({ kind: 'uploadFailed', ...sealed, idempotencyKey: id, fault: 'repositoryUntrue' });
	else go({ kind: 'stored', ...sealed, receiptId: way.receiptId });
	return stations;
}
