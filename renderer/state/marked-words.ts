import type { AccountId, OutcomeId } from '../../domain/ids.ts';
import { createStore, useStore } from './store.ts';

type Marked = { readonly whose?: AccountId; readonly words: ReadonlyMap<OutcomeId, string> };

const MARKED = createStore<Marked>({ words: new Map() });

/**
 * Keeps what is to be marked on the pages of an outcome. In memory alone, until the page goes or somebody else sits down: the words can
 * be a citizen's name, and a URL stays in the browser's history.
 */
export function markWords(whose: AccountId, id: OutcomeId, words: string): void {
	const marked = MARKED.get();
	const known = marked.whose === whose ? marked.words : [];
	MARKED.set({ whose, words: new Map([...known, [id, words]]) });
}

/** What is to be marked on the pages of an outcome; nothing for anybody else's words. */
export function useMarkedWords(whose: AccountId, id: OutcomeId): string {
	const { whose: keeper, words } = useStore(MARKED);
	return (keeper === whose && words.get(id)) || '';
}
