import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Box, PagePicture } from '../../../domain/index.ts';
import { createRecognizer, type Recognizer } from '../../../ocr/index.ts';
import { DECISION, drawnPage } from './pages.ts';

let page: PagePicture;
let recognizer: Recognizer;
beforeAll(async () => {
	page = await drawnPage(DECISION);
	recognizer = createRecognizer({ workers: 1 });
});
afterAll(() => recognizer.close());

describe('a zone', () => {
	it.each<readonly [string, Box, string]>([
		['one line', [230, 295, 420, 65], 'Số: 12/QĐ-UBND'],
		['two lines', [200, 150, 460, 115], 'ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH'],
		['a part of a line', [938, 300, 560, 60], 'ngày 03 tháng 02 năm 2026'],
	])('is read: %s', async (_, zone, text) => {
		const read = await recognizer.readZone(page, zone);
		expect(read.text).toBe(text);
		expect(read.confidence).toBeGreaterThan(0.6);
		const [x, y, width, height] = read.box;
		expect(x).toBeGreaterThanOrEqual(zone[0] - 2);
		expect(y).toBeGreaterThanOrEqual(zone[1] - 2);
		expect(x + width).toBeLessThanOrEqual(zone[0] + zone[2] + 2);
		expect(y + height).toBeLessThanOrEqual(zone[1] + zone[3] + 2);
	});

	it('without letters says so, and one beside the page is refused', async () => {
		const empty: Box = [1200, 1800, 200, 80];
		expect(await recognizer.readZone(page, empty)).toEqual({ text: '', confidence: 0, box: empty });
		await expect(recognizer.readZone(page, [1654, 10, 50, 50])).rejects.toMatchObject({ code: 'invalidInput' });
	});
});
