import { dropSavedSearch, listSavedSearches, newId, putSavedSearch, type SavedSearch } from '../../db/index.ts';
import { type Actor, compareVietnamese, Fault, nfc, type SavedSearchId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** Searches an account may keep: a list that still fits on a screen. */
export const MAX_SAVED_SEARCHES = 50;

/** The searches that the actor keeps, in Vietnamese order. Nobody else sees them: their words can be a citizen's name. @throws {Fault} `notAllowed`. */
export async function savedSearches(actor: Actor, core: Core): Promise<readonly SavedSearch[]> {
	const { accountId } = permit(actor, 'keepSearches');
	const kept = await listSavedSearches(core.db, accountId);
	return [...kept].sort((a, b) => compareVietnamese(a.name, b.name));
}

/** Keeps a search under a name, in place of the one of that name. @throws {Fault} `notAllowed`, `savedSearchesFull`. */
export async function saveSearch(
	actor: Actor,
	core: Core,
	search: { readonly name: string; readonly query: unknown },
): Promise<void> {
	const { accountId } = permit(actor, 'keepSearches');
	const name = nfc(search.name).replace(/\s+/g, ' ').trim();
	await core.db.write(async (tx) => {
		const kept = await listSavedSearches(tx, accountId);
		const known = kept.some((one) => one.name === name);
		if (!known && kept.length >= MAX_SAVED_SEARCHES) {
			throw new Fault('savedSearchesFull', { max: MAX_SAVED_SEARCHES });
		}
		await putSavedSearch(tx, accountId, { id: newId<SavedSearchId>(), name, query: search.query }, instantOf(core));
	});
}

/** Forgets a search of the actor's own. @throws {Fault} `notAllowed`. */
export async function forgetSearch(actor: Actor, core: Core, id: SavedSearchId): Promise<void> {
	const { accountId } = permit(actor, 'keepSearches');
	await core.db.write((tx) => dropSavedSearch(tx, accountId, id));
}
