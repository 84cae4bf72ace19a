import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accuracyGoals, enginePoints } from '../../bench/parts/accuracy.ts';
import { goalTable } from '../../bench/parts/figures.ts';
import { memoryGoals, risePerPage } from '../../bench/parts/memory.ts';
import { tally } from '../../bench/parts/orientation.ts';
import { quantile } from '../../bench/parts/part.ts';
import { speedErrorPlot } from '../../bench/parts/speed-error-plot.ts';
import { ssim } from '../../bench/parts/ssim.ts';
import { treeMemory } from '../../bench/parts/tree-memory.ts';

describe('memory over a batch', () => {
	const samples = (perPage: number, level = 900e6) =>
		Array.from({ length: 200 }, (_, i) => ({ pages: 5 * i, pss: i < 10 ? 200e6 : level + perPage * 5 * i, rss: 0 }));

	it('rises as fast as it does, whatever it did while it warmed up', () => {
		expect(risePerPage(samples(2000))).toBeCloseTo(2000, 3);
		expect(risePerPage([])).toBe(0);
	});

	it('is flat or not, and below the limit or not', () => {
		const held = (s: Parameters<typeof memoryGoals>[0]['samples']) =>
			memoryGoals({ samples: s, pages: 1000 }).map((g) => g.held);
		expect(held(samples(0))).toEqual([true, true]);
		expect(held(samples(100e3))).toEqual([false, true]);
		expect(held(samples(0, 1.3e9))).toEqual([true, false]);
		expect(held(samples(0).slice(0, 10))).toEqual([false, true]);
	});

	it.skipIf(!existsSync('/proc/self/smaps_rollup'))('counts what a process holds', () => {
		const held = Buffer.alloc(80e6, 1);
		const { pss, rss } = treeMemory(process.pid);
		expect(pss).toBeGreaterThan(held.length);
		expect(rss).toBeGreaterThanOrEqual(pss);
		expect(treeMemory(2 ** 30)).toEqual({ pss: 0, rss: 0 });
	});
});

describe('directions', () => {
	it('are counted: right ones, flagged ones, and those that are wrong without a word', () => {
		const pages = ([0, 90, 180, 270] as const).map((needed) => ({ file: '', group: needed < 180 ? 'a' : 'b', needed }));
		const answers = [
			{ turn: 0 as const, flagged: true },
			{ turn: 90 as const, flagged: false },
			{ turn: 0 as const, flagged: true },
			{ turn: 90 as const, flagged: false },
		];
		expect(tally(pages, answers)).toEqual({ count: 4, right: 2, flagged: 2, wrongUnflagged: 1 });
		expect(tally(pages, answers, ({ group }) => group === 'a')).toEqual({
			count: 2,
			right: 2,
			flagged: 1,
			wrongUnflagged: 0,
		});
	});
});

describe('structural similarity', () => {
	const picture = (pixel: (x: number, y: number) => number) => ({
		data: Uint8Array.from({ length: 64 * 64 }, (_, i) => pixel(i % 64, i >> 6)),
		width: 64,
		height: 64,
	});
	const stripes = picture((x) => (x % 8 < 4 ? 0 : 255));

	it('is 1 for the same picture, high for a fainter one, low for another', () => {
		expect(ssim(stripes, stripes)).toBeCloseTo(1, 9);
		expect(
			ssim(
				stripes,
				picture((x) => (x % 8 < 4 ? 20 : 250)),
			),
		).toBeGreaterThan(0.98);
		expect(
			ssim(
				stripes,
				picture((_, y) => (y % 8 < 4 ? 0 : 255)),
			),
		).toBeLessThan(0.1);
	});

	it('refuses pictures of two sizes', () => {
		expect(() => ssim(stripes, { data: new Uint8Array(4), width: 2, height: 2 })).toThrow(RangeError);
	});
});

describe('goals of the whole bench', () => {
	const paper = (group: string, split: 'seen' | 'real') => ({
		id: group,
		group,
		split,
		file: '',
		pages: [{ file: '', text: 'một hai ba bốn năm sáu bảy tám chín mười' }],
	});
	const papers = [paper('clean200', 'seen'), paper('rotated', 'seen'), paper('real: a', 'real')];
	const reading = (tool: string, wallMs: number, text: string) => ({
		tool,
		command: '',
		wallMs,
		peakBytes: 0,
		cpuMs: 0,
		texts: new Map(papers.map(({ id }) => [id, [text]])),
		failed: [],
	});
	const best = 'một hai ba bốn năm sáu bảy tám chín mười';
	const readings = [
		{ ...reading('Sohoa', 1000, best), digitized: new Map() },
		reading('OCRmyPDF (plain)', 900, best),
		reading('OCRmyPDF (cleaning)', 4000, 'một hai'),
		reading('Tesseract (fast)', 500, 'một hai ba bốn năm'),
	];

	it('compare with the best peer, on clean pages with native Tesseract', () => {
		const goals = new Map(accuracyGoals({ papers, readings }).map((goal) => [goal.what, goal]));
		expect(goals.get('word errors, clean200')).toMatchObject({ figure: '0.00 (0.0 to 33.3 %)', held: true });
		expect(goals.get('word errors, real: a')).toMatchObject({ figure: '0.00 (0.0 to 0.0 %)', held: true });
		expect(goals.get('pages a minute beside OCRmyPDF (cleaning)')).toMatchObject({ figure: '4.00 ×', held: true });
		expect(goals.get('pages a minute beside OCRmyPDF (plain)')).toMatchObject({ figure: '0.90 ×', held: false });
		expect(accuracyGoals({ papers, readings: readings.slice(0, 1) })).toEqual([]);
	});

	it('stand in one table with their verdicts', () => {
		const goals = accuracyGoals({ papers, readings });
		const text = goalTable({ parts: { accuracy: { command: 'npm run bench', date: '2026-11-23', goals } } });
		expect(text).toContain(`${goals.length - 1} of ${goals.length} goals held.`);
		expect(text).toContain('| pages a minute beside OCRmyPDF (plain) | ≥ 1 × | 0.90 × | **not held** | accuracy |');
	});

	it('are drawn: every tool by name, nothing outside the picture', () => {
		const points = enginePoints({ papers, readings });
		expect(points[3]).toEqual({
			tool: 'Tesseract (fast)',
			pagesAMinute: 360,
			errors: { generated: 33.33, real: 33.33 },
		});
		const svg = speedErrorPlot(points);
		for (const { tool } of points) expect(svg).toContain(`>${tool}</text>`);
		for (const [, x, y] of svg.matchAll(/<text[^>]* x="([\d.-]+)" y="([\d.-]+)"/gu)) {
			expect(Number(x)).toBeLessThan(760);
			expect(Number(y)).toBeGreaterThan(0);
		}
		expect(svg).not.toMatch(/NaN|Infinity|undefined/u);
	});
});

describe('quantile', () => {
	it('is the value below which a share of the values lie', () => {
		expect(quantile([3, 1, 2], 0.5)).toBe(2);
		expect(quantile([1, 2, 3], 1)).toBe(3);
		expect(quantile([], 0.5)).toBe(0);
	});
});
