import { listAccounts } from '../../db/index.ts';
import { compareByGivenName } from '../../domain/index.ts';
import type { IdentityCore } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';

/**
 * Names for the sign-in screen to offer, by given name, or `undefined` where the office has not asked for that: who works here
 * is staff data, and the screen is seen by whoever passes.
 */
export async function namesToChoose(core: IdentityCore): Promise<readonly string[] | undefined> {
	if (!(await officeSettings(core.db)).offerAccountNames) return undefined;
	const names = (await listAccounts(core.db)).filter((account) => !account.disabled).map(({ name }) => name);
	return names.sort(compareByGivenName);
}
