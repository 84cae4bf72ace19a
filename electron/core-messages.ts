import type { FaultRecord } from '../domain/fault.ts';

/** What the core is started with. */
export type CoreStart = {
	readonly dataDir: string;
	/** Who was signed in when an earlier core process ended; absent when nobody was. */
	readonly session?: string;
	/** What the results repository asks for; from the environment or the system's key store. */
	readonly repositoryToken?: string;
};

/** From main to the core. `connect` brings a MessagePort: the page's end of the procedures. */
export type ToCore =
	| ({ readonly kind: 'start' } & CoreStart)
	| { readonly kind: 'connect' }
	/** `path`: as in contract/resource-paths.ts; `request` names the answer. */
	| { readonly kind: 'resource'; readonly request: number; readonly path: string }
	| { readonly kind: 'stop' };

/** From the core to main. */
export type FromCore =
	| { readonly kind: 'ready' }
	| { readonly kind: 'failed'; readonly fault: FaultRecord }
	/** Who is signed in now. Main keeps it in memory only, for the next core process should this one crash. */
	| { readonly kind: 'session'; readonly token?: string }
	| {
			readonly kind: 'resource';
			readonly request: number;
			readonly contentType: string;
			readonly bytes: Uint8Array;
	  }
	| { readonly kind: 'resourceFailed'; readonly request: number; readonly fault: FaultRecord };
