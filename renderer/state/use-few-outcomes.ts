import { type Query, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OutcomeId } from '../../domain/ids.ts';

/** Opened outcomes whose answers are kept for a way back: some 35 KB each. */
const KEPT = 20;

/** The outcomes opened last, the newest first. */
let opened: readonly OutcomeId[] = [];

/**
 * Tells that an outcome is looked at, and forgets what was answered about those before the last {@link KEPT}. By time alone (TanStack's
 * five minutes) a supervisor with quick keys would hold hundreds of documents' words.
 */
export function useFewOutcomes(id: OutcomeId): void {
	const queries = useQueryClient();
	useEffect(() => {
		const all = [id, ...opened.filter((other) => other !== id)];
		opened = all.slice(0, KEPT);
		for (const old of all.slice(KEPT)) {
			queries.removeQueries({ predicate: (query) => isAbout(query, old) && query.getObserversCount() === 0 });
		}
	}, [queries, id]);
}

/** Whether a query's input names the outcome (the shape of oRPC's keys: path, then input). */
function isAbout({ queryKey: [, about] }: Query, id: OutcomeId): boolean {
	const input = typeof about === 'object' && about !== null && 'input' in about ? about.input : undefined;
	return typeof input === 'object' && input !== null && 'id' in input && input.id === id;
}
