import { describe, expect, it } from 'vitest';
import type { RecognizedPage } from '../../../../domain/page.ts';
import { readFields } from '../../../../ocr/fields/index.ts';
import { type Line, letterhead, typeset } from './typeset.ts';

const REGULAR = 3.1;
const BOLD = 4.6;

/** A letterhead over a decision; `strokes` in px, of the lines of the body's half, from the top. The republic's name is bold. */
function head(bodies: readonly string[], strokes: readonly (number | undefined)[]): RecognizedPage {
	const lines: Line[] = [
		...letterhead(bodies, 'Số: 12/QĐ-STC', 'Ba Vì, ngày 05 tháng 01 năm 2026'),
		{ y: 0.2, at: 0.5, align: 'middle', text: 'QUYẾT ĐỊNH' },
	];
	const page = typeset(lines);
	const widths = [...strokes, BOLD];
	return {
		...page,
		lines: page.lines.map((line, i) => {
			const strokePx = widths[i];
			return strokePx === undefined ? line : { ...line, strokePx };
		}),
	};
}

const issuer = (page: RecognizedPage): string | undefined => readFields([page]).fields.issuingBody?.value;

describe('the issuer by its bold print', () => {
	const two = ['SỞ TÀI CHÍNH BA VÌ', 'NHÀ VĂN HÓA THIẾU NHI'];

	it('is the bold lines under regular ones, whatever they begin with', () => {
		expect(issuer(head(two, [REGULAR, BOLD]))).toBe('NHÀ VĂN HÓA THIẾU NHI');
		const three = ['UBND TỈNH BA VÌ', 'VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI', 'CHI NHÁNH HUYỆN BA VÌ'];
		expect(issuer(head(three, [REGULAR, BOLD, BOLD]))).toBe('VĂN PHÒNG ĐĂNG KÝ ĐẤT ĐAI CHI NHÁNH HUYỆN BA VÌ');
	});

	it('is found by its words when all lines look alike, or were not measured', () => {
		const known = ['UBND TỈNH BA VÌ', 'SỞ XÂY DỰNG'];
		for (const strokes of [
			[BOLD, BOLD],
			[REGULAR, REGULAR],
			[undefined, BOLD],
			[REGULAR, undefined],
		])
			expect(issuer(head(known, strokes))).toBe('SỞ XÂY DỰNG');
		expect(issuer(head(two, [BOLD, BOLD]))).toBe('SỞ TÀI CHÍNH BA VÌ NHÀ VĂN HÓA THIẾU NHI');
	});
});
