import type { Suggestion } from '../../contract/index.ts';
import { fold } from '../../domain/text/fold.ts';

/** Most offers at once: more is no longer a choice but a list to read. */
const MOST = 8;

/** The offers that hold what is typed, whatever its accents and capitals: those that begin with it first. */
export function offersFor(suggestions: readonly Suggestion[], typed: string): readonly Suggestion[] {
	const wanted = fold(typed.trim());
	const held = suggestions
		.filter(({ value }) => value !== typed.trim())
		.map((one) => ({ one, at: fold(one.value).indexOf(wanted) }))
		.filter(({ at }) => at >= 0);
	return [...held.filter(({ at }) => at === 0), ...held.filter(({ at }) => at > 0)]
		.slice(0, MOST)
		.map(({ one }) => one);
}
