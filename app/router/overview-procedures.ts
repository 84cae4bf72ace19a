import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/overview.ts. */
export function overviewProcedures(_os: Implementer, _tools: Tools) {
	return {};
}
