import { client } from '../client.ts';

/**
 * Signs out and begins anew: the page is loaded again, so that nothing which the last person saw, typed or chose is left in any
 * cache for the next one.
 */
export async function leave(): Promise<void> {
	// The core may be gone, or the session ended: the screen is emptied all the same.
	await client.session.signOut().catch(() => undefined);
	window.location.replace('#/');
	window.location.reload();
}
