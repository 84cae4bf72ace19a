import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Affine, applyAffine, type Box, IDENTITY, thenAffine } from '../../../domain/geometry.ts';
import type { ExifOrientation, PagePicture, PictureEncoding, RecognizedPage } from '../../../domain/page.ts';
import { createPdfWriter } from '../../../ocr/pdf/index.ts';

/** The frame's size, px, and where its px lie in the stored picture. */
export type Frame = { readonly widthPx: number; readonly heightPx: number; readonly toOriginal: Affine };

/** Lines of words: where, and what. */
export type SampleLine = { readonly box: Box; readonly words: readonly { readonly text: string; readonly box: Box }[] };

/** The way from the upright picture to the stored one, for each EXIF orientation (CIPA DC-008). */
export function uprightFrame(orientation: ExifOrientation, w: number, h: number): Frame {
	const turned = orientation >= 5;
	const matrices: Readonly<Record<ExifOrientation, Affine>> = {
		1: IDENTITY,
		2: [-1, 0, 0, 1, w, 0],
		3: [-1, 0, 0, -1, w, h],
		4: [1, 0, 0, -1, 0, h],
		5: [0, 1, 1, 0, 0, 0],
		6: [0, -1, 1, 0, 0, h],
		7: [0, -1, -1, 0, w, h],
		8: [0, 1, -1, 0, w, 0],
	};
	return { widthPx: turned ? h : w, heightPx: turned ? w : h, toOriginal: matrices[orientation] };
}

/** `frame` straightened: the paper leaned clockwise by `degrees` around the middle. */
export function leaning(frame: Frame, degrees: number): Frame {
	const angle = (degrees * Math.PI) / 180;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const [cx, cy] = [frame.widthPx / 2, frame.heightPx / 2];
	const turn: Affine = [cos, sin, -sin, cos, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy];
	return { ...frame, toOriginal: thenAffine(turn, frame.toOriginal) };
}

/** A recognized page of these lines, with quality values that the writer does not look at. */
export function samplePage(frame: Frame, dpi: number, lines: readonly SampleLine[] = []): RecognizedPage {
	let next = 0;
	return {
		index: 0,
		...frame,
		dpi,
		quality: { rotationDeg: 0, rotationConfidence: 1, skewDeg: 0, blankProbability: 0, inkShare: 0.1, sharpness: 100 },
		blank: lines.length === 0,
		words: lines.flatMap((line) => line.words.map((word) => ({ ...word, confidence: 0.9 }))),
		lines: lines.map((line) => ({ box: line.box, words: line.words.map(() => next++), block: 0 })),
		codes: [],
		origin: 'ocr',
		warnings: [],
		timings: { decodeMs: 0, cleanMs: 0, recognizeMs: 0 },
	};
}

/** Text set out in lines as a typesetter of one fixed width would: words 12 px a letter, 8 px apart, lines 40 px apart. */
export function setText(lines: readonly string[], left = 60, top = 80): readonly SampleLine[] {
	return lines.map((text, row) => {
		let x = left;
		const y = top + row * 40;
		const words = text.split(' ').map((word) => {
			const box: Box = [x, y, Array.from(word).length * 12, 24];
			x += box[2] + 8;
			return { text: word, box };
		});
		return { box: [left, y, x - 8 - left, 24], words };
	});
}

/** A stored picture of what `sharp` made. */
export function pictureOf(
	bytes: Buffer,
	encoding: PictureEncoding,
	[widthPx, heightPx]: readonly [number, number],
	more: Partial<PagePicture> = {},
): PagePicture {
	const resolution = { xDpi: 150, yDpi: 150, source: 'file' } as const;
	return {
		encoding,
		bytes: new Uint8Array(bytes),
		widthPx,
		heightPx,
		colour: 'colour',
		orientation: 1,
		resolution,
		...more,
	};
}

/** RGB pixels like a scan: paper with a slow gradient and grain, and one corner block of each colour, so that no turn looks like another. */
export function scanPixels(width: number, height: number): Buffer {
	const pixels = Buffer.alloc(width * height * 3);
	let seed = 1;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
			const grain = (seed >> 16) % 9;
			const top = y < height / 4;
			const left = x < width / 4;
			const colour =
				top && left
					? [200, 30, 40]
					: top && x > width * 0.75
						? [30, 40, 190]
						: left && y > height * 0.75
							? [20, 120, 50]
							: [235, 232, 222];
			for (let c = 0; c < 3; c++)
				pixels[(y * width + x) * 3 + c] = Math.max(0, (colour[c] ?? 0) + grain - Math.round((x / width) * 12));
		}
	}
	return pixels;
}

/** {@link scanPixels} as a sharp image. */
export function scanImage(width: number, height: number) {
	return sharp(scanPixels(width, height), { raw: { width, height, channels: 3 } });
}

/** White paper of stored size `w` × `h` on which each box of `frame` is painted black where the scanner would have seen it. */
export async function paintedBoxes(frame: Frame, w: number, h: number, boxes: readonly Box[]): Promise<Buffer> {
	const polygons = boxes.map(([x, y, bw, bh]) => {
		const corners = [
			[x, y],
			[x + bw, y],
			[x + bw, y + bh],
			[x, y + bh],
		] as const;
		return `<polygon points="${corners.map(([px, py]) => applyAffine(frame.toOriginal, px, py).join(',')).join(' ')}"/>`;
	});
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><rect width="100%" height="100%" fill="#fff"/>${polygons.join('')}</svg>`;
	return await sharp(Buffer.from(svg))
		.flatten({ background: '#fff' })
		.toColourspace('srgb')
		.jpeg({ quality: 95 })
		.toBuffer();
}

/** Writes pages to `path` with fixed data about the document. */
export async function writePdf(path: string, pages: readonly (readonly [PagePicture, RecognizedPage])[]) {
	const writer = await createPdfWriter(path, {
		title: 'Giấy chứng nhận <thử> & "mẫu"',
		createdAt: new Date('2026-11-23T03:04:05Z'),
		producerVersion: '0.1.0',
		sourceSha256: 'a'.repeat(64),
	});
	for (const [picture, page] of pages) await writer.addPage(picture, page);
	return await writer.finish();
}

/** A folder of its own for a test file. */
export async function makeFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
	const path = await mkdtemp(join(tmpdir(), 'sohoa-pdf-'));
	return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
