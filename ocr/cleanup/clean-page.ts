import { type Affine, boundsAfter, invertAffine, thenAffine } from '../../domain/geometry.ts';
import type { PagePicture, PageQuality, PageWarning, RecognizedCode } from '../../domain/page.ts';
import { type Analysis, analyse, INK_BELOW, paperCell } from './analysis.ts';
import { flatten, mapPaper } from './background.ts';
import { BLANK_FROM, blankProbability } from './blank.ts';
import { whitenBorders } from './border.ts';
import { readCodes } from './codes.ts';
import { type Decoded, decode } from './decode.ts';
import { despeckle } from './despeckle.ts';
import { frameOf, type Placed, turnTransform } from './frame.ts';
import { withoutGraySeals } from './gray-seal.ts';
import { separateInk, toGray } from './ink.ts';
import { findOrientation, SURE, turned } from './orientation.ts';
import { inkShareOf, sharpnessOf } from './quality.ts';
import { shrink } from './raster.ts';
import { resample } from './resample.ts';
import { withoutRules } from './rules.ts';
import { type StepRunner, stepRunner } from './run-step.ts';
import { findSkew } from './skew.ts';
import { ocrScale } from './text-height.ts';
import { findTextParts } from './text-parts.ts';
import type { CleanedPage, CleanOptions, Gray, GrayImage, Orientation, QuarterTurn } from './types.ts';

/** Lone specks up to this many px go from two-level pictures. */
const SPECK_AREA = 3;

/** Codes are looked for in a picture about this long, px: A4 at 150 dpi, then at 300. */
const COARSE_LONG_SIDE = 1_750;
const CODE_LONG_SIDE = 3_500;

/**
 * A page made ready for the engine: decoded, coloured ink paled, turned upright, straightened, evenly lit, its borders
 * whitened, its text brought to the height that the engine reads best. The original is untouched; boxes found on the
 * OCR copy lead back to it by `ocrToFrame`, then `toOriginal`.
 *
 * @throws {Fault} `imageDamaged`, `imageTooLarge`, `cancelled`.
 */
export async function cleanPage(picture: PagePicture, options: CleanOptions = {}): Promise<CleanedPage> {
	const started = performance.now();
	const run = stepRunner(options);
	const decoded = await run.always('decode', () => decode(picture));
	const decodeMs = performance.now() - started;

	const { orientation, resolution } = picture;
	const mm = Math.min(resolution.xDpi, resolution.yDpi) / 25.4;
	const inks = await inksOf(decoded, picture, mm, run);
	const gray = await sealless(inks, picture, run);
	const lie = { stored: gray, orientation, xDpi: resolution.xDpi, yDpi: resolution.yDpi };
	const seen = await run.always('analyse', () => analyse(gray, lie, run.has('flatten')));
	const direction = await run.step(
		'turn',
		() => (picture.upright ? UPRIGHT : directionOf(seen, options)),
		() => UPRIGHT,
	);
	const turn = direction.confidence >= SURE ? direction.rotationDeg : 0;
	const upright = turnAnalysis(seen, turn);
	const skew = await run.step(
		'deskew',
		() => findSkew(upright.parts, upright.text),
		() => STRAIGHT,
	);
	const frame = frameOf({ ...lie, turn, skewDeg: skew.skewDeg });
	const codes = await run.step(
		'codes',
		() => codesIn(inks, frame.transform),
		() => [],
	);

	const scale = await run.step(
		'height',
		() => ocrScale(upright.text, seen.shrunk, frame.dpi),
		() => 1,
	);
	const copy = await engineCopy(gray, frame, scale, run, picture);
	const blank = blankProbability(seen.parts, seen.image, seen.image.dpi);
	return {
		ocrCopy: copy.image,
		widthPx: frame.size.width,
		heightPx: frame.size.height,
		dpi: frame.dpi,
		toOriginal: invertAffine(frame.transform),
		ocrToFrame: copy.toFrame,
		quality: qualityOf(seen, copy.image, direction, turn, skew.skewDeg, blank),
		codes,
		blank: blank >= BLANK_FROM,
		warnings: warningsFor(direction, blank),
		timings: { decodeMs, cleanMs: performance.now() - started - decodeMs },
	};
}

const UPRIGHT: Orientation = { rotationDeg: 0, confidence: 1 };
const STRAIGHT = { skewDeg: 0, confidence: 1 };

/** The stored picture in gray, without coloured seals, specks and dark borders. `mm`: px a millimetre. */
async function inksOf(decoded: Decoded, { colour }: PagePicture, mm: number, run: StepRunner): Promise<GrayImage> {
	const ink = await inkOf(decoded, mm, run);
	const spotless =
		colour === 'bilevel' && run.has('despeckle')
			? await run.always('despeckle', () => despeckle(ink, SPECK_AREA))
			: ink;
	const framed = await run.step(
		'border',
		() => whitenBorders(spotless, mm),
		() => spotless,
	);
	return { ...framed, dpi: mm * 25.4 };
}

