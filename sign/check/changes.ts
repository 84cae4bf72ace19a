import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Section } from '../pdf/cross-reference.ts';
import type { FoundObject, PdfDocument } from '../pdf/document.ts';
import { entry, isName, isStream } from '../pdf/values.ts';
import { refsWithPath, sameValue } from './same-value.ts';

/** A place that refers to an object: the referring object's number (0: the trailer) and the keys on the way. */
export type Edge = { readonly from: number; readonly path: string };

/** What an update changed. */
export type Changes = {
	/** Objects that were there and say something else now, by number. */
	readonly overridden: ReadonlyMap<number, { readonly before: FoundObject; readonly after: FoundObject }>;
	/** Numbers of objects that were not there before. */
	readonly fresh: ReadonlySet<number>;
	/** Who refers to a changed or watched object, in the new state of the document. */
	readonly edges: ReadonlyMap<number, readonly Edge[]>;
};

/** Objects looked at while checking one file; a file of 100,000 pages with two signatures needs about 600,000. */
const MAX_VISITS = 5_000_000;
/** Objects between two pauses for the event loop: about 5 ms. */
const TURN = 2000;

/** Counts the objects looked at for one report, so that a hostile file costs bounded time. */
export type Visits = { left: number };

export function newVisits(): Visits {
	return { left: MAX_VISITS };
}

/** Cross-reference and object streams: what they hold is compared object by object. */
function isContainer({ value }: FoundObject): boolean {
	const type = isStream(value) ? entry(value.dict, 'Type') : undefined;
	return isName(type, 'XRef') || isName(type, 'ObjStm');
}

function changedNumbers(before: PdfDocument, after: PdfDocument, added: readonly Section[]) {
	const overridden = new Map<number, { before: FoundObject; after: FoundObject }>();
	const fresh = new Set<number>();
	for (const number of new Set(added.flatMap(({ entries }) => [...entries.keys()]))) {
		const [was, is] = [before.object(number), after.object(number)];
		if (was === undefined) {
			if (is !== undefined) fresh.add(number);
		} else if (is === undefined) return undefined;
		else if (!sameValue(was.value, is.value, after.bytes)) overridden.set(number, { before: was, after: is });
	}
	return { overridden, fresh };
}

/**
 * Compares two revisions object by object.
 *
 * @returns `undefined` when an object was taken away, or there is more to look at than {@link Visits} allow.
 */
export async function findChanges(
	before: PdfDocument,
	after: PdfDocument,
	added: readonly Section[],
	watched: ReadonlySet<number>,
	visits: Visits,
): Promise<Changes | undefined> {
	const changed = changedNumbers(before, after, added);
	if (changed === undefined) return undefined;
	const { overridden, fresh } = changed;
	const edges = new Map<number, Edge[]>();
	const note = (from: number, value: Parameters<typeof refsWithPath>[0]) => {
		for (const { number, path } of refsWithPath(value)) {
			if (!overridden.has(number) && !fresh.has(number) && !watched.has(number)) continue;
			const known = edges.get(number);
			if (known === undefined) edges.set(number, [{ from, path }]);
			else known.push({ from, path });
		}
	};
	note(0, after.trailer);
	let seen = 0;
	for (const [number, location] of after.locations) {
		if (location.kind === 'free') continue;
		if (visits.left-- <= 0) return undefined;
		if (++seen % TURN === 0) await nextTurn();
		const found = after.object(number);
		if (found !== undefined && !isContainer(found)) note(number, found.value);
	}
	return { overridden, fresh, edges };
}
