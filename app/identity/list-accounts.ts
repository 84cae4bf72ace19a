import { listAccounts as listRows } from '../../db/index.ts';
import { type Actor, compareByGivenName } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { type AccountSummary, summarize } from './account-summary.ts';

/** The accounts of the administrator's org units, by given name. @throws {Fault} `notAllowed`. */
export async function listAccounts(actor: Actor, core: Core): Promise<readonly AccountSummary[]> {
	const { orgUnitScope } = permit(actor, 'listAccounts');
	const rows = (await listRows(core.db)).filter((row) => orgUnitScope.includes(row.orgUnitId));
	const summaries = await Promise.all(rows.map((row) => summarize(core.db, row)));
	return summaries.sort((a, b) => compareByGivenName(a.name, b.name));
}
