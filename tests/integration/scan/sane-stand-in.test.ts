import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SaneScannerOptions, saneScanner } from '../../../scan/index.ts';
import { pageFolder, scanAll } from '../../support/scan-all.ts';

/** SANE's own driver has no duplex source and can't be told to hang or crash, so a script stands in for `scanimage` here. */
const STAND_IN = join(import.meta.dirname, '../../support/stand-in-scanimage.mjs');
const TWIN = 'twin:libusb:001:004';
const isRoot = process.getuid?.() === 0;
const SCAN_MODULE = join(import.meta.dirname, '../../../scan/index.ts');

type Scenario = {
	readonly sheets?: number;
	readonly after?: string;
	readonly options?: readonly string[];
	readonly log?: string;
};

function standIn(scenario: Scenario, options: SaneScannerOptions = {}) {
	const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
	const env = { ...process.env, PATH, STAND_IN_SCENARIO: JSON.stringify(scenario) };
	return saneScanner({ program: STAND_IN, env, stopMs: 500, ...options });
}

const filesIn = (folder: string) => readdirSync(folder).sort();

/** The gray of each page, which the stand-in makes ten times its number. */
async function graysOf(folder: string): Promise<number[]> {
	const grays: number[] = [];
	for (const name of filesIn(folder)) {
		const { channels } = await sharp(join(folder, name)).stats();
		grays.push(channels[0]?.mean ?? -1);
	}
	return grays;
}

