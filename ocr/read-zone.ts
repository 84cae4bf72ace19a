import sharp from 'sharp';
import { type Box, boundsAfter, Fault, type PagePicture, unionOf } from '../domain/index.ts';
import { engineLines, layOut } from './assemble-page.ts';
import type { CleanStep } from './cleanup/index.ts';
import { readCleaned } from './read-cleaned.ts';
import type { RecognizeOptions, RecognizerParts, ZoneReading } from './recognizer.ts';

/** White around a zone, inches: the engine's layout analysis wants a margin as a page has it. */
const MARGIN_IN = 0.4;

/** What only a whole page can tell. */
const WITHOUT: readonly CleanStep[] = ['turn', 'deskew', 'border', 'codes'];

/**
 * Reads one zone of an upright picture as pages are read: coloured seals paled, light evened, letters brought to the engine's height.
 *
 * @param zone px of the picture; what reaches beyond it is cut off.
 * @throws {Fault} `invalidInput` for a zone beside the picture; `imageDamaged`, `imageTooLarge`; `cancelled`; `engineStopped`.
 */
export async function readZone(
	picture: PagePicture,
	zone: Box,
	{ engine, cleaner }: RecognizerParts,
	options: RecognizeOptions,
): Promise<ZoneReading> {
	const cut = await cutOut(picture, zone);
	const cleaned = await cleaner.clean(cut.picture, { ...options, without: WITHOUT });
	const { result } = await readCleaned(cleaned, engine, options);
	const lines = layOut(engineLines(result, cleaned.ocrToFrame, cleaned), cleaned);
	const words = lines.flatMap((line) => line.words);
	const read = unionOf(words.map(({ box }) => box));
	if (read === undefined) return { text: '', confidence: 0, box: zone };
	return {
		text: words.map(({ text }) => text).join(' '),
		confidence: Math.min(...words.map(({ confidence }) => confidence)),
		box: boundsAfter([1, 0, 0, 1, cut.left, cut.top], read),
	};
}

type Cut = {
	readonly picture: PagePicture;
	/** Where the cut's left upper corner lies in the picture, px; its white margin may lie outside. */
	readonly left: number;
	readonly top: number;
};

async function cutOut(picture: PagePicture, [x, y, wide, high]: Box): Promise<Cut> {
	const left = Math.max(0, Math.floor(x));
	const top = Math.max(0, Math.floor(y));
	const width = Math.min(picture.widthPx, Math.ceil(x + wide)) - left;
	const height = Math.min(picture.heightPx, Math.ceil(y + high)) - top;
	if (width < 1 || height < 1) throw new Fault('invalidInput', { paths: 'box' });
	const margin = Math.round(MARGIN_IN * picture.resolution.xDpi);
	const bytes = await sharp(picture.bytes)
		.extract({ left, top, width, height })
		.extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#ffffff' })
		.png({ compressionLevel: 1 })
		.toBuffer();
	const size = { widthPx: width + 2 * margin, heightPx: height + 2 * margin };
	return { picture: { ...picture, ...size, encoding: 'png', bytes }, left: left - margin, top: top - margin };
}
