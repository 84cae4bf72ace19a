import type { FaultRecord } from '../domain/index.ts';

/** Why the page worker refused a page: a fault of the page, or a bug with its error as it was. */
export type CleanRefusal = { readonly fault: FaultRecord } | { readonly bug: Error };
