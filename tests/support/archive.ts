import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { type AccountActor, type OutcomeId, vietnamWallTime } from '../../domain/index.ts';
import { openWay, type Way } from './way.ts';

/** A day in Vietnam, so many days from today. */
export const day = (offset: number): string => vietnamWallTime(new Date(Date.now() + offset * 86_400_000)).slice(0, 10);

/** What an export is for, when that does not matter. */
export const PLAIN = { table: 'csv', purpose: 'citizen', request: '' } as const;

/** An office with an archivist; a paper that is recognized, with values that a person typed; and three that are stored. */
export type Archive = {
	readonly way: Way;
	readonly archivist: AccountActor;
	readonly paper: OutcomeId;
	readonly stored: readonly [OutcomeId, OutcomeId, OutcomeId];
	/** Fetches an export whole. */
	exported(
		ids: readonly OutcomeId[],
		table?: 'csv' | 'xlsx',
	): Promise<{ readonly offer: Offer; readonly files: Record<string, Uint8Array> }>;
};
type Offer = Awaited<ReturnType<Way['office']['app']['exportOutcomes']>>;

/** Values that a spreadsheet would take for formulas. */
const TYPED = {
	ownerName: '=HYPERLINK("http://x","Hòa")',
	subject: '+84 cấp phép, "loại A"',
	issuingBody: '@SUM(A1)',
	validityScope: '-1+1',
	documentNumber: '0012/QĐ-UBND',
} as const;

/** Opens it; takes a while. */
export async function openArchive(): Promise<Archive> {
	const way = await openWay();
	const { app } = way.office;
	const archivist = await way.office.actor('archivist');
	const paper = await way.read();
	for (const [field, value] of Object.entries(TYPED)) {
		await app.correctField(way.clerk, paper, { field: field as keyof typeof TYPED, value });
	}
	const stored = [await way.agencySigned(), await way.agencySigned(), await way.agencySigned()] as const;
	for await (const result of app.uploadOutcomes(way.registrar, stored)) {
		if (result.kind !== 'stored') throw new Error(`Not stored: ${result.kind}`);
	}
	return {
		way,
		archivist,
		paper,
		stored,
		async exported(ids, table = 'csv') {
			const offer = await app.exportOutcomes(archivist, { ...PLAIN, ids, table });
			const pieces: Uint8Array[] = [];
			for (;;) {
				const piece = await app.readExport(archivist, offer.id);
				if (piece === undefined) break;
				pieces.push(piece);
			}
			return { offer, files: unzipSync(Buffer.concat(pieces)) };
		},
	};
}

/** Lower-case hex. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A file of an export as text. Buffer keeps the byte-order mark, TextDecoder drops it. */
export const textOf = (files: Record<string, Uint8Array>, name: string): string =>
	Buffer.from(files[name] ?? []).toString('utf8');
