import { createHash } from 'node:crypto';
import { PICK_MAX } from '../../contract/index.ts';
import {
	appendAudit,
	codesOf,
	currentReadingsOf,
	findFile,
	getOrgUnit,
	getOutcome,
	newId,
	type StoredReadings,
} from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	documentOf,
	type ExportId,
	type ExportPurpose,
	Fault,
	type FieldName,
	numberKey,
	type OrgUnit,
	type Outcome,
	type OutcomeCodes,
	type OutcomeId,
	REQUEST_NUMBER,
	type Sha256,
	type StoredFile,
	vietnamWallTime,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { officeUnit } from '../settings/office-unit.ts';
import { EXPORT_COLUMNS, exportRow } from './export-row.ts';
import { toCsv, toXlsx } from './table-files.ts';
import { MAX_ZIP_BYTES, type ZipEntry, zipStream } from './zip-stream.ts';

/** What is handed out, and why. */
export type ExportRequest = {
	readonly ids: readonly OutcomeId[];
	readonly table: 'csv' | 'xlsx';
	readonly purpose: ExportPurpose;
	/** Number of the paper that asks for it (phiếu yêu cầu); may be empty. */
	readonly request: string;
};

/** An export that is ready to be fetched ({@link readExport}). */
export type ExportOffer = {
	readonly id: ExportId;
	/** `ketqua-20261123-1540.zip`: nothing of the papers stands in it. */
	readonly fileName: string;
	readonly count: number;
	/** Outcomes without a document: their rows are there, a PDF is not. */
	readonly withoutDocument: number;
	/** Of the documents: the ZIP is a little longer. */
	readonly byteLength: number;
};

/**
 * Makes outcomes ready to be handed out as one ZIP: their newest documents, a table in the result-sync shape, and a manifest with
 * SHA-256. The log has the count, the purpose, the request's number and one event a document before the first byte leaves.
 *
 * @throws {Fault} `notAllowed`, `invalidInput` (none or too many, request), `outcomeMissing` (one of them, also when out of scope), `exportTooLarge`.
 */
export async function exportOutcomes(actor: Actor, core: Core, request: ExportRequest): Promise<ExportOffer> {
	const archivist = permit(actor, 'exportOutcomes');
	const ids = [...new Set(request.ids)];
	if (ids.length === 0 || ids.length > PICK_MAX) throw new Fault('invalidInput', { paths: 'ids' });
	if (request.request !== '' && !REQUEST_NUMBER.test(request.request)) {
		throw new Fault('invalidInput', { paths: 'request' });
	}
	const parts = await gather(core, archivist, ids);
	const documents = parts.flatMap(({ file }) => file ?? []);
	const byteLength = documents.reduce((sum, file) => sum + file.byteLength, 0);
	if (byteLength > MAX_ZIP_BYTES) {
		const mb = (bytes: number): number => Math.ceil(bytes / 1e6);
		throw new Fault('exportTooLarge', { mb: mb(byteLength), maxMb: mb(MAX_ZIP_BYTES) });
	}
	const id = newId<ExportId>();
	await noteExport(core, archivist, id, request, parts);
	const made = instantOf(core);
	core.exports.open(id, archivist.accountId, zipStream(entriesOf(core, archivist, { ...request, id, made }, parts)));
	const stamp = vietnamWallTime(new Date(made)).replace(/[-:]/g, '').replace('T', '-').slice(0, 13);
	const withoutDocument = parts.length - documents.length;
	return { id, fileName: `ketqua-${stamp}.zip`, count: parts.length, withoutDocument, byteLength };
}

/** The next piece of an export, `undefined` after the last. @throws {Fault} `notAllowed`, `exportGone`, `fileLost`. */
export async function readExport(actor: Actor, core: Core, id: ExportId): Promise<Uint8Array | undefined> {
	const { accountId } = permit(actor, 'exportOutcomes');
	return core.exports.next(id, accountId);
}

/** One outcome of an export. */
type Part = {
	readonly outcome: Outcome;
	readonly readings: StoredReadings;
	readonly unit: OrgUnit;
	readonly codes: OutcomeCodes | undefined;
	readonly file: StoredFile | undefined;
	/** In the ZIP; empty without a document. */
	readonly fileName: string;
};

async function gather(core: Core, actor: AccountActor, ids: readonly OutcomeId[]): Promise<readonly Part[]> {
	const readings = await currentReadingsOf(core.db, ids);
	const parts: Part[] = [];
	const units = new Map<string, OrgUnit>();
	for (const [at, id] of ids.entries()) {
		const outcome = await getOutcome(core.db, id, actor.orgUnitScope);
		const document = documentOf(outcome.state);
		const file = document && (await findFile(core.db, id, document.sha256));
		const codes = await codesOf(core.db, id);
		const unit = units.get(outcome.orgUnitId) ?? (await officeUnit(core.db, outcome.orgUnitId));
		units.set(outcome.orgUnitId, unit);
		const own = readings.get(id) ?? {};
		const fileName = file === undefined ? '' : nameInZip(at + 1, own.documentNumber?.value ?? '', codes);
		parts.push({ outcome, readings: own, unit, codes, file, fileName });
	}
	return parts;
}

