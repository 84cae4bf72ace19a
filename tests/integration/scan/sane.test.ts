import { mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../../domain/index.ts';
import { listInputs, openGroup, openSource, type ScannedPageFile, saneScanner } from '../../../scan/index.ts';
import { hasSane, saneTestEnvironment, TEST_DEVICE } from '../../support/sane-test-scanner.ts';
import { pageFolder, scanAll } from '../../support/scan-all.ts';

const SMALL = { width: 60, height: 40 };

const scannerWith = (...lines: string[]) => saneScanner({ env: saneTestEnvironment(lines) });

/** Files of a page folder; hidden ones are named too, for nothing of a scan may be left. */
const filesIn = (folder: string) => readdirSync(folder).sort();

describe.skipIf(!hasSane)("SANE's own test driver", () => {
	it('is listed, and says what it can do', async () => {
		const scanner = scannerWith();
		expect(await scanner.listScanners()).toEqual([
			{ id: 'test:0', name: 'Noname frontend-tester' },
			{ id: 'test:1', name: 'Noname frontend-tester' },
		]);
		expect(await scanner.capabilities(TEST_DEVICE)).toEqual({
			sources: ['flatbed', 'feeder'],
			colours: ['colour', 'gray', 'bilevel'],
			resolutionsDpi: [200, 240, 300, 400, 600, 1200],
			maxPaperMm: { width: 300, height: 300 },
		});
	});

	it('scans one page from the glass, in colour at 300 dpi, as a file that the chain takes', async () => {
		const folder = pageFolder();
		const { pages } = await scanAll(
			scannerWith().scan(TEST_DEVICE, { source: 'flatbed', paperMm: { width: 210, height: 297 } }, { folder }),
		);
		expect(pages).toMatchObject([{ index: 0, dpi: 300, widthPx: 2480, heightPx: 3507 }]);
		expect(filesIn(folder)).toEqual(['page-0001.png']);
		const document = await openSource(pages[0]?.path ?? '');
		expect(document.warnings).toEqual([]);
		expect(await document.page(0)).toMatchObject({
			kind: 'picture',
			picture: { colour: 'colour', widthPx: 2480, resolution: { xDpi: 300, yDpi: 300, source: 'file' } },
		});
		await document.close();
	});

	it('empties the feeder, page by page while it scans, in order', async () => {
		const folder = pageFolder();
		const scanner = scannerWith('read-delay true', 'read-delay-duration 20000');
		const seen: number[] = [];
		for await (const page of scanner.scan(TEST_DEVICE, { source: 'feeder', paperMm: SMALL }, { folder })) {
			seen.push(page.index);
			if (page.index === 0)
				expect(filesIn(folder).filter((name) => name.startsWith('page-'))).toEqual(['page-0001.png']);
		}
		expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		const names = seen.map((index) => `page-${String(index + 1).padStart(4, '0')}.png`);
		expect(filesIn(folder)).toEqual(names);
		const [group] = await listInputs([folder], { group: 'folder' });
		if (group?.kind !== 'inputs') throw new Error('no group');
		const dpi: number[] = [];
		for await (const document of openGroup(group)) {
			const page = await document.page(0);
			if (page.kind === 'picture') dpi.push(page.picture.resolution.xDpi);
		}
		expect(dpi).toEqual(Array.from({ length: 10 }, () => 300));
	});

	it('numbers a second scan on from the first', async () => {
		const folder = pageFolder();
		const scanner = scannerWith();
		for (const dpi of [200, 400]) {
			const { pages } = await scanAll(
				scanner.scan(TEST_DEVICE, { source: 'flatbed', dpi, paperMm: SMALL }, { folder }),
			);
			expect(pages).toMatchObject([{ dpi }]);
		}
		expect(filesIn(folder)).toEqual(['page-0001.png', 'page-0002.png']);
	});

	it.each(['gray', 'bilevel'] as const)('scans %s', async (colour) => {
		const folder = pageFolder();
		const settings = { source: 'flatbed', colour, paperMm: SMALL } as const;
		const { pages } = await scanAll(scannerWith('test-picture "Grid"').scan(TEST_DEVICE, settings, { folder }));
		const document = await openSource(pages[0]?.path ?? '');
		// The grid is black and white in either mode; how the page is packed tells them apart.
		expect(await document.page(0)).toMatchObject({
			picture: {
				encoding: colour === 'gray' ? 'png' : 'tiff',
				colour: 'bilevel',
				resolution: { xDpi: 300, source: 'file' },
			},
		});
		await document.close();
	});

	it('takes a page whose length the driver learns only at its end', async () => {
		const folder = pageFolder();
		const scanner = scannerWith('hand-scanner true');
		const { pages, fault } = await scanAll(
			scanner.scan(TEST_DEVICE, { source: 'flatbed', paperMm: SMALL }, { folder }),
		);
		expect(fault).toBeUndefined();
		expect(pages).toHaveLength(1);
		expect(pages[0]?.widthPx).toBe(1299);
	});

	it.each([
		['SANE_STATUS_JAMMED', 'scannerJammed', { pages: 0 }],
		['SANE_STATUS_NO_DOCS', 'scannerNoPaper', {}],
		['SANE_STATUS_COVER_OPEN', 'scannerCoverOpen', {}],
		['SANE_STATUS_DEVICE_BUSY', 'scannerBusy', {}],
		['SANE_STATUS_CANCELLED', 'cancelled', {}],
		['SANE_STATUS_IO_ERROR', 'scannerFailed', { status: 'IO_ERROR', pages: 0 }],
		['SANE_STATUS_NO_MEM', 'scannerFailed', { status: 'NO_MEM', pages: 0 }],
		['SANE_STATUS_ACCESS_DENIED', 'scannerFailed', { status: 'ACCESS_DENIED', pages: 0 }],
		['SANE_STATUS_UNSUPPORTED', 'scannerFailed', { status: 'UNSUPPORTED', pages: 0 }],
		['SANE_STATUS_INVAL', 'scannerFailed', { status: 'INVAL', pages: 0 }],
		// The driver ends the page before its first line: a page that has no picture.
		['SANE_STATUS_EOF', 'scannerFailed', { status: 'incompletePage', pages: 0 }],
	])('names %s', async (status, code, data) => {
		const folder = pageFolder();
		const scanner = saneScanner({ env: saneTestEnvironment([`read-status-code "${status}"`]), stopMs: 2_000 });
		const { pages, fault } = await scanAll(scanner.scan(TEST_DEVICE, { source: 'feeder', paperMm: SMALL }, { folder }));
		expect({ code: fault?.code, data: fault?.data }).toEqual({ code, data });
		expect(pages).toEqual([]);
		expect(filesIn(folder)).toEqual([]);
	});

	it('refuses what the device cannot do, before anything moves', async () => {
		const folder = pageFolder();
		const refusal = async (settings: object) => {
			const { fault } = await scanAll(scannerWith().scan(TEST_DEVICE, { source: 'flatbed', ...settings }, { folder }));
			return `${fault?.code} ${fault?.data.setting ?? fault?.data.limit}`;
		};
		expect(await refusal({ source: 'feederDuplex' })).toBe('scannerSettingRefused feederDuplex');
		expect(await refusal({ dpi: 150 })).toBe('scannerSettingRefused 150 dpi');
		expect(await refusal({ dpi: 2400 })).toBe('scannerSettingRefused 2400 dpi');
		expect(await refusal({ dpi: 300.5 })).toBe('scannerSettingRefused 300.5 dpi');
		expect(await refusal({ paperMm: { width: 297, height: 420 } })).toBe('scannerSettingRefused 297 × 420 mm');
		expect(await refusal({ paperMm: { width: Number.NaN, height: 420 } })).toBe('scannerSettingRefused NaN × 420 mm');
		expect(await refusal({ dpi: 1200 })).toBe('imageTooLarge 120000000');
		expect(filesIn(folder)).toEqual([]);
	});

	it('names a scanner that is not there (any more)', async () => {
		const scanner = scannerWith();
		const folder = pageFolder();
		for (const id of ['test:7', 'nothing:at:all', '', 'a\nb', '-A']) {
			await expect(scanner.capabilities(id)).rejects.toMatchObject({ code: 'scannerMissing' });
			const { fault } = await scanAll(scanner.scan(id, { source: 'flatbed' }, { folder }));
			expect(fault?.code).toBe('scannerMissing');
		}
	});

	it('stops when it is told to: whole pages stay, the half one goes', async () => {
		const folder = pageFolder();
		const stop = new AbortController();
		const scanner = scannerWith('read-delay true', 'read-delay-duration 50000');
		const pages: ScannedPageFile[] = [];
		const scanning = async () => {
			for await (const page of scanner.scan(
				TEST_DEVICE,
				{ source: 'feeder', paperMm: SMALL },
				{ folder, signal: stop.signal },
			)) {
				pages.push(page);
				if (page.index === 1) stop.abort();
			}
		};
		await expect(scanning()).rejects.toMatchObject({ code: 'cancelled' });
		expect(pages.length).toBeGreaterThanOrEqual(2);
		expect(pages.length).toBeLessThan(10);
		expect(filesIn(folder)).toEqual(pages.map((page) => page.path.slice(folder.length + 1)));
	});

	it('stops when the one who asked goes away', async () => {
		const folder = pageFolder();
		const scanner = scannerWith('read-delay true', 'read-delay-duration 50000');
		for await (const page of scanner.scan(TEST_DEVICE, { source: 'feeder', paperMm: SMALL }, { folder })) {
			if (page.index === 1) break;
		}
		const files = filesIn(folder);
		expect(files.length).toBeGreaterThanOrEqual(2);
		expect(files.length).toBeLessThan(10);
		expect(files.every((name) => /^page-\d{4}\.png$/.test(name))).toBe(true);
	});

	it('does not even begin for one who has already gone', async () => {
		const signal = AbortSignal.abort();
		const scanner = scannerWith();
		await expect(scanner.listScanners(signal)).rejects.toMatchObject({ code: 'cancelled' });
		const { fault } = await scanAll(scanner.scan(TEST_DEVICE, { source: 'flatbed' }, { folder: pageFolder(), signal }));
		expect(isFault(fault, 'cancelled')).toBe(true);
	});

	it('works in a folder whose name would mean something to printf or a shell', async () => {
		const folder = `${pageFolder()}/%n%s $(touch x);"'Hồ sơ`;
		mkdirSync(folder);
		const { pages } = await scanAll(scannerWith().scan(TEST_DEVICE, { source: 'flatbed', paperMm: SMALL }, { folder }));
		expect(pages).toHaveLength(1);
		expect(filesIn(folder)).toEqual(['page-0001.png']);
	});
});
