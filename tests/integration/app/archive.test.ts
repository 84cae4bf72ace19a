import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	type AccountActor,
	type OrgUnitId,
	type OutcomeId,
	type SavedSearchId,
	vietnamWallTime,
} from '../../../domain/index.ts';
import { openWay, type Way } from '../../support/way.ts';

const ELSEWHERE = '01a20853-e2ab-74ca-8096-0de4b3d8e49d';
/** A day in Vietnam, so many days from today. */
const day = (offset: number): string => vietnamWallTime(new Date(Date.now() + offset * 86_400_000)).slice(0, 10);
const PLAIN = { table: 'csv', purpose: 'citizen', request: '' } as const;

let way: Way;
let archivist: AccountActor;
/** Recognized, with values that a person typed; and two that are stored. */
let paper: OutcomeId;
let stored: readonly [OutcomeId, OutcomeId, OutcomeId];

beforeAll(async () => {
	way = await openWay();
	const { app } = way.office;
	archivist = await way.office.actor('archivist');
	paper = await way.read();
	const values = {
		ownerName: '=HYPERLINK("http://x","Hòa")',
		subject: '+84 cấp phép, "loại A"',
		issuingBody: '@SUM(A1)',
		validityScope: '-1+1',
		documentNumber: '0012/QĐ-UBND',
	} as const;
	for (const [field, value] of Object.entries(values)) {
		await app.correctField(way.clerk, paper, { field: field as keyof typeof values, value });
	}
	stored = [await way.agencySigned(), await way.agencySigned(), await way.agencySigned()];
	for await (const result of app.uploadOutcomes(way.registrar, stored)) expect(result.kind).toBe('stored');
}, 180_000);
afterAll(() => way?.office.close());

