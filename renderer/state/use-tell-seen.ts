import { type RefObject, useCallback, useEffect } from 'react';
import type { OutcomeId } from '../../domain/ids.ts';
import { client } from '../client.ts';

/**
 * Says that an outcome stands on the screen; the core keeps it once in a sitting. What was fetched beforehand is in the log through
 * this alone. A host that is gone has its own notice, and whatever comes back is asked for again, which the core logs too.
 */
export function useTellShown(id: OutcomeId): void {
	useEffect(() => tell(id), [id]);
}

/** Says which page's picture stands on the screen, once it does; also to `onSeen`. */
export function useTellPage(id: OutcomeId, onSeen: ((page: number) => void) | undefined): (page: number) => void {
	return useCallback(
		(page: number) => {
			tell(id, page);
			onSeen?.(page);
		},
		[id, onSeen],
	);
}

/** Says that a part of a page is on the screen, once it has come into view. */
export function useTellPart(part: RefObject<Element | null>, id: OutcomeId, page: number | undefined): void {
	useEffect(() => {
		const element = part.current;
		if (element === null || page === undefined) return;
		const watcher = new IntersectionObserver((entries) => {
			if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
			watcher.disconnect();
			tell(id, page);
		});
		watcher.observe(element);
		return () => watcher.disconnect();
	}, [part, id, page]);
}

function tell(id: OutcomeId, page?: number): void {
	void client.outcomes.seen(page === undefined ? { id } : { id, page }).catch(() => undefined);
}
