import { createStore } from './store.ts';

/**
 * Whether the host answers. lost: it does not, it is asked again until it does · refused: it answers, but to another browser or
 * an earlier link: only a new link helps.
 */
export type Connection = 'fine' | 'lost' | 'refused';

/** What is known of the host; the client writes it. */
export const CONNECTION = createStore<Connection>('fine');

/** `fetch` that keeps {@link CONNECTION}: any answer at all means that the host is there. */
export async function watchedFetch(request: Request, init?: RequestInit): Promise<Response> {
	try {
		const response = await fetch(request, init);
		// The gate of `sohoa serve` says so in plain text; what a procedure refuses is JSON.
		const gate = response.status === 403 && response.headers.get('content-type')?.startsWith('text/plain') === true;
		CONNECTION.set(gate ? 'refused' : 'fine');
		return response;
	} catch (error) {
		if (!(error instanceof DOMException && error.name === 'AbortError')) CONNECTION.set('lost');
		throw error;
	}
}
