import { boundMarks } from './nfc.ts';

let collator: Intl.Collator | undefined;

/** The collator, made at first use: ICU takes milliseconds to load its rules. */
function vietnamese(): Intl.Collator {
	collator ??= new Intl.Collator('vi');
	return collator;
}

/** Alphabetical order of Vietnamese: a ă â b … d đ e ê …, tones ngang huyền hỏi ngã sắc nặng. For `sort`. */
export function compareVietnamese(a: string, b: string): number {
	return vietnamese().compare(boundMarks(a), boundMarks(b));
}

type NameParts = { readonly given: string; readonly middle: string; readonly family: string };

function partsOf(name: string): NameParts {
	const words = name.trim().split(/\s+/);
	return {
		given: words.at(-1) ?? '',
		middle: words.slice(1, -1).join(' '),
		family: words.length > 1 ? (words[0] ?? '') : '',
	};
}

/** Order of name lists as clerks expect it: given name (last word), then middle names, then family name. For `sort`. */
export function compareByGivenName(a: string, b: string): number {
	const left = partsOf(a);
	const right = partsOf(b);
	return (
		compareVietnamese(left.given, right.given) ||
		compareVietnamese(left.middle, right.middle) ||
		compareVietnamese(left.family, right.family)
	);
}
