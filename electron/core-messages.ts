import type { FaultRecord } from '../domain/fault.ts';

/** From main to the core. `connect` brings a MessagePort: the page's end of the procedures. */
export type ToCore =
	| { readonly kind: 'start'; readonly dataDir: string }
	| { readonly kind: 'connect' }
	/** `path`: as in contract/resource-paths.ts; `request` names the answer. */
	| { readonly kind: 'resource'; readonly request: number; readonly path: string }
	| { readonly kind: 'stop' };

/** From the core to main. */
export type FromCore =
	| { readonly kind: 'ready' }
	| { readonly kind: 'failed'; readonly fault: FaultRecord }
	| {
			readonly kind: 'resource';
			readonly request: number;
			readonly contentType: string;
			readonly bytes: Uint8Array;
	  }
	| { readonly kind: 'resourceFailed'; readonly request: number; readonly fault: FaultRecord };
