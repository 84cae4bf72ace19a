import type { FaultRecord } from '../../domain/index.ts';
import type { Receipt } from '../destination.ts';

/** How one try ended. Only `stored` says that the repository has the document. */
export type Delivery =
	| { readonly kind: 'stored'; readonly receipt: Receipt }
	/** Nothing is lost: to be tried again after so many ms. */
	| { readonly kind: 'retry'; readonly afterMs: number; readonly fault: FaultRecord }
	/** A person has to put something right. */
	| { readonly kind: 'failed'; readonly fault: FaultRecord }
	/** A person has to look at what the repository has. */
	| { readonly kind: 'doubt'; readonly fault: FaultRecord };
