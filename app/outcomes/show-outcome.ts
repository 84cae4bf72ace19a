import {
	appendAudit,
	codesOf,
	currentReadings,
	getOutcome,
	listAudit,
	listFiles,
	listNotes,
	listReceipts,
	listVersions,
	machineReadings,
	newestVersion,
	type OutcomeFile,
	type OutcomeNote,
	type Receipt,
	recognitionOf,
	type StoredReadings,
} from '../../db/index.ts';
import {
	type Actor,
	type AuditEntry,
	type DocumentRevision,
	documentOf,
	type KindReading,
	type OutcomeCodes,
	type OutcomeId,
	type OutcomeVersion,
	type PageWarning,
	type RecognizedPage,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { type OutcomeRow, outcomeRow } from './outcome-row.ts';
import { decodeRecognition } from './recognition-file.ts';

/** One outcome with all that is known of it. */
export type ShownOutcome = {
	readonly row: OutcomeRow;
	/** Counts changes. */
	readonly revision: number;
	readonly kind: KindReading;
	readonly document?: DocumentRevision;
	readonly readings: StoredReadings;
	/** What the machine read last, whatever counts now. */
	readonly machine: StoredReadings;
	/** As recognized; empty until then. */
	readonly pages: readonly RecognizedPage[];
	readonly versions: readonly OutcomeVersion[];
	readonly files: readonly OutcomeFile[];
	readonly warnings: readonly PageWarning[];
	readonly codes?: OutcomeCodes;
	/** Reasons that people gave, oldest first. */
	readonly notes: readonly OutcomeNote[];
	/** What the repository answered, oldest first. */
	readonly receipts: readonly Receipt[];
	/** Newest first. */
	readonly history: readonly AuditEntry[];
};

/** Events shown of one outcome. */
const HISTORY_LIMIT = 200;

/** Shows one outcome; that it was looked at is logged. @throws {Fault} `notAllowed`, `outcomeMissing`, `fileLost`. */
export async function showOutcome(actor: Actor, core: Core, id: OutcomeId): Promise<ShownOutcome> {
	const { accountId, orgUnitScope } = permit(actor, 'showOutcome');
	const outcome = await getOutcome(core.db, id, orgUnitScope);
	const version = await newestVersion(core.db, id);
	const recognition = version && (await recognitionOf(core.db, version.id));
	await core.db.write((tx) =>
		appendAudit(tx, auditActor(accountId), { kind: 'outcomeShown', outcomeId: id }, instantOf(core)),
	);
	const document = documentOf(outcome.state);
	const readings = await currentReadings(core.db, id);
	const codes = await codesOf(core.db, id);
	return {
		row: await outcomeRow(core.db, outcome, readings),
		revision: outcome.revision,
		kind: recognition?.kind ?? { value: outcome.kind, confidence: 0 },
		...(document !== undefined && { document }),
		readings,
		machine: await machineReadings(core.db, id),
		pages: await recognizedPages(core, id),
		versions: await listVersions(core.db, id),
		files: await listFiles(core.db, id),
		warnings: recognition?.warnings ?? [],
		...(codes !== undefined && { codes }),
		notes: await listNotes(core.db, id),
		receipts: await listReceipts(core.db, id),
		history: await listAudit(core.db, { subjectId: id, limit: HISTORY_LIMIT }),
	};
}

/** The pages of the newest recognition of an outcome whose scope has been checked. @throws {Fault} `fileLost`. */
export async function recognizedPages(
	core: Pick<Core, 'db' | 'vault'>,
	id: OutcomeId,
): Promise<readonly RecognizedPage[]> {
	const file = (await listFiles(core.db, id, 'recognition')).at(-1);
	if (file === undefined) return [];
	return decodeRecognition(await core.vault.read(file.path, file.sha256)).pages;
}
