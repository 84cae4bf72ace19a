import { listAccounts } from '../../db/index.ts';
import type { Core } from '../core.ts';
import type { NameOf } from './outcome-views.ts';

/** Account names as they are now; an id that is not there is shown as it is. */
export async function nameLookup(core: Core): Promise<NameOf> {
	const names = new Map((await listAccounts(core.db)).map((account) => [account.id, account.name]));
	return (id) => names.get(id) ?? id;
}
