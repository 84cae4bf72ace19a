import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFields } from '../../../../ocr/fields/index.ts';
import { toRecognizedPage } from '../../../support/recognized-page.ts';
import { centred, type Line, letterhead, typeset } from './typeset.ts';

const SYLLABLES = [
	'căn',
	'cứ',
	'số',
	'ngày',
	'quyết',
	'định',
	'ủy',
	'ban',
	'Nguyễn',
	'VĂN',
	'12',
	'2025',
	'123/QĐ-UBND',
	'họ',
	'tên:',
	'đến',
	'cấp',
	'cho',
	'-',
	'…',
];

/** Deterministic noise. */
function noise(count: number): string[] {
	let seed = 7;
	return Array.from({ length: count }, () => {
		seed = (seed * 1103515245 + 12345) % 2147483648;
		return SYLLABLES[seed % SYLLABLES.length] ?? '';
	});
}

function lines(words: readonly string[], perLine = 12): Line[] {
	return Array.from({ length: Math.ceil(words.length / perLine) }, (_, i) => ({
		y: 0.05 + (0.9 * i * perLine) / words.length,
		at: 0.1,
		text: words.slice(i * perLine, (i + 1) * perLine).join(' '),
	}));
}

function cost(run: () => unknown): number {
	const before = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(before);
	return user + system;
}

describe('garbage', () => {
	it('has no field on no page, an empty page, a page of no size', () => {
		const empty = toRecognizedPage([], [], { widthPx: 1654, heightPx: 2339, dpi: 200 });
		const flat = toRecognizedPage([{ text: 'Số: 1/QĐ-UBND', box: [0, 0, 10, 10], confidence: 1 }], [[0]], {
			widthPx: 0,
			heightPx: 0,
			dpi: 0,
		});
		for (const pages of [[], [empty], [flat], [empty, empty]]) {
			expect(readFields(pages)).toMatchObject({ fields: {} });
		}
	});

	it('takes broken boxes, confidences and line indices', () => {
		const words = [
			{ text: 'Số:', box: [Number.NaN, 0, 10, 10] as const, confidence: 1 },
			{ text: '1/QĐ-UBND', box: [0, 0, -5, Number.POSITIVE_INFINITY] as const, confidence: Number.NaN },
			{ text: '\ud800', box: [5, 5, 0, 0] as const, confidence: 7 },
		];
		expect(() =>
			readFields([toRecognizedPage(words, [[0, 1, 2, 99, -1]], { widthPx: 100, heightPx: 100, dpi: 200 })]),
		).not.toThrow();
	});

	it('never throws, and boxes and confidences stay in bounds, on any words anywhere', () => {
		const word = fc.record({
			text: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...SYLLABLES)),
			box: fc.tuple(
				fc.integer({ min: 0, max: 1500 }),
				fc.integer({ min: 0, max: 2200 }),
				fc.integer({ min: 1, max: 150 }),
				fc.integer({ min: 1, max: 60 }),
			),
			confidence: fc.double({ min: 0, max: 1, noNaN: true }),
		});
		fc.assert(
			fc.property(fc.array(word, { maxLength: 60 }), (words) => {
				const page = toRecognizedPage(words, [words.map((_, i) => i)], { widthPx: 1654, heightPx: 2339, dpi: 200 });
				for (const reading of Object.values(readFields([page]).fields)) {
					expect(reading.confidence).toBeGreaterThanOrEqual(0);
					expect(reading.confidence).toBeLessThanOrEqual(1);
					expect(reading.box.every((side) => side >= 0)).toBe(true);
				}
			}),
		);
	});

	it('guesses nothing with certainty from random words', () => {
		const { kind, fields } = readFields([typeset(lines(noise(5000)))]);
		expect(kind.confidence).toBeLessThan(0.9);
		for (const [name, reading] of Object.entries(fields)) expect(reading.confidence, name).toBeLessThan(0.9);
	});

	it('costs in proportion to the words', () => {
		const head = [
			...letterhead(['SỞ Y TẾ'], 'Số: 1/GCN-SYT', 'Huế, ngày 1 tháng 2 năm 2026'),
			...centred(0.2, ['GIẤY CHỨNG NHẬN']),
		];
		const pages = (count: number) =>
			Array.from({ length: count }, (_, index) =>
				typeset([...(index === 0 ? head : []), ...lines(noise(500))], { index }),
			);
		const [few, many] = [pages(2), pages(16)];
		readFields(few);
		const once = Math.min(
			cost(() => readFields(few)),
			cost(() => readFields(few)),
		);
		// Quadratic work would cost 64 times as much for 8 times the pages.
		expect(cost(() => readFields(many))).toBeLessThan(30 * Math.max(once, 5000));
	});
});
