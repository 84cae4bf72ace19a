import type { FaultRecord, PagePicture } from '../domain/index.ts';
import type { CleanStep } from './cleanup/index.ts';

/** What the page worker is asked. */
export type CleanRequest = { readonly picture: PagePicture; readonly without: readonly CleanStep[] };

/** Why the page worker refused a page: a fault of the page, or a bug with its error as it was. */
export type CleanRefusal = { readonly fault: FaultRecord } | { readonly bug: Error };
