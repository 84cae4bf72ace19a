import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cornerOf, layOut, wrap } from '../../../sign/mark/layout.ts';
import { loadMarkFont } from '../../../sign/mark/mark-font.ts';
import { markLines } from '../../../sign/mark/mark-text.ts';

const font = loadMarkFont();
const AT = new Date('2026-11-22T18:05:09Z');
const LINE = 'SAO Y; UỶ BAN NHÂN DÂN PHƯỜNG ĐỒNG MẪU; 23/11/2026; 01:05:09 +07:00';

describe('markLines', () => {
	it('says what the law asks for, in Viet Nam’s time', () => {
		expect(markLines({ kind: 'clerk', signerName: 'Nguyễn Văn Mẫu' }, AT)).toEqual([
			'Người quét: Nguyễn Văn Mẫu',
			'Thời gian: 23/11/2026 01:05:09 +07:00',
		]);
		expect(markLines({ kind: 'agencyCopy', agencyName: 'UỶ BAN NHÂN DÂN PHƯỜNG ĐỒNG MẪU' }, AT)).toEqual([LINE]);
	});

	it('takes an office’s own template, composes letters, and drops what does not show', () => {
		const mark = {
			kind: 'agencyCopy',
			agencyName: 'U\u0309y\u200b ban\n\u0007A',
			template: 'TRÍCH SAO; {{agency}}; {{date}} {{other}}',
		} as const;
		expect(markLines(mark, AT)).toEqual(['TRÍCH SAO; Ủy ban A; 23/11/2026 {{other}}']);
	});
});

describe('wrap', () => {
	const widthOf = (text: string) => text.length;
	it('fills lines, and breaks a word only when it is wider than a line', () => {
		expect(wrap('aa bb cc', 5, widthOf)).toEqual(['aa bb', 'cc']);
		expect(wrap('aaaaaaa b', 3, widthOf)).toEqual(['aaa', 'aaa', 'a b']);
	});
	it('loses no letter and keeps to the width', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.string({ minLength: 1, maxLength: 9 }).map((word) => word.replace(/\s/g, 'x')),
					{ minLength: 1 },
				),
				fc.integer({ min: 1, max: 30 }),
				(words, width) => {
					const lines = wrap(words.join(' '), width, (text) => Array.from(text).length);
					expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
					expect(lines.every((line) => Array.from(line).length <= width)).toBe(true);
				},
			),
		);
	});
});

describe('layOut', () => {
	it('sets the agency’s mark in 10 pt on one or two lines at the right of A4, breaking after a semicolon', () => {
		const alone = layOut({ lines: [LINE], side: 'right', sizePt: 10, pageMm: [210, 297], obstacles: [] }, font);
		expect(alone).toMatchObject({ lines: [LINE], sizePt: 10 });
		const [x = 0, y, width = 0] = alone?.box ?? [];
		expect([x + width, y]).toEqual([expect.closeTo(201, 5), 6.5]);
		const beside = layOut(
			{ lines: [LINE], side: 'right', sizePt: 10, pageMm: [210, 297], obstacles: [[9, 6.5, 70, 8]] },
			font,
		);
		expect(beside?.lines).toHaveLength(2);
		expect(beside?.lines[0]).toMatch(/;$/);
	});

	it('never covers an obstacle nor leaves the page, and is in its corner when there is room', () => {
		const box = fc.tuple(
			fc.integer({ min: 0, max: 200 }),
			fc.integer({ min: 0, max: 80 }),
			fc.integer({ min: 1, max: 60 }),
			fc.integer({ min: 1, max: 40 }),
		);
		fc.assert(
			fc.property(
				fc.array(box, { maxLength: 5 }),
				fc.constantFrom('left' as const, 'right' as const),
				fc.tuple(fc.integer({ min: 40, max: 420 }), fc.integer({ min: 40, max: 420 })),
				(obstacles, side, pageMm) => {
					const found = layOut({ lines: [LINE], side, sizePt: 10, pageMm, obstacles }, font);
					if (found === undefined) return;
					const [x, y, width, height] = found.box;
					expect(x >= 0 && y >= 0 && x + width <= pageMm[0] && y + height <= pageMm[1]).toBe(true);
					for (const [ox, oy, ow, oh] of obstacles)
						expect(x < ox + ow && ox < x + width && y < oy + oh && oy < y + height).toBe(false);
					if (obstacles.length === 0)
						expect(cornerOf(found.box, pageMm)).toBe(side === 'left' ? 'topLeft' : 'topRight');
				},
			),
			{ numRuns: 200 },
		);
	});
});
