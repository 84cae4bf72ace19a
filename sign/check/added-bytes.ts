import type { Section } from '../pdf/cross-reference.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { readObjectAt } from '../pdf/indirect-object.ts';
import { PdfParser } from '../pdf/parser.ts';

type Span = { readonly start: number; readonly end: number };

/** Whether only white space and comments stand between two offsets. */
export function isBlank(bytes: Buffer, start: number, end: number): boolean {
	const parser = new PdfParser(bytes, start, end);
	parser.skipSpace();
	return parser.at >= end;
}

/** Whether a gap between objects holds nothing, or a `startxref` with its number. */
function isIdle(bytes: Buffer, start: number, end: number): boolean {
	const parser = new PdfParser(bytes, start, end);
	if (parser.takeWord('startxref')) parser.takeCount();
	parser.skipSpace();
	return parser.at >= end;
}

/**
 * The cross-reference sections that `after` has and `before` has not, newest first; `undefined` when `after` does not go on from
 * `before`, or says something of it from within its bytes.
 */
export function addedSections(before: PdfDocument, after: PdfDocument): readonly Section[] | undefined {
	const last = before.sections[0]?.start;
	const at = after.sections.findIndex(({ start }) => start === last);
	if (at < 0) return undefined;
	const added = after.sections.slice(0, at);
	const parts = added.flatMap(({ hybrid, ...section }) => (hybrid === undefined ? [section] : [section, hybrid]));
	return parts.every(({ start }) => start >= before.end) ? added : undefined;
}

/**
 * Whether every byte that was added belongs to an object or a cross-reference that the added sections name. What lies between
 * could come to light in a reader that repairs files by looking for objects.
 */
export function isAccountedFor(before: PdfDocument, after: PdfDocument, added: readonly Section[]): boolean {
	const { bytes } = after;
	const lengthOf = (value: Parameters<PdfDocument['resolve']>[0]) => {
		const length = after.resolve(value);
		return typeof length === 'number' ? length : undefined;
	};
	const spans: Span[] = [];
	for (const section of added) {
		spans.push(section, ...(section.hybrid === undefined ? [] : [section.hybrid]));
		for (const location of section.entries.values()) {
			if (location.kind !== 'offset' || location.offset < before.end) continue;
			spans.push(readObjectAt(bytes, location.offset, after.end, lengthOf));
		}
	}
	let at = before.end;
	for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
		if (start > at && !isIdle(bytes, at, start)) return false;
		at = Math.max(at, end);
	}
	return isIdle(bytes, at, after.end);
}
