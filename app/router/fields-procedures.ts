import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/fields.ts. */
export function fieldsProcedures(_os: Implementer, _tools: Tools) {
	return {};
}