async function exported(ids: readonly OutcomeId[], table: 'csv' | 'xlsx' = 'csv', actor = archivist) {
	const { app } = way.office;
	const offer = await app.exportOutcomes(actor, { ...PLAIN, ids, table });
	const pieces: Uint8Array[] = [];
	for (;;) {
		const piece = await app.readExport(actor, offer.id);
		if (piece === undefined) break;
		pieces.push(piece);
	}
	return { offer, files: unzipSync(Buffer.concat(pieces)) };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Buffer keeps the byte-order mark, TextDecoder drops it. */
const textOf = (files: Record<string, Uint8Array>, name: string) => Buffer.from(files[name] ?? []).toString('utf8');

describe('finding', () => {
	const ask = (more: object = {}) =>
		way.office.app.findOutcomes(archivist, { text: '', order: 'best', limit: 50, ...more });

	it('browses under conditions and in order, page by page', async () => {
		const all = await ask();
		expect(all.hits.map(({ row }) => row.id)).toEqual([stored[2], stored[1], stored[0], paper]);
		const only = await ask({ states: ['stored'], order: 'number' });
		expect(only.hits.map(({ row }) => row.values.documentNumber)).toEqual(['2/GCN-STC', '3/GCN-STC', '4/GCN-STC']);
		const first = await ask({ order: 'number', limit: 3 });
		const rest = await ask({ order: 'number', limit: 3, after: first.next });
		expect([...first.hits, ...rest.hits].map(({ row }) => row.id)).toEqual([...stored, paper]);
		expect(rest.next).toBeUndefined();
	});

	it('finds a number in part and words without accents, under the same conditions', async () => {
		expect((await ask({ text: '12/QĐ' })).hits.map(({ row }) => row.id)).toEqual([paper]);
		expect((await ask({ text: '12 qd' })).hits.map(({ row }) => row.id)).toEqual([paper]);
		expect((await ask({ text: '12 qd', states: ['stored'] })).hits).toEqual([]);
		const [hit] = (await ask({ text: 'cap phep loai' })).hits;
		expect(hit?.snippet?.text).toContain('cấp phép');
	});

	it('counts what each condition would leave, and keeps the counts right when a paper moves or is corrected', async () => {
		const counts = await way.office.app.countOutcomes(archivist, { text: '', states: ['stored'] });
		expect(counts.total).toBe(3);
		expect(counts.state.map(({ value, count }) => [value, count])).toEqual([
			['stored', 3],
			['recognized', 1],
		]);
		expect(counts.clerk).toMatchObject([{ label: 'clerk', count: 3 }]);
		const worded = await way.office.app.countOutcomes(archivist, { text: '12 qd' });
		expect(worded).toMatchObject({ total: 1, capped: false, owner: [{ count: 1 }] });
		const body = worded.body[0];
		expect(body?.label).toBe('@SUM(A1)');
		const picked = await way.office.app.pickOutcomes(archivist, {
			text: '',
			bodies: [body?.value ?? ''],
			order: 'best',
		});
		expect(picked).toEqual({ ids: [paper], more: false });
	});

	it('shows nothing of another unit: not a row, a count, a find or a place', async () => {
		const { app } = way.office;
		const stranger = { ...archivist, orgUnitScope: [ELSEWHERE as OrgUnitId] };
		expect((await app.findOutcomes(stranger, { text: '', order: 'best', limit: 50 })).hits).toEqual([]);
		expect((await app.findOutcomes(stranger, { text: 'cap phep', order: 'owner', limit: 50 })).hits).toEqual([]);
		expect(await app.countOutcomes(stranger, { text: '' })).toMatchObject({ total: 0, kind: [], body: [] });
		expect(await app.countOutcomes(stranger, { text: 'gcn' })).toMatchObject({ total: 0, owner: [] });
		expect((await app.pickOutcomes(stranger, { text: '', order: 'best' })).ids).toEqual([]);
		for (const call of [
			app.tellStory(stranger, paper),
			app.findPlaces(stranger, paper, 'cap'),
			app.exportOutcomes(stranger, { ...PLAIN, ids: [paper] }),
			app.expireOutcome(stranger, stored[0], { on: '2026-01-01' }),
			app.replaceOutcome(stranger, stored[0], { by: stored[1] }),
		]) {
			await expect(call).rejects.toMatchObject({ code: 'outcomeMissing' });
		}
	});

	it('drops a search that nobody waits for any more', async () => {
		const { app } = way.office;
		const gone = AbortSignal.abort();
		const request = { text: 'cap', order: 'best', limit: 5 } as const;
		await expect(app.findOutcomes(archivist, request, gone)).rejects.toMatchObject({ code: 'cancelled' });
		await expect(app.countOutcomes(archivist, request, gone)).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('logs that it was searched, without the words', async () => {
		await ask({ text: 'hyperlink hoa' });
		const { entries } = await way.office.app.showAudit(way.supervisor, { limit: 5 });
		expect(entries.find(({ event }) => event.kind === 'searched')?.event).toEqual({ kind: 'searched', count: 1 });
		expect(JSON.stringify(entries).toLowerCase()).not.toContain('hyperlink');
	});

	it('steps through the places of words on the pages', async () => {
		const { places, best } = await way.office.app.findPlaces(archivist, paper, 'so tai chinh');
		expect(places.length).toBeGreaterThan(0);
		expect(places[best]).toMatchObject({ page: 0 });
		expect(await way.office.app.findPlaces(archivist, paper, 'zzzz')).toEqual({ places: [], best: 0 });
	});
});

describe('saved searches', () => {
	it('are the account’s own, replaced by name, in Vietnamese order, and of a limited number', async () => {
		const { app } = way.office;
		const query = { query: 'đất', kinds: [] };
		await app.saveSearch(archivist, { name: 'Đất đai', query: { query: 'cũ' } });
		await app.saveSearch(archivist, { name: 'Ánh sáng', query });
		await app.saveSearch(archivist, { name: ' Đất  đai ', query });
		const own = await app.savedSearches(archivist);
		expect(own.map(({ name }) => name)).toEqual(['Ánh sáng', 'Đất đai']);
		expect(own[1]?.query).toEqual(query);
		expect(await app.savedSearches(way.clerk)).toEqual([]);
		await app.forgetSearch(way.clerk, own[0]?.id as SavedSearchId);
		expect(await app.savedSearches(archivist)).toHaveLength(2);
		for (let n = 0; n < 48; n += 1) await app.saveSearch(archivist, { name: `Mục ${n}`, query });
		await expect(app.saveSearch(archivist, { name: 'Thêm', query })).rejects.toMatchObject({
			code: 'savedSearchesFull',
		});
		await app.forgetSearch(archivist, own[0]?.id as SavedSearchId);
		await app.saveSearch(archivist, { name: 'Thêm', query });
	});
});

describe('exporting', () => {
	it('hands out the newest documents with a list and a manifest whose hashes are right', async () => {
		const { offer, files } = await exported([stored[0], paper]);
		expect(offer).toMatchObject({ count: 2, withoutDocument: 0 });
		expect(offer.fileName).toMatch(/^ketqua-20\d{6}-\d{4}\.zip$/);
		const pdfs = Object.keys(files).filter((name) => name.endsWith('.pdf'));
		expect(pdfs).toHaveLength(2);
		expect(pdfs[1]).toBe('giay-to/0002_12-QD-UBND.pdf');
		const shown = await way.office.app.showOutcome(archivist, stored[0]);
		expect(sha256(files[pdfs[0] ?? ''] ?? new Uint8Array())).toBe(shown.document?.sha256);
		const manifest = JSON.parse(textOf(files, 'manifest.json'));
		expect(manifest).toMatchObject({ madeBy: 'archivist', purpose: 'citizen', outcomes: 2 });
		for (const { name, sha256: hash, byteLength } of manifest.files) {
			expect([name, sha256(files[name] ?? new Uint8Array()), files[name]?.length]).toEqual([name, hash, byteLength]);
		}
		expect(textOf(files, 'SHA256SUMS').trim().split('\n')).toHaveLength(3);
	});

	it('lets no value run as a formula: marked in CSV, text in XLSX', async () => {
		const csv = await exported([paper]);
		const text = textOf(csv.files, 'danh-sach.csv');
		expect(text.charCodeAt(0)).toBe(0xfeff);
		const [head, row, end] = text.slice(1).split('\r\n');
		expect(head?.split(',').slice(0, 3)).toEqual(['"MaHoSo"', '"MaTTHC"', '"MaLinhVuc"']);
		expect(end).toBe('');
		expect(row).toContain(`"'+84 cấp phép, ""loại A"""`);
		expect(row).toContain(`"'-1+1"`);
		expect(row).toContain('"0012/QĐ-UBND"');
		expect(row).not.toMatch(/(?:^|,)"[=+\-@\t\r]/);

		const xlsx = unzipSync((await exported([paper], 'xlsx')).files['danh-sach.xlsx'] ?? new Uint8Array());
		const sheet = strFromU8(xlsx['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
		expect(sheet).not.toContain('<f>');
		const filled = sheet.match(/<c [^>]*[^/]>/g) ?? [];
		expect(filled.length).toBeGreaterThan(25);
		expect(filled.filter((cell) => !cell.includes(' t="s"'))).toEqual([]);
		const strings = Object.entries(xlsx)
			.map(([, bytes]) => strFromU8(bytes))
			.join('');
		expect(strings).toContain('+84 cấp phép, ');
		expect(strings).toContain('0012/QĐ-UBND');
	});

	it('is in the log with count, purpose and number, one event a document, and no name', async () => {
		const { app } = way.office;
		await app.exportOutcomes(archivist, { ...PLAIN, ids: [paper], purpose: 'inspection', request: '15/PYC-VP' });
		const { entries } = await app.showAudit(way.supervisor, { limit: 10 });
		const events = entries.map(({ event }) => event);
		expect(events.find(({ kind }) => kind === 'outcomesExported')).toMatchObject({
			count: 1,
			documents: 1,
			purpose: 'inspection',
			request: '15/PYC-VP',
		});
		expect(events.find(({ kind }) => kind === 'documentExported')).toMatchObject({ outcomeId: paper });
		const named = app.exportOutcomes(archivist, { ...PLAIN, ids: [paper], request: 'Nguyễn Văn An' });
		await expect(named).rejects.toMatchObject({ code: 'invalidInput' });
	});

	it('is read by who asked for it, once; a newer one takes its place', async () => {
		const { app } = way.office;
		const older = await app.exportOutcomes(archivist, { ...PLAIN, ids: [paper] });
		const other = { ...archivist, accountId: way.clerk.accountId };
		await expect(app.readExport(other, older.id)).rejects.toMatchObject({ code: 'exportGone' });
		const { offer } = await exported([paper]);
		await expect(app.readExport(archivist, older.id)).rejects.toMatchObject({ code: 'exportGone' });
		await expect(app.readExport(archivist, offer.id)).rejects.toMatchObject({ code: 'exportGone' });
	});

	it('hands out no file whose bytes have changed', async () => {
		const { app } = way.office;
		const id = await way.read();
		const folder = join(way.office.dataDir, 'outcomes', day(0).slice(0, 4), day(0).slice(5, 7), id);
		const name = (await readdir(folder)).find((one) => one.endsWith('.pdf')) ?? '';
		await writeFile(join(folder, name), '%PDF-1.7 other');
		const offer = await app.exportOutcomes(archivist, { ...PLAIN, ids: [id] });
		await expect(app.readExport(archivist, offer.id)).rejects.toMatchObject({ code: 'fileLost' });
		await app.discardOutcome(way.clerk, id, { reason: 'thử' });
		const { files, offer: without } = await exported([id]);
		expect(without.withoutDocument).toBe(1);
		expect(Object.keys(files)).toEqual(['danh-sach.csv', 'manifest.json', 'SHA256SUMS']);
	}, 60_000);
});

describe('afterwards', () => {
	it('opens each revision, and says who made it', async () => {
		const { app } = way.office;
		const { revisions } = await app.tellStory(archivist, stored[0]);
		expect(revisions.map(({ made }) => made)).toEqual(['recognize', 'signByClerk', 'signByAgency']);
		expect(revisions.map(({ by }) => by)).toEqual([undefined, way.clerk.accountId, way.registrar.accountId]);
		for (const { sha256: hash, byteLength } of revisions) {
			const { bytes } = await app.readDocument(archivist, stored[0], hash);
			expect([sha256(bytes), bytes.length]).toEqual([hash, byteLength]);
		}
		const [foreign] = (await app.tellStory(archivist, paper)).revisions;
		await expect(app.readDocument(archivist, stored[0], foreign?.sha256)).rejects.toMatchObject({
			code: 'outcomeMissing',
		});
	});

	it('notes a replacement by another stored outcome only, and keeps the receipt', async () => {
		const { app } = way.office;
		for (const by of [stored[0], paper]) {
			await expect(app.replaceOutcome(archivist, stored[0], { by })).rejects.toMatchObject({
				code: 'replacementUnfit',
			});
		}
		const { revision } = await app.showOutcome(archivist, stored[0]);
		const stale = app.replaceOutcome(archivist, stored[0], { by: stored[1], revision: revision - 1 });
		await expect(stale).rejects.toMatchObject({ code: 'changedMeanwhile' });
		expect((await app.replaceOutcome(way.registrar, stored[0], { by: stored[1], revision })).state.kind).toBe(
			'replaced',
		);
		const { afterwards } = await app.tellStory(archivist, stored[0]);
		expect(afterwards).toMatchObject({ kind: 'replaced', by: { id: stored[1] } });
		expect((await app.tellStory(archivist, stored[1])).replaces).toMatchObject([{ id: stored[0] }]);
		const shown = await app.showOutcome(archivist, stored[0]);
		expect(shown.receipts).toHaveLength(1);
		expect(shown.history[1]?.event).toMatchObject({ event: 'replace', to: 'replaced', facts: { by: stored[1] } });
		const found = await app.findOutcomes(archivist, { text: '2/GCN', order: 'best', limit: 5 });
		expect(found.hits[0]?.row).toMatchObject({ id: stored[0], state: 'replaced' });
		const { files } = await exported([stored[0]]);
		expect(textOf(files, 'danh-sach.csv')).toContain('"THAY_THE"');
	});

	it('notes a recall with number, day and reason, the number outside the log', async () => {
		const { app } = way.office;
		const note = { decisionNumber: ' 99/QĐ-UBND ', date: day(-3), reason: 'Cấp sai thẩm quyền' };
		const refused = (more: object) => app.recallOutcome(archivist, stored[1], { ...note, ...more });
		await expect(refused({ reason: ' ' })).rejects.toMatchObject({ code: 'reasonMissing' });
		await expect(refused({ decisionNumber: ' ' })).rejects.toMatchObject({ code: 'invalidInput' });
		await expect(refused({ date: '2026-02-30' })).rejects.toMatchObject({ code: 'invalidInput' });
		await expect(refused({ date: day(1) })).rejects.toMatchObject({ code: 'dayAhead' });
		await app.recallOutcome(archivist, stored[1], note);
		expect((await app.tellStory(archivist, stored[1])).afterwards).toEqual({
			kind: 'recalled',
			recall: { decisionNumber: '99/QĐ-UBND', date: day(-3), reason: 'Cấp sai thẩm quyền' },
		});
		const { history, notes } = await app.showOutcome(archivist, stored[1]);
		expect(notes.at(-1)).toMatchObject({ event: 'recall', text: 'Cấp sai thẩm quyền' });
		expect(JSON.stringify(history)).not.toContain('99/QĐ');
		await expect(refused({})).rejects.toMatchObject({ code: 'transitionRefused' });
	});

	it('notes an expiry after its last day, of what is stored only', async () => {
		const { app } = way.office;
		await expect(app.expireOutcome(archivist, stored[2], { on: day(0) })).rejects.toMatchObject({
			code: 'dayAhead',
		});
		await app.expireOutcome(archivist, stored[2], { on: day(-1) });
		expect((await app.tellStory(archivist, stored[2])).afterwards).toEqual({ kind: 'expired', on: day(-1) });
		await expect(app.expireOutcome(archivist, paper, { on: day(-1) })).rejects.toMatchObject({
			code: 'transitionRefused',
		});
	});
});
