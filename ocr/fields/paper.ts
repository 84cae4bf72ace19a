import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import { type Flow, toFlow } from './flow.ts';
import { findHead, type Head } from './letterhead.ts';
import { findSignature, type SignatureBlock } from './signature-block.ts';
import type { PageView } from './view.ts';

/** What every rule is given: the pages, and where the parts of the paper lie. */
export type Paper = {
	readonly views: readonly PageView[];
	/** Each page's text as one line, in the order of `views`. */
	readonly flows: readonly Flow[];
	readonly head: Head | undefined;
	readonly signature: SignatureBlock | undefined;
	readonly kind: OutcomeKind;
};

/** Finds the parts of a paper; the kind is set by the caller. */
export function toPaper(views: readonly PageView[], kindOf: (head: Head | undefined) => OutcomeKind): Paper {
	const head = findHead(views);
	return { views, flows: views.map(toFlow), head, signature: findSignature(views), kind: kindOf(head) };
}
