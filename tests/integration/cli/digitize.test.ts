import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Digitized, DigitizeFailure } from '../../../app/index.ts';
import { jsonLines, sohoa } from '../../support/command-line.ts';
import { scratchFolder } from '../../support/office.ts';

const PAGE = join(import.meta.dirname, '../../../ocr/self-test/page.png');
const isRoot = process.getuid?.() === 0;
/** `nobody` on Debian. */
const NOBODY = 65_534;

type Line = Partial<Digitized> & Partial<DigitizeFailure>;

describe('sohoa digitize', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let inbox: string;
	let out: string;
	beforeEach(async () => {
		folder = await scratchFolder();
		inbox = join(folder.path, 'in');
		out = join(folder.path, 'out');
		await mkdir(inbox);
	});
	afterEach(() => folder.dispose());

	const digitize = (...args: string[]) => sohoa(['digitize', ...args, '--out', out, '--json', '--jobs', '1']);
	const codesOf = (lines: readonly Line[]) => lines.map((line) => line.fault?.code ?? 'done').sort();

	it('prints exactly the promised shape, and nothing else on stdout', async () => {
		await copyFile(PAGE, join(inbox, 'Quyết định.png'));
		const ran = await digitize(inbox);
		expect(ran.code).toBe(0);
		const [line] = jsonLines<Digitized>(ran);
		if (line === undefined) throw new Error('no line');
		expect(Object.keys(line)).toEqual([
			'source',
			'sha256',
			'outputs',
			'conformance',
			'pages',
			'text',
			'kind',
			'fields',
			'warnings',
			'timings',
		]);
		expect(Object.keys(line.pages[0] ?? {})).toEqual([
			'index',
			'widthPx',
			'heightPx',
			'dpi',
			'rotationDeg',
			'skewDeg',
			'toOriginal',
			'blank',
			'text',
			'words',
		]);
		expect(Object.keys(line.timings)).toEqual(['decodeMs', 'cleanMs', 'recognizeMs', 'fieldsMs', 'pdfMs', 'totalMs']);
		expect(line.text).toContain('Độc lập - Tự do - Hạnh phúc');
		expect(JSON.parse(await readFile(line.outputs.json, 'utf8'))).toEqual(line);
		expect(line.outputs.pdf).toBe(join(out, 'Quyết định.pdf'));
		expect((await stat(line.outputs.pdf)).size).toBeGreaterThan(1000);
	});

	it('gives two inputs of one name names of their own, and skips finished ones when run again', async () => {
		await mkdir(join(inbox, 'a'));
		await mkdir(join(inbox, 'b'));
		await copyFile(PAGE, join(inbox, 'a/giay.png'));
		await sharp(PAGE).negate().negate().jpeg().toFile(join(inbox, 'b/giay.jpg'));
		const first = await digitize(inbox);
		expect((await readdir(out)).filter((name) => name.endsWith('.pdf')).sort()).toEqual(['giay-2.pdf', 'giay.pdf']);
		const made = (await stat(join(out, 'giay.pdf'))).mtimeMs;
		const again = await digitize(inbox);
		expect(jsonLines(again)).toEqual(jsonLines(first));
		expect((await stat(join(out, 'giay.pdf'))).mtimeMs).toBe(made);
		await digitize(inbox, '--force');
		expect((await stat(join(out, 'giay.pdf'))).mtimeMs).toBeGreaterThan(made);
		expect((await readdir(out)).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
	});

	it('never replaces a file that is not its own', async () => {
		await copyFile(PAGE, join(inbox, 'giay.png'));
		await mkdir(out);
		await writeFile(join(out, 'giay.pdf'), 'of somebody else');
		const [line] = jsonLines<Digitized>(await digitize(inbox));
		expect(line?.outputs.pdf).toBe(join(out, 'giay-2.pdf'));
		expect(await readFile(join(out, 'giay.pdf'), 'utf8')).toBe('of somebody else');
	});

	it('gives each bad input its own fault, and goes on with the good ones', async () => {
		await copyFile(PAGE, join(inbox, 'good.png'));
		await writeFile(join(inbox, 'empty.pdf'), '');
		await writeFile(join(inbox, 'cut.png'), (await readFile(PAGE)).subarray(0, 6000));
		await writeFile(join(inbox, 'words.tif'), 'these are no pixels');
		const inputs = ['good.png', 'empty.pdf', 'cut.png', 'words.tif', 'absent.jpg'].map((name) => join(inbox, name));
		const ran = await digitize(...inputs);
		expect(ran.code).toBe(1);
		const lines = jsonLines<Line>(ran);
		expect(codesOf(lines)).toEqual(['done', 'fileEmpty', 'fileKindUnknown', 'fileMissing', 'imageDamaged']);
		expect(lines.every((line) => line.fault === undefined || line.fault.message.startsWith(line.fault.code))).toBe(
			true,
		);
		expect((await readdir(out)).filter((name) => !name.startsWith('.')).sort()).toEqual(['good.json', 'good.pdf']);
	});

	it('joins the files of a folder to one outcome', async () => {
		await mkdir(join(inbox, 'ho so'));
		for (const name of ['trang 10.png', 'trang 2.png']) await copyFile(PAGE, join(inbox, 'ho so', name));
		const [line] = jsonLines<Digitized>(await digitize(join(inbox, 'ho so'), '--group', 'folder'));
		expect(line?.pages).toHaveLength(2);
		expect(line?.outputs.pdf).toBe(join(out, 'ho so.pdf'));
	});

	it('reads a page whose name has the wrong ending, and says so', async () => {
		await copyFile(PAGE, join(inbox, 'page.jpg'));
		const [line] = jsonLines<Digitized>(await digitize(inbox));
		expect(line?.warnings.map((warning) => warning.code)).toContain('extensionMismatch');
	});

	it('answers a wrong command line with 2', async () => {
		expect((await sohoa(['digitize', PAGE])).code).toBe(2);
		expect((await sohoa(['digitize', PAGE, '--out', out, '--group', 'pile'])).code).toBe(2);
		expect((await sohoa(['digitize', PAGE, '--out', out, '--jobs', '0'])).code).toBe(2);
		expect((await sohoa(['nonsense'])).code).toBe(2);
		expect((await sohoa(['--help'])).code).toBe(0);
		const vietnamese = await sohoa(['nonsense'], { env: { SOHOA_LANG: 'vi' } });
		expect(vietnamese.stderr).toContain('[usage]');
		expect(vietnamese.stderr).toContain('Dòng lệnh chưa đúng');
	});

	it('stops cleanly at Ctrl+C and goes on where it was', async () => {
		for (let i = 0; i < 4; i++) {
			await sharp(PAGE)
				.linear(1, -i)
				.png()
				.toFile(join(inbox, `${i}.png`));
		}
		const stopped = await sohoa(['digitize', inbox, '--out', out, '--jobs', '1'], {
			onStart: (child) => {
				child.stdout?.once('data', () => child.kill('SIGINT'));
			},
		});
		expect(stopped.code).toBe(130);
		const left = (await readdir(out)).filter((name) => name.endsWith('.tmp'));
		expect(left).toEqual([]);
		const again = await digitize(inbox);
		expect(again.code).toBe(0);
		expect((await readdir(out)).filter((name) => name.endsWith('.pdf'))).toHaveLength(4);
	});

	it.skipIf(!isRoot)('says what it may not read or write', async () => {
		await copyFile(PAGE, join(inbox, 'secret.png'));
		await chmod(join(inbox, 'secret.png'), 0o600);
		await chmod(folder.path, 0o755);
		await mkdir(out, { mode: 0o777 });
		await chmod(out, 0o777);
		const args = ['digitize', join(inbox, 'secret.png'), '--out', out, '--json'];
		expect(codesOf(jsonLines<Line>(await sohoa(args, { uid: NOBODY })))).toEqual(['fileUnreadable']);
		await chmod(join(inbox, 'secret.png'), 0o644);
		await chmod(out, 0o755);
		expect(codesOf(jsonLines<Line>(await sohoa(args, { uid: NOBODY })))).toEqual(['outputUnwritable']);
	});

	it.skipIf(!isRoot)('says that the disk is full, and leaves nothing half-made', async () => {
		await mkdir(out);
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', out]);
		try {
			await sharp({
				create: {
					width: 1000,
					height: 1400,
					channels: 3,
					background: 'white',
					noise: { type: 'gaussian', mean: 128, sigma: 40 },
				},
			})
				.jpeg({ quality: 95 })
				.toFile(join(inbox, 'large.jpg'));
			const ran = await digitize(inbox);
			expect(codesOf(jsonLines<Line>(ran))).toEqual(['diskFull']);
			expect(ran.code).toBe(1);
			expect((await readdir(out)).filter((name) => !name.startsWith('.sohoa'))).toEqual([]);
		} finally {
			execFileSync('umount', [out]);
		}
	});
});