describe.skipIf(process.platform === 'win32')('a stand-in for scanimage', () => {
	it('is listed, with names in any script', async () => {
		expect(await standIn({}).listScanners()).toEqual([{ id: TWIN, name: 'Máy quét Hai mặt' }]);
		expect(await standIn({}).capabilities(TWIN)).toEqual({
			sources: ['flatbed', 'feeder', 'feederDuplex'],
			colours: ['colour', 'gray', 'bilevel'],
			resolutionsDpi: [200, 300, 600],
			maxPaperMm: { width: 215.9, height: 355.6 },
		});
	});

	it('scans both sides of each sheet, front before back', async () => {
		const folder = pageFolder();
		const log = join(pageFolder(), 'arguments');
		const scanner = standIn({ sheets: 3, log });
		const { pages, fault } = await scanAll(scanner.scan(TWIN, { source: 'feederDuplex', colour: 'gray' }, { folder }));
		expect(fault).toBeUndefined();
		expect(pages.map((page) => page.index)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(await graysOf(folder)).toEqual([10, 20, 30, 40, 50, 60]);
		const scans = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '';
		expect(JSON.parse(scans)).toEqual([
			`--device-name=${TWIN}`,
			'--source=ADF Duplex',
			'--mode=Gray',
			'--resolution=300',
			'-x',
			'210',
			'-y',
			'297',
			'--format=tiff',
			'--batch=p%d.tif',
			'--batch-count=2000',
			'--batch-print',
			'--progress',
		]);
	});

	it.each([
		[
			['    --source FB|ADF [FB]', '    --adf-mode Simplex|Duplex [inactive]'],
			['flatbed', 'feeder'],
		],
		[
			['    --source FB|ADF [FB]', '    --adf-mode Simplex|Duplex [Simplex]'],
			['flatbed', 'feeder', 'feederDuplex'],
		],
		[['    --duplex[=(yes|no)] [no]'], ['flatbed', 'feeder', 'feederDuplex']],
	])('knows the ways in which drivers name both sides: %j', async (source, sources) => {
		const options = [...source, '    --mode Gray|Color [Color]', '    --resolution 300|600dpi [300]'];
		const scanner = standIn({ sheets: 2, options });
		expect((await scanner.capabilities(TWIN)).sources).toEqual(sources);
		if (!sources.includes('feederDuplex')) return;
		const folder = pageFolder();
		const { pages } = await scanAll(scanner.scan(TWIN, { source: 'feederDuplex' }, { folder }));
		expect(pages).toHaveLength(4);
		const oneSided = await scanAll(scanner.scan(TWIN, { source: 'feeder' }, { folder }));
		expect(oneSided.pages).toHaveLength(2);
	});

	it.each([
		['scanimage: sane_start: Document feeder jammed', 'scannerJammed', { pages: 2 }],
		['scanimage: sane_start: Scanner cover is open', 'scannerCoverOpen', {}],
		['scanimage: sane_read: Operation was cancelled\nScanned page 3. (scanner status = 2)', 'cancelled', {}],
		['scanimage: sane_start: Lamp not ready, please retry', 'scannerFailed', { status: 'WARMING_UP', pages: 2 }],
		['scanimage: sane_start: some new words', 'scannerFailed', { status: 'UNKNOWN', pages: 2 }],
		['Scanned page 3. (scanner status = 9)', 'scannerFailed', { status: 'IO_ERROR', pages: 2 }],
		['scanimage: setting of option --mode failed (Invalid argument)', 'scannerSettingRefused', { setting: 'mode' }],
		["scanimage: unrecognized option '--mode=Color'", 'scannerSettingRefused', { setting: 'mode' }],
		['scanimage: attempted to set inactive option resolution', 'scannerSettingRefused', { setting: 'resolution' }],
		['scanimage: open of device x failed: Device busy', 'scannerBusy', {}],
		['scanimage: open of device x failed: Error during device I/O', 'scannerMissing', {}],
		[
			'scanimage: open of device x failed: Access to resource has been denied',
			'scannerFailed',
			{ status: 'ACCESS_DENIED', pages: 0 },
		],
		['scanimage: no SANE devices found', 'scannerMissing', {}],
		['cannot open p3.tif.part', 'outputUnwritable', {}],
		['who knows', 'scannerFailed', { status: 'exit 1', pages: 2 }],
		['crash', 'scannerFailed', { status: 'SIGSEGV', pages: 2 }],
		['short', 'scannerFailed', { status: 'incompletePage', pages: 2 }],
		['hang', 'scannerFailed', { status: 'noAnswer', pages: 2 }],
		['deaf', 'scannerFailed', { status: 'noAnswer', pages: 2 }],
	])('keeps the pages that came before "%s"', async (after, code, data) => {
		const folder = pageFolder();
		const scanner = standIn({ sheets: 2, after }, { quietMs: 2_000 });
		const { pages, fault } = await scanAll(scanner.scan(TWIN, { source: 'feeder', colour: 'gray' }, { folder }));
		expect({ code: fault?.code, data: fault?.data }).toEqual({ code, data });
		expect(pages).toHaveLength(2);
		expect(filesIn(folder)).toEqual(['page-0001.png', 'page-0002.png']);
	});

	it('does not wait for a driver that hangs when everything is done', async () => {
		const scanner = standIn({ sheets: 2, after: 'hangInClosing' });
		const { pages, fault } = await scanAll(scanner.scan(TWIN, { source: 'feeder' }, { folder: pageFolder() }));
		expect([pages.length, fault]).toEqual([2, undefined]);
	});

	it('is killed when it does not listen', async () => {
		const folder = pageFolder();
		const stop = new AbortController();
		const seen: number[] = [];
		const scanning = async () => {
			const scanner = standIn({ sheets: 1, after: 'deaf' });
			for await (const page of scanner.scan(TWIN, { source: 'feeder' }, { folder, signal: stop.signal })) {
				seen.push(page.index);
				stop.abort();
			}
		};
		await expect(scanning()).rejects.toMatchObject({ code: 'cancelled' });
		expect(seen).toEqual([0]);
		expect(filesIn(folder)).toEqual(['page-0001.png']);
	});

	it('may not flood us', async () => {
		await expect(standIn({ after: 'flood' }).listScanners()).rejects.toMatchObject({
			code: 'scannerFailed',
			data: { status: 'flood' },
		});
	});

	it('says that there is no program', async () => {
		const missing = standIn({}, { program: '/nowhere/scanimage' });
		await expect(missing.listScanners()).rejects.toMatchObject({ code: 'scannerProgramMissing' });
		await expect(missing.capabilities(TWIN)).rejects.toMatchObject({ code: 'scannerProgramMissing' });
		const notInPath = saneScanner({ env: { PATH: '/nowhere' } });
		await expect(notInPath.listScanners()).rejects.toMatchObject({ code: 'scannerProgramMissing' });
		const notRunnable = join(pageFolder(), 'scanimage');
		writeFileSync(notRunnable, '#!/bin/sh\n', { mode: 0o600 });
		await expect(saneScanner({ program: notRunnable }).listScanners()).rejects.toMatchObject({
			code: 'scannerProgramMissing',
		});
	});

	it('says that the page folder is not there', async () => {
		const { fault } = await scanAll(standIn({}).scan(TWIN, { source: 'feeder' }, { folder: '/nowhere/pages' }));
		expect(fault?.code).toBe('outputUnwritable');
	});

	it.skipIf(!isRoot)('says that the disk is full, and gives the page once there is room', async () => {
		const small = pageFolder();
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48k', 'tmpfs', small]);
		onTestFinished(() => {
			execFileSync('umount', [small]);
		});
		writeFileSync(join(small, 'filler'), Buffer.alloc(6_000));
		// 40,240 bytes fit, once; what they are packed into does not fit beside them.
		const { pages, fault } = await scanAll(standIn({ sheets: 1 }).scan(TWIN, { source: 'feeder' }, { folder: small }));
		expect([pages.length, fault?.code]).toEqual([0, 'diskFull']);
		rmSync(join(small, 'filler'));
		execFileSync('mount', ['-o', 'remount,size=1m', small]);
		const again = await scanAll(standIn({ sheets: 1 }).scan(TWIN, { source: 'feeder' }, { folder: small }));
		expect(again.fault).toBeUndefined();
		expect(again.pages.map((page) => page.index)).toEqual([0, 1]);
		expect(await graysOf(small)).toEqual([10, 10]);
	});

	it('gives the pages of a program that was killed, first and once', async () => {
		const folder = pageFolder();
		const staging = join(folder, '.scan-0-left');
		const first = await scanAll(standIn({ sheets: 1 }).scan(TWIN, { source: 'feeder', dpi: 200 }, { folder }));
		expect(first.pages).toHaveLength(1);
		// Killed after page 1 was named, before its staged file went; page 2 was staged only; page 3 was being scanned.
		mkdirSync(staging);
		const stage = join(pageFolder(), 'stage');
		mkdirSync(stage);
		const env = { ...process.env, STAND_IN_SCENARIO: JSON.stringify({ sheets: 2 }) };
		const args = ['--resolution=200', '--batch=p%d.tif', '--batch-count=9'];
		try {
			execFileSync(STAND_IN, args, { cwd: staging, env, stdio: 'ignore' });
		} catch {
			// It ends with SANE's status for an empty feeder.
		}
		writeFileSync(join(staging, 'p3.tif.part'), 'half');
		const { pages } = await scanAll(standIn({ sheets: 3 }).scan(TWIN, { source: 'feeder', dpi: 200 }, { folder }));
		expect(pages.map((page) => page.index)).toEqual([0, 1, 2, 3]);
		expect(await graysOf(folder)).toEqual([10, 20, 10, 20, 30]);
		expect(existsSync(staging)).toBe(false);
	});

	it('loses no finished page when the program that scans is killed', async () => {
		const folder = pageFolder();
		const code = `import { saneScanner } from ${JSON.stringify(SCAN_MODULE)};
			const pages = saneScanner({ program: ${JSON.stringify(STAND_IN)} }).scan('${TWIN}', { source: 'feeder' }, { folder: ${JSON.stringify(folder)} });
			for await (const page of pages) { console.log(page.index); await new Promise(() => setInterval(() => {}, 1000)); }`;
		const env = { ...process.env, STAND_IN_SCENARIO: JSON.stringify({ sheets: 4, after: 'hang' }) };
		const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
			env,
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await new Promise((resolve) => child.stdout.once('data', resolve));
		// The stand-in is far ahead of the one who takes its pages one by one.
		const staged = () =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('p4.tif'));
		while (staged().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
		child.kill('SIGKILL');
		await new Promise((resolve) => child.once('exit', resolve));
		const { pages } = await scanAll(standIn({ sheets: 0 }).scan(TWIN, { source: 'feeder' }, { folder }));
		expect(pages).toHaveLength(3);
		expect(await graysOf(folder)).toEqual([10, 20, 30, 40]);
	});

	it.skipIf(!isRoot)('says that the page folder may not be written', async () => {
		const folder = pageFolder();
		chmodSync(folder, 0o555);
		process.seteuid?.(65_534);
		try {
			const { fault } = await scanAll(standIn({}).scan(TWIN, { source: 'feeder' }, { folder }));
			expect(fault?.code).toBe('outputUnwritable');
		} finally {
			process.seteuid?.(0);
		}
	});
});
