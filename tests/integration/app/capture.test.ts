import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ScanEvent } from '../../../app/index.ts';
import { saneScanner } from '../../../scan/index.ts';
import { type Office, openOffice } from '../../support/office.ts';
import { hasSane, saneTestEnvironment, TEST_DEVICE } from '../../support/sane-test-scanner.ts';

const SAMPLE = join(import.meta.dirname, '../../../samples/05-dang-ky-doanh-nghiep.png');

async function office(lines: readonly string[] = []): Promise<Office> {
	const scanner = saneScanner({ env: saneTestEnvironment(lines) });
	const made = await openOffice(undefined, { scanner });
	onTestFinished(() => made.close());
	return made;
}

async function all<T>(events: AsyncIterable<T>): Promise<readonly T[]> {
	const seen: T[] = [];
	for await (const event of events) seen.push(event);
	return seen;
}

const kinds = (events: readonly ScanEvent[]) => events.map((event) => event.kind);

describe.skipIf(!hasSane)(`scanning with SANE's test driver ${hasSane ? '' : '(sane-utils is missing)'}`, () => {
	it('makes one outcome of all sheets in the feeder', async () => {
		const { app, actor, dataDir } = await office();
		const clerk = await actor('clerk');
		const settings = { source: 'feeder', dpi: 200, colour: 'gray', paperMm: { width: 40, height: 30 } } as const;
		const events = await all(app.scanPapers(clerk, { device: TEST_DEVICE, settings }));
		expect(kinds(events)).toEqual([...Array(10).fill('page'), 'queued']);
		await app.finishJobs();
		const { rows } = await app.listOutcomes(clerk, { limit: 10 });
		expect(rows).toMatchObject([{ state: 'recognized', pageCount: 10 }]);
		const shown = await app.showOutcome(clerk, rows[0]?.id ?? ('' as never));
		expect(shown.files.filter((file) => file.role === 'original').map((file) => file.page)).toEqual([
			0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
		]);
		expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
	}, 120_000);

	it('says what is wrong when not a single page comes, and leaves nothing', async () => {
		const { app, actor, dataDir } = await office(['read-status-code "SANE_STATUS_COVER_OPEN"', 'read-limit true']);
		const clerk = await actor('clerk');
		const scan = all(app.scanPapers(clerk, { device: 'test:7' }));
		await expect(scan).rejects.toMatchObject({ code: 'scannerMissing' });
		expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
	}, 60_000);

	it('stops at Ctrl+C and keeps the pages that were whole', async () => {
		const { app, actor } = await office(['read-delay true', 'read-delay-duration 100000']);
		const clerk = await actor('clerk');
		const stop = new AbortController();
		const settings = { source: 'feeder', dpi: 200, colour: 'gray', paperMm: { width: 40, height: 30 } } as const;
		const seen: ScanEvent[] = [];
		for await (const event of app.scanPapers(clerk, { device: TEST_DEVICE, settings, signal: stop.signal })) {
			seen.push(event);
			if (event.kind === 'page' && event.count === 3) stop.abort();
		}
		const pages = seen.filter((event) => event.kind === 'page').length;
		expect(pages).toBeGreaterThanOrEqual(3);
		expect(pages).toBeLessThan(10);
		expect(kinds(seen).slice(pages)).toEqual(['stopped', 'queued']);
		await app.finishJobs();
		const { rows } = await app.listOutcomes(clerk, { limit: 10 });
		expect(rows[0]?.pageCount).toBeGreaterThanOrEqual(3);
	}, 120_000);
});

describe('pages that an interrupted scan left', () => {
	it('are taken in by the next start', async () => {
		const made = await openOffice();
		onTestFinished(() => made.close());
		const clerk = await made.actor('clerk');
		const folder = join(made.dataDir, 'incoming', 'left');
		await mkdir(join(folder, 'pages'), { recursive: true });
		const { accountId, orgUnitId, orgUnitScope } = clerk;
		await writeFile(join(folder, 'taker.json'), JSON.stringify({ accountId, orgUnitId, orgUnitScope }));
		await copyFile(SAMPLE, join(folder, 'pages', 'page-0001.png'));
		const app = await made.reopen();
		await app.finishJobs();
		const { rows } = await app.listOutcomes(clerk, { limit: 10 });
		expect(rows).toMatchObject([{ state: 'recognized', sourceName: 'page-0001.png' }]);
		expect(await readdir(join(made.dataDir, 'incoming'))).toEqual([]);
	}, 60_000);
});

describe('a watched folder', () => {
	it('gives each paper once: files and folders of pictures, not what is no paper, not what is known', async () => {
		const made = await openOffice();
		onTestFinished(() => made.close());
		const { app, dataDir } = made;
		const clerk = await made.actor('clerk');
		const folder = join(dataDir, '..', 'hot');
		await mkdir(join(folder, 'ho-so'), { recursive: true });
		await copyFile(SAMPLE, join(folder, 'a.png'));
		await copyFile(SAMPLE, join(folder, 'twin.png'));
		await copyFile(SAMPLE, join(folder, 'ho-so', '1.png'));
		await copyFile(join(SAMPLE, '../07-trich-luc-khai-sinh.jpg'), join(folder, 'ho-so', '2.jpg'));
		await writeFile(join(folder, 'hong.png'), 'not a picture');
		const request = { folder, once: true, stableMs: 50, folderStableMs: 50 };
		const events = await all(app.watchFolder(clerk, request));
		await app.finishJobs();
		expect(events.map((event) => event.kind).sort()).toEqual(['failed', 'taken', 'taken', 'taken']);
		const { rows } = await app.listOutcomes(clerk, { limit: 10 });
		expect(rows.map((row) => row.pageCount).sort()).toEqual([1, 2]);
		expect((await readdir(folder)).sort()).toEqual(['.sohoa']);
		expect((await readdir(join(folder, '.sohoa', 'failed'))).length).toBeGreaterThan(0);
	}, 120_000);

	it('may not be the data folder', async () => {
		const made = await openOffice();
		onTestFinished(() => made.close());
		const clerk = await made.actor('clerk');
		const inside = all(made.app.watchFolder(clerk, { folder: made.dataDir, once: true }));
		await expect(inside).rejects.toMatchObject({ code: 'hotFolderUnsafe' });
	}, 30_000);
});
