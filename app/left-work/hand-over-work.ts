import {
	type Account,
	appendAudit,
	type LeftWork,
	listLeftWork as leftRows,
	listAccounts,
	moveLeftWork,
	type ReadableDb,
} from '../../db/index.ts';
import {
	type AccountActor,
	type AccountId,
	type Actor,
	compareByGivenName,
	Fault,
	type OrgUnitId,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { endScan } from '../capture/scan-to-stack.ts';
import { endWatching } from '../capture/watch-to-stacks.ts';
import { type Core, instantOf } from '../core.ts';

/** What lies with people who may not work as clerks any more, and the clerks whom it can be given to. */
export type LeftBehind = {
	readonly work: readonly LeftWork[];
	readonly clerks: readonly { readonly id: AccountId; readonly name: string; readonly orgUnitId: OrgUnitId }[];
};

/** What lies with disabled accounts of the actor's units, and with those that are no clerks any more. Counts only: nobody's pages are seen. @throws {Fault} `notAllowed`. */
export async function listLeftWork(actor: Actor, core: Core): Promise<LeftBehind> {
	const { orgUnitScope: scope } = permit(actor, 'handOverWork');
	const work = await leftRows(core.db, scope);
	const clerks = (await listAccounts(core.db)).filter((account) => isClerkOf(account, scope));
	return {
		work,
		clerks: clerks
			.map(({ id, name, orgUnitId }) => ({ id, name, orgUnitId }))
			.toSorted((a, b) => compareByGivenName(a.name, b.name)),
	};
}

/** Who had it, and who gets it. */
export type HandOver = { readonly from: AccountId; readonly to: AccountId };

/**
 * Gives all that lies with an account that may not work as a clerk any more to a clerk of the same unit.
 *
 * @returns how much it was.
 * @throws {Fault} `notAllowed`, `accountMissing` (either is none of the actor's units), `handOverRefused` (the one still works; the other is
 * no clerk, or of another unit; there is nothing).
 */
export async function handOverWork(actor: Actor, core: Core, { from, to }: HandOver): Promise<LeftWork> {
	const chief = permit(actor, 'handOverWork');
	const by = auditActor(chief.accountId);
	await assertFits(core.db, chief, { from, to });
	// What still runs for the one who left would go on giving them pages.
	await endScan(core, from);
	await endWatching(core, from, by);
	const left = await core.db.write(async (tx) => {
		await assertFits(tx, chief, { from, to });
		const work = (await leftRows(tx, chief.orgUnitScope)).find((one) => one.accountId === from);
		if (work === undefined) throw new Fault('handOverRefused', { reason: 'nothing' });
		await moveLeftWork(tx, from, to);
		const { stacks, pages, papers, drafts } = work;
		const event = { kind: 'workHandedOver', accountId: from, to, stacks, pages, papers, drafts } as const;
		await appendAudit(tx, by, event, instantOf(core));
		return work;
	});
	core.capture.changed();
	return left;
}

async function assertFits(db: ReadableDb, chief: AccountActor, { from, to }: HandOver): Promise<void> {
	const accounts = await listAccounts(db);
	const [giver, taker] = [from, to].map((id) => accounts.find((account) => account.id === id));
	const isSeen = (account: Account | undefined): account is Account =>
		account !== undefined && chief.orgUnitScope.includes(account.orgUnitId);
	if (!isSeen(giver) || !isSeen(taker)) throw new Fault('accountMissing');
	if (isClerkOf(giver, chief.orgUnitScope)) throw new Fault('handOverRefused', { reason: 'stillWorks' });
	if (!isClerkOf(taker, [giver.orgUnitId])) throw new Fault('handOverRefused', { reason: 'noClerk' });
}

function isClerkOf({ disabled, roles, orgUnitId }: Account, scope: readonly OrgUnitId[]): boolean {
	return !disabled && roles.includes('clerk') && scope.includes(orgUnitId);
}
