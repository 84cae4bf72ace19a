import { client } from '../client.ts';
import { createStore } from './store.ts';

/** Why the screen is locked: nobody was there, a person asked, or the session had ended anyway. */
export type LockReason = 'idle' | 'asked' | 'expired';

/** `undefined`: open. `left`: settled once the core has ended the session. */
type Lock = { readonly reason: LockReason; readonly left: Promise<void> };

/** Whether the screen is locked. What was on it stays mounted, out of everybody's sight (parts/shell/lock-screen.tsx). */
export const SCREEN_LOCK = createStore<Lock | undefined>(undefined);

/** Locks the screen and ends the session in the core: what lies underneath can ask for nothing more. */
export function lockScreen(reason: LockReason): void {
	if (SCREEN_LOCK.get() !== undefined) return;
	// A host that is gone can't be told; the screen is locked all the same.
	const left = reason === 'expired' ? Promise.resolve() : client.session.signOut().catch(() => undefined);
	SCREEN_LOCK.set({ reason, left });
}

/**
 * Opens the screen with the password of the one who was there.
 *
 * @throws what `session.signIn` throws.
 */
export async function unlockScreen(name: string, password: string) {
	// The answer to the signing out takes the session's cookie away: it must not come after the new one.
	await SCREEN_LOCK.get()?.left;
	const actor = await client.session.signIn({ name, password });
	SCREEN_LOCK.set(undefined);
	return actor;
}
