import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/capture.ts. */
export function captureProcedures(_os: Implementer, _tools: Tools) {
	return {};
}
