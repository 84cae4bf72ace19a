import type { KindReading, OutcomeKind } from '../../domain/outcome-kinds.ts';
import { legibilityOf } from './candidate.ts';
import type { Head } from './letterhead.ts';

const LETTER = /^\W{0,2}(?:v\s?[/\\1li|]\s?v\b|kinh gui)/;

/** Loại giấy tờ: the title names it; a letter (công văn) has none, but has "V/v" or "Kính gửi" in its head. */
export function readKind(head: Head | undefined): KindReading {
	if (head === undefined) return { value: 'other', confidence: 0 };
	const { title } = head;
	if (title !== undefined) {
		const certainty = title.edits === 0 ? 0.99 : 0.93;
		const words = title.segments.flatMap((segment) => segment.words);
		// The title matched a closed list, so weakly read words weigh less than elsewhere.
		const legibility = Math.sqrt(legibilityOf(words));
		return { value: title.kind, confidence: Math.round(certainty * legibility * 1000) / 1000 };
	}
	const isLetter = head.motto !== undefined || head.republic !== undefined;
	if (isLetter && head.view.segments.some((segment) => segment.top < 0.5 && LETTER.test(segment.folded))) {
		return { value: 'officialLetter', confidence: 0.95 };
	}
	return { value: 'other', confidence: 0.5 };
}

/** The kind alone. */
export function kindOf(head: Head | undefined): OutcomeKind {
	return readKind(head).value;
}
