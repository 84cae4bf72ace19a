import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
	addMachineReadings,
	type Db,
	indexOutcome,
	insertAccount,
	insertOrgUnit,
	insertOutcome,
	insertVersion,
	newId,
	openDatabase,
	type WritableDb,
} from '../../../db/index.ts';
import type {
	AccountId,
	FieldName,
	FieldReading,
	OrgUnitId,
	Outcome,
	OutcomeId,
	OutcomeKind,
	Sha256,
	VersionId,
} from '../../../domain/index.ts';

/** Every instant of these tests. */
export const AT = '2026-11-23T03:00:00.000Z';

/** An empty folder that goes away after the test. */
export function tempFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'sohoa-db-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A new database in a folder of its own, closed after the test. */
export async function openTemp(folder = tempFolder()): Promise<Db> {
	const db = await openDatabase(folder);
	onTestFinished(() => db.close());
	return db;
}

export type Office = { readonly unit: OrgUnitId; readonly clerk: AccountId };

/** An office with one clerk. */
export async function makeOffice(db: Db, code = 'H99.1', parentId?: OrgUnitId): Promise<Office> {
	const unit = newId<OrgUnitId>();
	const clerk = newId<AccountId>();
	await db.write(async (tx) => {
		await insertOrgUnit(tx, { id: unit, name: `UBND xã ${code}`, agencyCode: code, ...(parentId && { parentId }) }, AT);
		await insertAccount(
			tx,
			{ id: clerk, orgUnitId: unit, login: `canbo.${code}`, name: 'Cán bộ', roles: ['clerk'], passwordHash: 'x' },
			AT,
		);
	});
	return { unit, clerk };
}

export type OutcomeText = {
	readonly kind?: OutcomeKind;
	readonly fields?: Readonly<Partial<Record<FieldName, string>>>;
	readonly body?: string;
};

/** An outcome with its first version, in the search index. */
export async function addOutcome(
	tx: WritableDb,
	{ unit, clerk }: Office,
	text: OutcomeText = {},
): Promise<{ readonly outcome: Outcome; readonly versionId: VersionId }> {
	const id = newId<OutcomeId>();
	const versionId = newId<VersionId>();
	const outcome = await insertOutcome(tx, {
		id,
		orgUnitId: unit,
		clerkId: clerk,
		kind: text.kind ?? 'decision',
		state: { kind: 'draft' },
		createdAt: AT,
	});
	await insertVersion(tx, {
		id: versionId,
		outcomeId: id,
		number: 1,
		originalSha256: sha(id),
		pageCount: 1,
		createdAt: AT,
	});
	const readings = Object.entries(text.fields ?? {}).map(([field, value]) => [field, machine(value)]);
	await addMachineReadings(tx, id, versionId, Object.fromEntries(readings), AT);
	await indexOutcome(tx, id, text.body ?? '');
	return { outcome, versionId };
}

/** A value as a machine reads it. */
export function machine(value: string): FieldReading {
	return { value, printed: value, confidence: 0.9, page: 0, box: [1, 2, 3, 4], origin: 'ocr' };
}

/** Some SHA-256 that differs with the text. */
export function sha(text: string): Sha256 {
	return Buffer.from(text.replaceAll('-', '').padEnd(32, '0')).toString('hex').slice(0, 64) as Sha256;
}
