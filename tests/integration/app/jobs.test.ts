import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadResult } from '../../../app/index.ts';
import type { AccountActor } from '../../../domain/index.ts';
import { type Office, openOffice } from '../../support/office.ts';

const PAGE = join(import.meta.dirname, '../../../ocr/self-test/page.png');

/** A readable page that no other input has the bytes of. */
async function freshPage(path: string, shade: number): Promise<string> {
	await sharp(PAGE).linear(1, -shade).png().toFile(path);
	return path;
}

describe('import', () => {
	let office: Office;
	let clerk: AccountActor;
	let inbox: string;
	beforeEach(async () => {
		office = await openOffice();
		clerk = await office.actor('clerk', 'archivist');
		inbox = join(office.dataDir, '..', 'inbox');
		await mkdir(inbox);
	});
	afterEach(() => office.close());

	const importAll = async (...inputs: string[]): Promise<ReadResult[]> => {
		const results: ReadResult[] = [];
		for await (const result of office.app.importAndRead(clerk, inputs)) results.push(result);
		return results;
	};

	it('takes a paper in, reads it, and finds it by words of its text without marks', async () => {
		const results = await importAll(await freshPage(join(inbox, 'Giấy tờ.png'), 1));
		expect(results).toMatchObject([
			{ kind: 'read', row: { state: 'recognized', sourceName: 'Giấy tờ.png', pageCount: 1 } },
		]);
		const found = await office.app.searchOutcomes(clerk, { text: 'doc lap tu do', limit: 5 });
		expect(found.hits.map((hit) => hit.row.sourceName)).toEqual(['Giấy tờ.png']);
		const { snippet } = found.hits[0] ?? { snippet: { text: '', marks: [] } };
		expect(snippet.marks.map(({ start, end }) => snippet.text.slice(start, end))).toEqual(['Độc', 'lập', 'Tự', 'do']);
	});

	it('keeps the original untouched, and a document whose hash the row knows', async () => {
		const path = await freshPage(join(inbox, 'a.png'), 2);
		const [result] = await importAll(path);
		if (result?.kind !== 'read') throw new Error('not read');
		const shown = await office.app.showOutcome(clerk, result.row.id);
		expect(shown.files.map((file) => file.role).sort()).toEqual(['document', 'original', 'recognition']);
		const original = shown.files.find((file) => file.role === 'original');
		expect(original?.sha256).toBe(shown.versions[0]?.originalSha256);
		const document = await office.app.readDocument(clerk, result.row.id);
		expect(document.sha256).toBe(shown.document?.sha256);
		expect(Buffer.from(document.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
		const picture = await office.app.readPagePicture(clerk, result.row.id, 0);
		expect((await sharp(picture.bytes).metadata()).format).toBe('jpeg');
		await expect(office.app.readPagePicture(clerk, result.row.id, 1)).rejects.toMatchObject({ code: 'invalidInput' });
		const words = await office.app.readPageWords(clerk, result.row.id, 0);
		expect(words.words.map((word) => word.text)).toContain('HÒA');
	});

	it('knows the same bytes again, under any name and also twice in one go', async () => {
		const path = await freshPage(join(inbox, 'a.png'), 3);
		await copyFile(path, join(inbox, 'b.png'));
		const kinds = (await importAll(inbox)).map((result) => result.kind).sort();
		expect(kinds).toEqual(['known', 'read']);
		expect((await importAll(path)).map((result) => result.kind)).toEqual(['known']);
		const report = await office.app.checkData(await office.actor('admin'));
		expect(report).toMatchObject({ outcomes: 1, problems: [], orphans: [] });
	});

	it('tells what cannot be read, and goes on with the rest', async () => {
		await writeFile(join(inbox, 'empty.png'), '');
		await writeFile(join(inbox, 'text.pdf'), 'no PDF');
		await freshPage(join(inbox, 'good.png'), 4);
		const results = await importAll(join(inbox, 'empty.png'), join(inbox, 'text.pdf'), join(inbox, 'good.png'));
		const said = results.map((result) => (result.kind === 'failed' ? result.fault.code : result.kind)).sort();
		expect(said).toEqual(['fileEmpty', 'fileKindUnknown', 'read']);
	});

	it('logs what it did, without a name, a path or a word of the paper', async () => {
		await writeFile(join(inbox, 'bí mật.png'), 'no picture');
		await importAll(await freshPage(join(inbox, 'Nguyễn Thị Riêng.png'), 8));
		const [file = ''] = await readdir(join(office.dataDir, 'logs'));
		const log = await readFile(join(office.dataDir, 'logs', file), 'utf8');
		const lines = log
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines.map((line) => [line.kind, line.msg])).toEqual([
			['import', 'job finished'],
			['recognize', 'job finished'],
		]);
		expect(log).not.toMatch(/Riêng|Hạnh phúc|inbox/);
	});

	it('shows a lost or changed file, and refuses to hand it out', async () => {
		const [result] = await importAll(await freshPage(join(inbox, 'a.png'), 5));
		if (result?.kind !== 'read') throw new Error('not read');
		const { files } = await office.app.showOutcome(clerk, result.row.id);
		const document = files.find((file) => file.role === 'document');
		if (document === undefined) throw new Error('no document');
		await rm(join(office.dataDir, document.path));
		await writeFile(join(office.dataDir, document.path), 'altered');
		await expect(office.app.readDocument(clerk, result.row.id)).rejects.toMatchObject({ code: 'fileLost' });
		const report = await office.app.checkData(await office.actor('admin'));
		expect(report.problems).toEqual([{ kind: 'fileChanged', path: document.path }]);
	});

	it('shows nothing to another org unit and nothing of outcomes that are not there', async () => {
		const [result] = await importAll(await freshPage(join(inbox, 'a.png'), 6));
		if (result?.kind !== 'read') throw new Error('not read');
		const stranger: AccountActor = { ...clerk, orgUnitScope: [] };
		await expect(office.app.showOutcome(stranger, result.row.id)).rejects.toMatchObject({ code: 'outcomeMissing' });
		await expect(office.app.readDocument(stranger, result.row.id)).rejects.toMatchObject({ code: 'outcomeMissing' });
		expect((await office.app.searchOutcomes(stranger, { text: 'doc lap', limit: 5 })).hits).toEqual([]);
		expect((await office.app.listOutcomes(stranger, { limit: 5 })).rows).toEqual([]);
	});

	it('puts work down when it is stopped, and finishes it after the next start', async () => {
		await freshPage(join(inbox, 'a.png'), 7);
		const stop = new AbortController();
		const stopped = (async () => {
			for await (const _ of office.app.importAndRead(clerk, [inbox], { signal: stop.signal })) {
				// Stopped before anything is finished.
			}
		})();
		setTimeout(() => stop.abort(), 50);
		await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
		await office.reopen();
		clerk = await office.actor('clerk', 'archivist');
		await importAll(inbox);
		const { rows } = await office.app.listOutcomes(clerk, { limit: 5 });
		expect(rows.map((row) => row.state)).toEqual(['recognized']);
		expect(await readdir(join(office.dataDir, 'work')).catch(() => [])).toEqual([]);
	});
});
