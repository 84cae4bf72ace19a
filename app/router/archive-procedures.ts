import type { Implementer } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/archive.ts. */
export function archiveProcedures(_os: Implementer, _tools: Tools) {
	return {};
}
