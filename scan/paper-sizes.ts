/** A sheet that an office scans, upright, mm. `weight` 0-1: how likely it is when several sheets fit. */
export type PaperSize = {
	readonly name: string;
	readonly widthMm: number;
	readonly heightMm: number;
	readonly weight: number;
};

/**
 * Sheets that results of administrative procedures come on. A sizes: ISO 216; ID-1: ISO/IEC 7810 (citizen cards);
 * red book: 190 × 265 mm, Thông tư 23/2014/TT-BTNMT Điều 3 (land-use certificate). Weights are our own order:
 * A4 nearly always (NĐ 30/2020 Phụ lục I), the same pixels read as A6 hardly ever.
 */
export const PAPER_SIZES: readonly PaperSize[] = [
	{ name: 'A4', widthMm: 210, heightMm: 297, weight: 1 },
	{ name: 'Letter', widthMm: 215.9, heightMm: 279.4, weight: 0.6 },
	{ name: 'Legal', widthMm: 215.9, heightMm: 355.6, weight: 0.5 },
	{ name: 'A3', widthMm: 297, heightMm: 420, weight: 0.5 },
	{ name: 'A5', widthMm: 148, heightMm: 210, weight: 0.45 },
	{ name: 'redBook', widthMm: 190, heightMm: 265, weight: 0.4 },
	{ name: 'ID-1', widthMm: 53.98, heightMm: 85.6, weight: 0.35 },
	{ name: 'A6', widthMm: 105, heightMm: 148, weight: 0.2 },
];

/** How far a picture may be from a sheet: a share of each side, and some mm on top for crooked feeding and overscan. */
export type PaperTolerance = { readonly share: number; readonly mm: number };

/**
 * How well a sheet of this size fits: 1 = exactly, towards 0 at the edge of the tolerance, `undefined` beyond it.
 * Both orientations are tried. Sizes in mm.
 */
export function paperFit(
	widthMm: number,
	heightMm: number,
	paper: PaperSize,
	tolerance: PaperTolerance,
): number | undefined {
	const short = Math.min(widthMm, heightMm);
	const long = Math.max(widthMm, heightMm);
	const off = Math.max(
		Math.abs(short - paper.widthMm) / (paper.widthMm * tolerance.share + tolerance.mm),
		Math.abs(long - paper.heightMm) / (paper.heightMm * tolerance.share + tolerance.mm),
	);
	return off <= 1 ? 1 - off : undefined;
}

/** Whether any sheet fits. Sizes in mm. */
export function fitsSomePaper(widthMm: number, heightMm: number, tolerance: PaperTolerance): boolean {
	return PAPER_SIZES.some((paper) => paperFit(widthMm, heightMm, paper, tolerance) !== undefined);
}
