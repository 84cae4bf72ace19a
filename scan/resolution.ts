import type { PageWarning, Resolution } from '../domain/index.ts';
import { fitsSomePaper, PAPER_SIZES, type PaperTolerance, paperFit } from './paper-sizes.ts';

/** Dots per inch as a file claims them; x belongs to the stored columns. */
export type ResolutionClaim = { readonly xDpi: number; readonly yDpi: number };

/** A resolution and what a person should know about it (page index not yet filled in). */
export type SettledResolution = {
	readonly resolution: Resolution;
	readonly warnings: readonly Pick<PageWarning, 'code' | 'data'>[];
};

const MM_PER_INCH = 25.4;

/** Resolutions that are guessed from a paper size, with how likely each is. 300 and 200 are what NĐ 30 and CV 7197 ask for. */
const CANDIDATES: readonly { readonly dpi: number; readonly weight: number }[] = [
	{ dpi: 300, weight: 1 },
	{ dpi: 200, weight: 0.9 },
	{ dpi: 150, weight: 0.7 },
	{ dpi: 400, weight: 0.6 },
	{ dpi: 600, weight: 0.6 },
	{ dpi: 240, weight: 0.5 },
	{ dpi: 100, weight: 0.5 },
];

/** What scanners and fax machines really write; 72 and 96 are what programs write when they know nothing. */
const USUAL_DPI = [98, 100, 120, 150, 196, 200, 204, 240, 250, 300, 350, 360, 391, 400, 408, 500, 600, 800, 1200];

/** Office scans run past an A4 sheet by up to 6 mm on most pages (measured 2026-11-23 on three signed scans of 39 pages). */
const TRUST_TOLERANCE: PaperTolerance = { share: 0.03, mm: 2 };
const GUESS_TOLERANCE: PaperTolerance = { share: 0.015, mm: 2 };
/** A usual claim is only overruled when another resolution makes a sheet to the millimetre. */
const OVERRULE_TOLERANCE: PaperTolerance = { share: 0, mm: 1 };

/** Smallest and largest side that a scanned paper may have, mm: a strip cut from a form, a rolled cadastral map. */
const SIDE_MM = { min: 5, max: 1_200 } as const;

/** A picture of this many pixels a side is no stamp-sized scrap: a claim that makes it narrower than an ID-1 card is doubted. */
const FULL_PAGE_PX = 1_200;
const NARROWEST_PAGE_MM = 53;

/** NĐ 30/2020/NĐ-CP Phụ lục I Phần II: at least 200 dpi. Scanners round, hence the half. */
const LOW_DPI = 199.5;

/**
 * Settles the resolution of a picture from what the file claims and from paper sizes.
 *
 * A claim is trusted when it makes a sheet, or is usual for scanners and gives a thinkable size. Otherwise the resolution
 * that makes a sheet is taken (`paperSize`, `dpiCorrected`); otherwise the long side is taken for A4's (`assumed`, `dpiAssumed`).
 *
 * @param claims in order of trust (JFIF before EXIF); claims of 0, 1 or NaN count as none.
 */
export function settleResolution(
	widthPx: number,
	heightPx: number,
	claims: readonly ResolutionClaim[],
): SettledResolution {
	const real = claims.filter((c) => [c.xDpi, c.yDpi].every((dpi) => Number.isFinite(dpi) && dpi > 1));
	const trusted = real.find((claim) => isTrusted(widthPx, heightPx, claim));
	if (trusted !== undefined) return settled({ xDpi: trusted.xDpi, yDpi: trusted.yDpi, source: 'file' });

	const claimedDpi = real[0] === undefined ? {} : { claimedDpi: real[0].xDpi };
	const guess = guessFromPaper(widthPx, heightPx, GUESS_TOLERANCE);
	if (guess !== undefined) {
		return settled({ xDpi: guess.dpi, yDpi: guess.dpi, source: 'paperSize', ...claimedDpi }, guess.paper);
	}
	const thinkable = real.find((claim) => isThinkable(widthPx, heightPx, claim) && !isDefault(claim));
	if (thinkable !== undefined) return settled({ xDpi: thinkable.xDpi, yDpi: thinkable.yDpi, source: 'file' });

	const dpi = Math.min(600, Math.max(72, Math.round((Math.max(widthPx, heightPx) / 297) * MM_PER_INCH)));
	return settled({ xDpi: dpi, yDpi: dpi, source: 'assumed', ...claimedDpi });
}

