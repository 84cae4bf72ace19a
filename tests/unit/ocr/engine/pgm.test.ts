import { describe, expect, it } from 'vitest';
import { encodePgm } from '../../../../ocr/engine/pgm.ts';

describe('PGM', () => {
	it('keeps pixels out of the bytes in which tesseract.js looks for an EXIF orientation', () => {
		const pattern = [1, 18, 0, 3, 0, 0, 0, 1, 0, 6];
		const data = Uint8Array.from({ length: 100 }, (_, i) => pattern[i % pattern.length] ?? 0);
		const bytes = encodePgm({ data, width: 10, height: 10, dpi: 200 });
		expect(bytes.slice(0, 500).join(' ')).not.toMatch(/1 18 0 3 0 0 0 1 0/);
		expect(bytes.slice(-100)).toEqual(data);
		expect(new TextDecoder().decode(bytes.slice(0, 2))).toBe('P5');
	});

	it('refuses an image whose length does not fit', () => {
		expect(() => encodePgm({ data: new Uint8Array(5), width: 2, height: 2, dpi: 200 })).toThrow(RangeError);
		expect(() => encodePgm({ data: new Uint8Array(0), width: 0, height: 5, dpi: 200 })).toThrow(RangeError);
	});
});
