/**
 * Milliseconds that a worker may take for a picture before it counts as hung: 20 s and 5 s a megapixel. Cleaning and reading
 * take some 0.2 and 0.9 s of processor time a megapixel (measured 2026-11-23, tesseract.js 7 on a server of 2023); an old
 * office PC under load must never be mistaken for a hang.
 */
export function timeLimitMs(widthPx: number, heightPx: number): number {
	return 20_000 + (5_000 * widthPx * heightPx) / 1e6;
}