/** An even copy without seals and rules. */
async function withoutStrokes(even: GrayImage, picture: PagePicture, run: StepRunner): Promise<Gray> {
	if (picture.colour === 'bilevel') return even;
	const print = await sealless(even, picture, run);
	return run.step(
		'rules',
		() => withoutRules({ ...print, dpi: even.dpi }),
		() => print,
	);
}

/** Two-level pictures have no third level that a seal could have. */
async function sealless(image: GrayImage, picture: PagePicture, run: StepRunner): Promise<Gray> {
	if (picture.colour === 'bilevel') return image;
	return run.step(
		'graySeal',
		() => withoutGraySeals(image),
		() => image,
	);
}

async function inkOf(decoded: Decoded, mm: number, run: StepRunner): Promise<Gray> {
	if (decoded.kind === 'gray') return decoded.gray;
	return run.step(
		'ink',
		() => separateInk(decoded.rgb, mm),
		() => toGray(decoded.rgb),
	);
}

/** The cheap test; when that is unsure, the caller's second opinion. */
async function directionOf(seen: Analysis, options: CleanOptions): Promise<Orientation> {
	const own = findOrientation(seen.parts, seen.text, seen.image);
	if (own.confidence >= SURE || options.detectOrientation === undefined) return own;
	const other = await options.detectOrientation(seen.image);
	return other.confidence >= SURE ? other : own;
}

/** What was found on the page, seen after a quarter turn: letters are measured along their own height. */
function turnAnalysis(seen: Analysis, turn: QuarterTurn): Pick<Analysis, 'parts' | 'text'> {
	if (turn === 0) return seen;
	const parts = turned(seen.parts, turn, seen.image);
	const size = turnTransform(turn, seen.image).size;
	return { parts, text: findTextParts(parts, size, seen.image.dpi) };
}

/** What the engine is given: at its size, evenly lit, without rules. Seals are looked for once more: uneven light hides some before. */
async function engineCopy(
	gray: Gray,
	frame: Placed & { readonly dpi: number },
	scale: number,
	run: StepRunner,
	picture: PagePicture,
): Promise<{ readonly image: GrayImage; readonly toFrame: Affine }> {
	const { toFrame, ...raw } = await run.always('resample', () => copyOf(gray, frame, frame.dpi, scale));
	const even = await run.step(
		'flatten',
		() => flatten(raw, mapPaper(raw, paperCell(raw.dpi))),
		(): Gray => raw,
	);
	const clean = await withoutStrokes({ ...even, dpi: raw.dpi }, picture, run);
	return { image: { data: clean.data, width: clean.width, height: clean.height, dpi: raw.dpi }, toFrame };
}

/** The picture straight from its stored pixels to the engine's size, in one interpolation. */
function copyOf(gray: Gray, frame: Placed, dpi: number, scale: number): GrayImage & { readonly toFrame: Affine } {
	const size = {
		width: Math.max(1, Math.round(frame.size.width * scale)),
		height: Math.max(1, Math.round(frame.size.height * scale)),
	};
	const toFrame: Affine = [frame.size.width / size.width, 0, 0, frame.size.height / size.height, 0, 0];
	const image = resample(gray, thenAffine(toFrame, invertAffine(frame.transform)), size);
	return { ...image, dpi: dpi * scale, toFrame };
}

/**
 * Codes of the stored picture, which the reader takes as it lies. First at half of 300 dpi, where most are found in a fifth of
 * the time; small modules need all of it, and are looked for where codes are printed (TT 01/2023: top-left; whichever way the
 * page lies, that is in the upper half of three of the four).
 */
async function codesIn(gray: Gray, toFrame: Affine): Promise<readonly RecognizedCode[]> {
	const longSide = Math.max(gray.width, gray.height);
	const coarse = Math.max(1, Math.round(longSide / COARSE_LONG_SIDE));
	const fine = Math.max(1, Math.round(longSide / CODE_LONG_SIDE));
	const found = await codesAt(gray, coarse, toFrame);
	if (found.length > 0 || coarse === fine) return found;
	const height = Math.ceil(gray.height / 2);
	const upper = { data: gray.data.subarray(0, height * gray.width), width: gray.width, height };
	return codesAt(upper, fine, toFrame);
}

async function codesAt(gray: Gray, factor: number, toFrame: Affine): Promise<readonly RecognizedCode[]> {
	const found = await readCodes(shrink(gray, factor));
	const back = thenAffine([factor, 0, 0, factor, 0, 0], toFrame);
	return found.map((code) => ({ ...code, box: boundsAfter(back, code.box) }));
}

function qualityOf(
	seen: Analysis,
	clean: Gray,
	direction: Orientation,
	turn: QuarterTurn,
	skewDeg: number,
	blank: number,
): PageQuality {
	return {
		rotationDeg: turn,
		rotationConfidence: direction.confidence,
		skewDeg,
		blankProbability: blank,
		inkShare: inkShareOf(clean, INK_BELOW),
		sharpness: sharpnessOf(seen.image),
	};
}

function warningsFor(direction: Orientation, blank: number): readonly PageWarning[] {
	const warnings: PageWarning[] = [];
	if (blank >= BLANK_FROM) warnings.push({ code: 'pageBlank' });
	else if (direction.confidence < SURE) warnings.push({ code: 'orientationUncertain' });
	return warnings;
}
