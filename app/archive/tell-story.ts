import { getOutcome, listAudit, listFiles, listVersions, type OutcomeFile, replacedBy } from '../../db/index.ts';
import {
	type AccountId,
	type Actor,
	type AuditEntry,
	isFault,
	type Outcome,
	type OutcomeId,
	type Recall,
	type Sha256,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { type OutcomeRow, outcomeRow, outcomeRows } from '../outcomes/outcome-row.ts';

/** One revision of the document: its bytes never change. `made`: what made it; `by`: whose act that was, the machine's when absent. */
export type Revision = {
	readonly version: number;
	/** From 1 within its version. */
	readonly number: number;
	readonly sha256: Sha256;
	readonly byteLength: number;
	/** UTC, ISO 8601. */
	readonly at: string;
	readonly made: 'recognize' | 'signByClerk' | 'signByAgency';
	readonly by?: AccountId;
};

/** What has become of a paper that was stored. `by` of a replacement is absent when the actor may not see it. */
export type Afterwards =
	| { readonly kind: 'replaced'; readonly by?: OutcomeRow }
	| { readonly kind: 'recalled'; readonly recall: Recall }
	| { readonly kind: 'expired'; readonly on: string };

/** Of an outcome over time: all revisions, oldest first, what became of it, and what it has replaced. */
export type OutcomeStory = {
	readonly revisions: readonly Revision[];
	readonly afterwards?: Afterwards;
	readonly replaces: readonly OutcomeRow[];
};

/** Events looked through for who made a revision. */
const EVENTS = 500;

/** Tells what an outcome's document has been through. @throws {Fault} `notAllowed`, `outcomeMissing`. */
export async function tellStory(actor: Actor, core: Core, id: OutcomeId): Promise<OutcomeStory> {
	const { orgUnitScope } = permit(actor, 'showOutcome');
	const outcome = await getOutcome(core.db, id, orgUnitScope);
	const replaces = await outcomeRows(core.db, await replacedBy(core.db, id, orgUnitScope));
	const afterwards = await afterwardsOf(core, outcome, orgUnitScope);
	const revisions = await revisionsOf(core, id);
	return { revisions, replaces, ...(afterwards !== undefined && { afterwards }) };
}

async function afterwardsOf(
	core: Core,
	{ state }: Outcome,
	scope: Parameters<typeof getOutcome>[2],
): Promise<Afterwards | undefined> {
	switch (state.kind) {
		case 'replaced':
			try {
				return { kind: 'replaced', by: await outcomeRow(core.db, await getOutcome(core.db, state.by, scope)) };
			} catch (error) {
				if (!isFault(error, 'outcomeMissing')) throw error;
				return { kind: 'replaced' };
			}
		case 'recalled':
			return { kind: 'recalled', recall: state.recall };
		case 'expired':
			return { kind: 'expired', on: state.on };
		default:
			return undefined;
	}
}

async function revisionsOf(core: Core, id: OutcomeId): Promise<readonly Revision[]> {
	const versions = await listVersions(core.db, id);
	const files = await listFiles(core.db, id, 'document');
	const makers = makersOf(await listAudit(core.db, { subjectId: id, limit: EVENTS }));
	return versions.flatMap((version) => {
		const own = files.filter(({ versionId }) => versionId === version.id);
		return own.map((file, i) => toRevision(file, version.number, i + 1, makers.get(file.sha256)));
	});
}

type Maker = Pick<Revision, 'made' | 'by'>;

function toRevision(file: OutcomeFile, version: number, number: number, maker: Maker | undefined): Revision {
	const { sha256, byteLength, createdAt: at } = file;
	return { version, number, sha256, byteLength, at, ...(maker ?? { made: 'recognize' }) };
}

/** The log says which act made which bytes. */
function makersOf(entries: readonly AuditEntry[]): ReadonlyMap<Sha256, Maker> {
	const makers = new Map<Sha256, Maker>();
	for (const { event, actor } of entries) {
		if (event.kind !== 'outcomeMoved' || (event.event !== 'signByClerk' && event.event !== 'signByAgency')) continue;
		const by = actor.kind === 'account' ? { by: actor.accountId } : {};
		makers.set(event.facts?.document as Sha256, { made: event.event, ...by });
	}
	return makers;
}
