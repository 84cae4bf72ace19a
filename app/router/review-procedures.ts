import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/review.ts. */
export function reviewProcedures(_os: Implementer, _tools: Tools) {
	return {};
}
