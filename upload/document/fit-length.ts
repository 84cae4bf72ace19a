import type { FieldName } from '../../domain/index.ts';

/** A field that does not fit its column; `max`: characters. */
export type Misfit = { readonly field: FieldName; readonly max: number };

/** What did not fit: codes can't be cut, texts were. */
export type FitProblems = { readonly tooLong: readonly Misfit[]; readonly cut: readonly Misfit[] };

/** Takes values into columns of a greatest length (characters, not UTF-16 units) and keeps what did not fit. */
export function createFitter() {
	const tooLong: Misfit[] = [];
	const cut: Misfit[] = [];
	return {
		/** A code means something else once it is cut: it stays whole and is named. */
		code(field: Misfit['field'], value: string, max: number): string {
			if ([...value].length > max) tooLong.push({ field, max });
			return value;
		},
		/** A text is cut between words, and ends in `…`. */
		text(field: Misfit['field'], value: string, max: number): string {
			const letters = [...value];
			if (letters.length <= max) return value;
			cut.push({ field, max });
			const head = letters.slice(0, max - 1).join('');
			const space = head.lastIndexOf(' ');
			return `${(space > head.length / 2 ? head.slice(0, space) : head).trimEnd()}…`;
		},
		problems: (): FitProblems => ({ tooLong, cut }),
	};
}
