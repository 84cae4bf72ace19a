import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../domain/index.ts';
import { createPageCleaner, type PageCleaner, type PageCleanerOptions } from '../../../ocr/page-cleaner.ts';
import { DECISION, drawnPage } from './pages.ts';

const entry = new URL('./broken/ask-orientation.mjs', import.meta.url);
let cleaner: PageCleaner;
const open = (detectOrientation: PageCleanerOptions['detectOrientation'], more: Partial<PageCleanerOptions> = {}) => {
	cleaner = createPageCleaner({ size: 1, detectOrientation, ...more });
	return cleaner;
};
afterEach(() => cleaner.close());

describe('page cleaner', () => {
	it('asks for a second opinion across the thread', async () => {
		const seen: number[] = [];
		const opinion = { rotationDeg: 90, confidence: 0.8 } as const;
		const answered = await open(
			async (gray) => {
				seen.push(gray.width, gray.dpi);
				return opinion;
			},
			{ entry },
		).clean(await drawnPage([]));
		expect(answered).toEqual(opinion);
		expect(seen).toEqual([2, 150]);
	});

	it('passes on why there is no second opinion', async () => {
		const cleaning = open(() => Promise.reject(new Fault('languageDataMissing', { language: 'osd' })), { entry });
		await expect(cleaning.clean(await drawnPage([]))).rejects.toMatchObject({
			code: 'languageDataMissing',
			data: { language: 'osd' },
		});
	});

	it('hands over the picture and gets back an OCR copy with a byte for each pixel', async () => {
		const cleaned = await open(async () => ({ rotationDeg: 0, confidence: 0 })).clean(await drawnPage(DECISION));
		const { data, width, height, dpi } = cleaned.ocrCopy;
		expect(data).toBeInstanceOf(Uint8Array);
		expect(data.length).toBe(width * height);
		expect(data.byteLength).toBe(data.buffer.byteLength);
		expect(dpi).toBeGreaterThan(0);
	});
});
