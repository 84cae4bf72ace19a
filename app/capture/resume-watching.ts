import { appendAudit, getAccount, listWatching, orgUnitScope, type Watching } from '../../db/index.ts';
import { type Core, instantOf } from '../core.ts';
import type { Taker } from '../outcomes/import-outcomes.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { beginWatching, endWatching } from './watch-to-stacks.ts';

/**
 * Goes on watching for every clerk who had a folder watched when the program ended, also by a crash. Not for an account that may not
 * any more, nor another folder than the clerk had started with: then it is over. For hosts, once, when their work begins.
 */
export function resumeWatching(core: Core): void {
	core.capture.begin('resume watching', async () => {
		const { hotFolder } = await officeSettings(core.db);
		for (const watching of await listWatching(core.db)) {
			const { accountId, folder, since } = watching;
			const clerk = folder === hotFolder ? await takerOf(core, watching) : undefined;
			if (clerk === undefined) {
				await endWatching(core, accountId, { kind: 'system' });
				continue;
			}
			const event = { kind: 'watchStarted', accountId, resumed: true } as const;
			await core.db.write((tx) => appendAudit(tx, { kind: 'system' }, event, instantOf(core)));
			beginWatching(core, clerk, { folder, since, waits: true });
		}
	});
}

/** Who it is for, while they are still a clerk here. */
async function takerOf(core: Core, { accountId }: Watching): Promise<Taker | undefined> {
	const account = await getAccount(core.db, accountId);
	if (account === undefined || account.disabled || !account.roles.includes('clerk')) return undefined;
	const { orgUnitId } = account;
	return { accountId, orgUnitId, orgUnitScope: await orgUnitScope(core.db, orgUnitId) };
}