/** `0012_G06.01_CV_000021_V1.pdf`: a running number, which sorts, and the DocCode, else the paper's number. No name of a person. */
function nameInZip(at: number, documentNumber: string, codes: OutcomeCodes | undefined): string {
	const code = codes?.docCode ?? numberKey(documentNumber).replaceAll(' ', '-').toUpperCase();
	const safe = code.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 60);
	return `${[String(at).padStart(4, '0'), safe].filter(Boolean).join('_')}.pdf`;
}

async function noteExport(
	core: Core,
	{ accountId }: AccountActor,
	exportId: ExportId,
	{ purpose, request }: ExportRequest,
	parts: readonly Part[],
): Promise<void> {
	const documents = parts.filter(({ file }) => file !== undefined).length;
	const at = instantOf(core);
	const who = auditActor(accountId);
	const count = parts.length;
	await core.db.write(async (tx) => {
		await appendAudit(tx, who, { kind: 'outcomesExported', exportId, count, documents, purpose, request }, at);
		for (const { outcome, file } of parts) {
			if (file === undefined) continue;
			const { sha256 } = file;
			await appendAudit(tx, who, { kind: 'documentExported', outcomeId: outcome.id, exportId, sha256 }, at);
		}
	});
}

type Making = ExportRequest & { readonly id: ExportId; readonly made: string };
type Listed = { readonly name: string; readonly sha256: Sha256 | string; readonly byteLength: number };

/** Folder of the documents in the ZIP: “giấy tờ”. */
const FOLDER = 'giay-to';

/** The table first, so that it can be read while the rest is fetched; the manifest last, when all hashes have been proven. */
async function* entriesOf(
	core: Core,
	actor: AccountActor,
	making: Making,
	parts: readonly Part[],
): AsyncGenerator<ZipEntry, void, undefined> {
	const listed: Listed[] = [];
	const list = (name: string, bytes: Uint8Array): void => {
		listed.push({ name, sha256: createHash('sha256').update(bytes).digest('hex'), byteLength: bytes.length });
	};
	const table = { columns: EXPORT_COLUMNS, rows: await rowsOf(core, parts) };
	const name = `danh-sach.${making.table}`;
	const bytes = making.table === 'csv' ? toCsv(table) : await toXlsx(table);
	list(name, bytes);
	yield { name, bytes, packed: making.table === 'xlsx' };
	for (const { file, fileName } of parts) {
		if (file === undefined) continue;
		// Proven before it leaves: a file whose bytes have changed is not handed out.
		const document = await core.vault.read(file.path, file.sha256);
		list(`${FOLDER}/${fileName}`, document);
		yield { name: `${FOLDER}/${fileName}`, bytes: document, packed: true };
	}
	yield { name: 'manifest.json', bytes: await manifest(core, actor, making, parts, listed), packed: false };
	const sums = listed.map((file) => `${file.sha256}  ${file.name}\n`).join('');
	yield { name: 'SHA256SUMS', bytes: Buffer.from(sums, 'utf8'), packed: false };
}

async function rowsOf(core: Core, parts: readonly Part[]): Promise<readonly (readonly string[])[]> {
	const { resultTypes } = await officeSettings(core.db);
	return parts.map(({ outcome, readings, unit, codes, fileName }) => {
		const values = Object.fromEntries(
			(Object.entries(readings) as [FieldName, { readonly value: string }][]).map(([field, { value }]) => [
				field,
				value,
			]),
		);
		const { kind, state } = outcome;
		return exportRow({ kind, state: state.kind, values, unit, resultType: resultTypes[kind] ?? '', codes, fileName });
	});
}

async function manifest(
	core: Core,
	actor: AccountActor,
	{ id, made, purpose, request }: Making,
	parts: readonly Part[],
	files: readonly Listed[],
): Promise<Uint8Array> {
	const unit = await getOrgUnit(core.db, actor.orgUnitId);
	const withoutDocument = parts.flatMap(({ outcome, file }) => (file === undefined ? outcome.id : []));
	const content = {
		export: id,
		madeAt: made,
		madeBy: actor.name,
		office: { name: unit?.name ?? '', agencyCode: unit?.agencyCode ?? '' },
		purpose,
		request,
		outcomes: parts.length,
		withoutDocument,
		files,
	};
	return Buffer.from(`${JSON.stringify(content, null, '\t')}\n`, 'utf8');
}
