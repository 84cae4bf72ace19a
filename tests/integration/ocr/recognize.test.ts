import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { applyAffine, lineText, type PagePicture, pageText, type ScannedPage } from '../../../domain/index.ts';
import { createEnginePool } from '../../../ocr/engine/index.ts';
import { createRecognizer, type Recognizer } from '../../../ocr/index.ts';
import { createPageCleaner } from '../../../ocr/page-cleaner.ts';
import { recognizerOf } from '../../../ocr/recognize-page.ts';
import { DECISION, drawnPage } from './pages.ts';

const pictured = (picture: PagePicture, index = 0): ScannedPage => ({ kind: 'picture', index, picture });
const broken = (name: string): URL => new URL(`./broken/${name}.mjs`, import.meta.url);
const noOpinion = async () => ({ rotationDeg: 0, confidence: 0 }) as const;

let decision: PagePicture;
let empty: PagePicture;
let recognizer: Recognizer;

beforeAll(async () => {
	decision = await drawnPage(DECISION);
	empty = await drawnPage([]);
	recognizer = createRecognizer({ workers: 2 });
});
afterAll(() => recognizer.close());

describe('recognizer', () => {
	it('reads a page: words, lines in reading order, boxes in the frame', async () => {
		const page = await recognizer.recognize(pictured(decision, 4));
		const lines = page.lines.map((line) => lineText(page, line));
		expect(lines.slice(0, 7)).toEqual([
			'ỦY BAN NHÂN DÂN',
			'PHƯỜNG AN BÌNH',
			'Số: 12/QĐ-UBND',
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
			'Độc lập - Tự do - Hạnh phúc',
			'An Bình, ngày 03 tháng 02 năm 2026',
			'QUYẾT ĐỊNH',
		]);
		const closing = [/^Nơi nhận/, /Như Điều/, /Lưu/, /^TM\. ỦY BAN NHÂN DÂN$/, /^CHỦ TỊCH$/];
		for (const [i, pattern] of closing.entries()) expect(lines.at(i - closing.length)).toMatch(pattern);
		expect(pageText(page)).toBe(pageText(page).normalize('NFC'));
		expect(page).toMatchObject({ index: 4, blank: false, origin: 'ocr', widthPx: 1654, heightPx: 2339, warnings: [] });
		const title = page.words.find((word) => word.text === 'QUYẾT');
		const [x, y] = applyAffine(page.toOriginal, title?.box[0] ?? 0, (title?.box[1] ?? 0) + (title?.box[3] ?? 0));
		expect(Math.abs(x - 730)).toBeLessThan(8);
		expect(Math.abs(y - 472)).toBeLessThan(15);
		expect(page.timings.recognizeMs).toBeGreaterThan(0);
		expect(page.timings.decodeMs).toBeGreaterThan(0);
	});

	it('reads the same page the same, side by side with others', async () => {
		const pages = await Promise.all(
			[0, 1, 2, 3].map((i) => recognizer.recognize(pictured(i === 1 ? empty : decision, i))),
		);
		const [first, , third, fourth] = pages;
		expect(third?.words).toEqual(first?.words);
		expect(fourth?.words).toEqual(first?.words);
		expect(pages.map((page) => page.index)).toEqual([0, 1, 2, 3]);
	});

	it('proposes an empty page as blank, and never one with a page number only', async () => {
		const blank = await recognizer.recognize(pictured(empty, 7));
		expect(blank).toMatchObject({ blank: true, words: [], lines: [] });
		expect(blank.warnings).toContainEqual({ code: 'pageBlank', page: 7 });
		const numbered = await recognizer.recognize(pictured(await drawnPage([{ text: 'Trang 12', x: 760, y: 150 }])));
		expect(numbered.blank).toBe(false);
		expect(numbered.warnings.map(({ code }) => code)).not.toContain('pageBlank');
	});

	it('says that a picture is damaged, and reads on', async () => {
		const damaged: PagePicture = { ...decision, bytes: decision.bytes.slice(0, decision.bytes.length / 3) };
		await expect(recognizer.recognize(pictured(damaged))).rejects.toMatchObject({ code: 'imageDamaged' });
		expect((await recognizer.recognize(pictured(decision))).words.length).toBeGreaterThan(50);
	});

	it('leaves the picture to its owner', async () => {
		const before = Buffer.from(decision.bytes);
		await recognizer.recognize(pictured(decision));
		expect(Buffer.from(decision.bytes).equals(before)).toBe(true);
	});

	it('stops when asked, before and while it works', async () => {
		const gone = recognizer.recognize(pictured(decision), { signal: AbortSignal.abort() });
		await expect(gone).rejects.toMatchObject({ code: 'cancelled' });
		const abort = new AbortController();
		const working = recognizer.recognize(pictured(decision), { signal: abort.signal });
		setTimeout(() => abort.abort(), 50);
		await expect(working).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('settles all pages when it closes', async () => {
		const closing = createRecognizer({ workers: 1 });
		const all = Promise.allSettled([1, 2, 3, 4, 5, 6].map((i) => closing.recognize(pictured(decision, i))));
		await closing.close();
		for (const result of await all) expect(result).toMatchObject({ reason: { code: 'cancelled' } });
		await expect(closing.recognize(pictured(decision))).rejects.toMatchObject({ code: 'cancelled' });
	});
});

describe('pages that keep their bytes', () => {
	const size = { widthPx: 827, heightPx: 1170, dpi: 100 };
	/** The stamp of a signature at the foot of a scan: the only text layer there is. */
	const stamp = ['Ký', 'bởi:', 'Mẫu'].map((text, i) => ({ text, box: [600 + 60 * i, 1000, 50, 16] as const }));

	it('give their own words, without an engine', async () => {
		const page = await recognizer.recognize({ kind: 'kept', index: 2, ...size, words: stamp });
		expect(page).toMatchObject({ index: 2, ...size, origin: 'textLayer', blank: false, warnings: [] });
		expect(pageText(page)).toBe('Ký bởi: Mẫu');
		expect(page.words.every((word) => word.confidence === 1)).toBe(true);
	});

	it('add what the engine reads beside them, in the frame of the page', async () => {
		const page = await recognizer.recognize({ kind: 'kept', index: 0, ...size, words: stamp, uncovered: decision });
		expect(page.origin).toBe('mixed');
		expect(pageText(page)).toContain('QUYẾT ĐỊNH');
		expect(pageText(page)).toContain('Ký bởi: Mẫu');
		const title = page.words.find((word) => word.text === 'QUYẾT');
		expect(Math.abs((title?.box[0] ?? 0) - 365)).toBeLessThan(5);
	});

	it('do not get a word twice', async () => {
		const alone = await recognizer.recognize(pictured(decision));
		const words = alone.words.map(({ text, box }) => ({ text, box }));
		const both = await recognizer.recognize({
			kind: 'kept',
			index: 0,
			widthPx: alone.widthPx,
			heightPx: alone.heightPx,
			dpi: 200,
			words,
			uncovered: decision,
		});
		expect(both.words).toHaveLength(words.length);
		expect(both.origin).toBe('textLayer');
	});
});

describe('broken machinery', () => {
	const engine = createEnginePool({ workers: 1 });
	let part: Recognizer;
	afterEach(() => part.close());
	afterAll(() => engine.close());
	const withEngine = (name: string): Recognizer =>
		recognizerOf({
			engine: createEnginePool({ workers: 1, entry: broken(name), timeLimitMs: () => 300 }),
			cleaner: createPageCleaner({ size: 1, detectOrientation: noOpinion }),
		});
	const withCleaner = (name: string): Recognizer =>
		recognizerOf({
			engine,
			cleaner: createPageCleaner({
				size: 1,
				detectOrientation: noOpinion,
				entry: broken(name),
				timeLimitMs: () => 300,
			}),
		});

	it.each([
		['hang-on-read', 'ocrTimedOut'],
		['crash-on-read', 'pageNotRead'],
	])('an engine that fails on a page (%s) leaves it without words and with a warning', async (name, code) => {
		part = withEngine(name);
		const page = await part.recognize(pictured(decision, 3));
		expect(page).toMatchObject({ index: 3, words: [], lines: [], blank: false });
		expect(page.warnings).toEqual([{ code, page: 3 }]);
	});

	it.each([
		['crash-on-clean', 'crashed'],
		['hang-on-clean', 'timedOut'],
		['not-there', 'crashed'],
	])('a page worker that fails (%s) is told', async (name, reason) => {
		part = withCleaner(name);
		await expect(part.recognize(pictured(decision))).rejects.toMatchObject({ code: 'engineStopped', data: { reason } });
	});

	it('a bug in the page worker stays a bug', async () => {
		part = withCleaner('refuse-with-bug');
		await expect(part.recognize(pictured(decision))).rejects.toThrow(TypeError);
	});
});