/**
 * Settles the resolution of a picture that a PDF places on its page. The placement is believed like a file's claim
 * (some programs make a page of as many points as the picture has pixels) and named `pdfPage` when it holds.
 */
export function settlePlaced(widthPx: number, heightPx: number, placed: ResolutionClaim): SettledResolution {
	const { resolution, warnings } = settleResolution(widthPx, heightPx, [{ xDpi: placed.xDpi, yDpi: placed.yDpi }]);
	return { resolution: resolution.source === 'file' ? { ...resolution, source: 'pdfPage' } : resolution, warnings };
}

/** The best sheet and resolution for a picture, or `undefined` when none fits within `tolerance`. */
function guessFromPaper(
	widthPx: number,
	heightPx: number,
	tolerance: PaperTolerance,
): { readonly dpi: number; readonly paper: string } | undefined {
	let best: { dpi: number; paper: string; score: number } | undefined;
	for (const { dpi, weight } of CANDIDATES) {
		for (const paper of PAPER_SIZES) {
			const fit = paperFit(toMm(widthPx, dpi), toMm(heightPx, dpi), paper, tolerance);
			if (fit === undefined) continue;
			const score = weight * paper.weight * (0.5 + fit / 2);
			if (best === undefined || score > best.score) best = { dpi, paper: paper.name, score };
		}
	}
	return best;
}

function isTrusted(widthPx: number, heightPx: number, claim: ResolutionClaim): boolean {
	if (fitsSomePaper(toMm(widthPx, claim.xDpi), toMm(heightPx, claim.yDpi), TRUST_TOLERANCE)) return true;
	const usual = [claim.xDpi, claim.yDpi].every((dpi) => USUAL_DPI.some((u) => Math.abs(dpi - u) <= u * 0.01));
	if (!usual || !isThinkable(widthPx, heightPx, claim)) return false;
	const narrowMm = Math.min(toMm(widthPx, claim.xDpi), toMm(heightPx, claim.yDpi));
	if (narrowMm < NARROWEST_PAGE_MM && Math.min(widthPx, heightPx) >= FULL_PAGE_PX) return false;
	return guessFromPaper(widthPx, heightPx, OVERRULE_TOLERANCE) === undefined;
}

function isThinkable(widthPx: number, heightPx: number, claim: ResolutionClaim): boolean {
	const sides = [toMm(widthPx, claim.xDpi), toMm(heightPx, claim.yDpi)];
	const ratio = claim.xDpi / claim.yDpi;
	return sides.every((mm) => mm >= SIDE_MM.min && mm <= SIDE_MM.max) && ratio > 0.4 && ratio < 2.5;
}

function isDefault(claim: ResolutionClaim): boolean {
	return [72, 96].some((dpi) => Math.abs(claim.xDpi - dpi) < 1);
}

function settled(resolution: Resolution, paper?: string): SettledResolution {
	const warnings: Pick<PageWarning, 'code' | 'data'>[] = [];
	const dpi = Math.round(Math.min(resolution.xDpi, resolution.yDpi));
	const claimed = resolution.claimedDpi === undefined ? {} : { claimedDpi: resolution.claimedDpi };
	if (resolution.source === 'paperSize') {
		warnings.push({ code: 'dpiCorrected', data: { dpi, ...claimed, ...(paper === undefined ? {} : { paper }) } });
	}
	if (resolution.source === 'assumed') warnings.push({ code: 'dpiAssumed', data: { dpi, ...claimed } });
	if (Math.min(resolution.xDpi, resolution.yDpi) < LOW_DPI) warnings.push({ code: 'lowResolution', data: { dpi } });
	return { resolution, warnings };
}

function toMm(px: number, dpi: number): number {
	return (px / dpi) * MM_PER_INCH;
}
