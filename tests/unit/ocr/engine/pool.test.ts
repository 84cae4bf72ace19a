import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEnginePool, type EnginePool, type EngineResult, type GrayImage } from '../../../../ocr/engine/index.ts';
import { startTesseract } from '../../../../ocr/engine/tesseract.ts';
import { textImage } from './text-image.ts';

const broken = (name: string): URL => new URL(`./broken/${name}.mjs`, import.meta.url);
const textOf = (result: EngineResult): string =>
	result.lines.map((line) => line.words.map((word) => word.text).join(' ')).join('\n');
const packaged = join(import.meta.dirname, '../../../../ocr/model');

const LINES = ['Quyết định về việc cấp giấy phép xây dựng', 'Họ và tên: Nguyễn Thị Hạnh'];
let page: GrayImage;
let other: GrayImage;
let pool: EnginePool | undefined;
let folder: string;

const open = (options: Parameters<typeof createEnginePool>[0] = {}): EnginePool => {
	pool = createEnginePool({ workers: 1, ...options });
	return pool;
};

beforeAll(async () => {
	page = await textImage(LINES);
	other = await textImage(['Số: 0123/UBND-VP', 'zzzz qqqq 77777 xxxx', 'Nơi nhận: Như trên']);
	folder = await mkdtemp(join(tmpdir(), 'sohoa-engine-'));
});
afterEach(async () => {
	await pool?.close();
	pool = undefined;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('engine pool', () => {
	it('reads Vietnamese with boxes, confidence, lines and blocks', async () => {
		const result = await open().read(page);
		expect(textOf(result)).toBe(LINES.join('\n'));
		const words = result.lines.flatMap((line) => line.words);
		for (const { box, confidence } of words) {
			const [x, y, width, height] = box;
			expect(x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height).toBe(true);
			expect(width > 0 && height > 0).toBe(true);
			expect(confidence > 0.5 && confidence <= 1).toBe(true);
		}
		expect(result.lines.every((line) => result.blocks[line.block] !== undefined)).toBe(true);
	});

	it('reads a page the same whatever came before it', async () => {
		const engine = open();
		const strip = ({ lines, blocks }: EngineResult) => ({ lines, blocks });
		const fresh = strip(await engine.read(page));
		for (let i = 0; i < 3; i += 1) await engine.read(other);
		expect(strip(await engine.read(page))).toEqual(fresh);
	});

	it('reads an empty page and pure noise without failing', async () => {
		const engine = open();
		const blank: GrayImage = { data: new Uint8Array(400 * 400).fill(255), width: 400, height: 400, dpi: 200 };
		expect((await engine.read(blank)).lines).toEqual([]);
		const noise = Uint8Array.from({ length: 300 * 300 }, (_, i) => (i * 2_654_435_761) >>> 24);
		await expect(engine.read({ data: noise, width: 300, height: 300, dpi: 200 })).resolves.toBeDefined();
		await expect(engine.read({ data: new Uint8Array(1), width: 1, height: 1, dpi: 200 })).resolves.toBeDefined();
	});

	it('takes an image of a wrong length as a bug, and goes on', async () => {
		const engine = open();
		await expect(engine.read({ ...page, width: page.width + 1 })).rejects.toThrow(RangeError);
		expect(textOf(await engine.read(page))).toBe(LINES.join('\n'));
	});

	it('tells how a page lies', async () => {
		const lines = Array.from(
			{ length: 12 },
			(_, i) => `Điều ${i + 1}. Giám đốc Sở Nội vụ chịu trách nhiệm thi hành quyết định này`,
		);
		const upright = await textImage(lines);
		const upsideDown = { ...upright, data: upright.data.slice().reverse() };
		const engine = open();
		expect(await engine.detectOrientation(upright)).toMatchObject({ rotationDeg: 0 });
		const turned = await engine.detectOrientation(upsideDown);
		expect(turned.rotationDeg).toBe(180);
		expect(turned.confidence).toBeGreaterThan(0);
	});

	it('lets the page on screen go before the batch', async () => {
		const engine = open();
		const order: string[] = [];
		const read = (name: string, priority: number) => engine.read(page, { priority }).then(() => order.push(name));
		await Promise.all([read('first', 0), read('batch', 0), read('batch', 0), read('screen', 1)]);
		expect(order).toEqual(['first', 'screen', 'batch', 'batch']);
	});

	it('stops a reading when asked, and reads on', async () => {
		const engine = open();
		await engine.read(page);
		const abort = new AbortController();
		const reading = engine.read(page, { signal: abort.signal });
		setImmediate(() => abort.abort());
		await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
		expect(textOf(await engine.read(page))).toBe(LINES.join('\n'));
	});

	it('settles all when it closes', async () => {
		const engine = open();
		const all = Promise.allSettled([engine.read(page), engine.read(page), engine.detectOrientation(page)]);
		await engine.close();
		for (const result of await all) expect(result).toMatchObject({ reason: { code: 'cancelled' } });
	});
});

describe('models', () => {
	it('takes a model from a folder of its own, packed or not', async () => {
		const own = join(folder, 'own');
		await cp(packaged, own, { recursive: true });
		expect(textOf(await open({ modelDir: own }).read(page))).toBe(LINES.join('\n'));
	});

	it('says that a model is missing', async () => {
		const reading = open({ modelDir: join(folder, 'nothing-here') }).read(page);
		await expect(reading).rejects.toMatchObject({ code: 'languageDataMissing', data: { language: 'vie' } });
	});

	it.each([
		['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
		['one bit flipped', (bytes: Buffer) => bytes.map((byte, i) => (i === 70_000 ? byte ^ 1 : byte))],
		['no model at all', () => Buffer.from('planted')],
		['empty', () => Buffer.alloc(0)],
	])('says that a model is damaged: %s', async (name, damage) => {
		const own = join(folder, name);
		await cp(packaged, own, { recursive: true });
		const file = join(own, 'vie.traineddata');
		await writeFile(file, damage(await readFile(file)));
		await expect(open({ modelDir: own }).read(page)).rejects.toMatchObject({ code: 'languageDataDamaged' });
	});

	it('does not take a model planted in the working directory, and leaves none there', async () => {
		const home = process.cwd();
		const away = await mkdtemp(join(tmpdir(), 'sohoa-planted-'));
		process.chdir(away);
		try {
			await writeFile('vie.traineddata', 'planted');
			expect(textOf(await open().read(page))).toBe(LINES.join('\n'));
			expect(await readFile('vie.traineddata', 'utf8')).toBe('planted');
		} finally {
			process.chdir(home);
			await rm(away, { recursive: true });
		}
	});
});

describe('broken workers', () => {
	it.each(['crash-on-read', 'refuse-read'])('gives up a page on which two workers died: %s', async (name) => {
		const reading = open({ entry: broken(name) }).read(page);
		await expect(reading).rejects.toMatchObject({ code: 'engineStopped', data: { reason: 'crashed' } });
	});

	it('kills a worker that hangs', async () => {
		const reading = open({ entry: broken('hang-on-read'), timeLimitMs: () => 200 }).read(page);
		await expect(reading).rejects.toMatchObject({ code: 'engineStopped', data: { reason: 'timedOut' } });
	});

	it.each(['exit-at-start', 'not-there'])('says that workers do not start: %s', async (name) => {
		const reading = open({ entry: broken(name) }).read(page);
		await expect(reading).rejects.toMatchObject({ code: 'engineStopped', data: { reason: 'notStarted' } });
	});

	it('does not wait for ever for a worker that never answers', async () => {
		const start = startTesseract({
			language: 'vie',
			model: new Uint8Array(),
			engineMode: 1,
			parameters: {},
			startTimeoutMs: 200,
			entry: broken('silent-start'),
		});
		await expect(start).rejects.toMatchObject({ name: 'WorkerStopped' });
	});

	it('closes while a worker hangs at its start', async () => {
		const engine = open({ entry: broken('silent-start') });
		const reading = engine.read(page);
		const settled = expect(reading).rejects.toMatchObject({ code: 'cancelled' });
		await new Promise((resolve) => setImmediate(resolve));
		await engine.close();
		await settled;
	});
});
