import type { Router } from '@orpc/server';
import type { CallContext } from './context.ts';
import type { Contract } from './contract.ts';
import type { Resource } from './resource-paths.ts';

/** A resource's bytes. `sha256`: of the bytes, where known; hosts use it as the ETag. */
export type ResourceBytes = {
	/** `application/pdf`, `image/png`, `image/jpeg` or `image/webp`. */
	readonly contentType: string;
	readonly bytes: Uint8Array;
	readonly sha256?: string;
};

/**
 * What `app` gives a host to serve. `token`: the session token that the request came with.
 * `readResource` throws `sessionExpired`, `notAllowed`, `outcomeMissing`, `fileLost`, or `invalidInput` for a page that is not there.
 */
export type ServedApp = {
	readonly router: Router<Contract, CallContext>;
	readResource(resource: Resource, token: string | undefined, signal: AbortSignal): Promise<ResourceBytes>;
};
