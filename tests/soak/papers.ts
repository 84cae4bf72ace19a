import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { FieldName } from '../../domain/index.ts';
import { readSamples, SAMPLES } from '../../scripts/demo/samples.ts';

/** A paper of two or three pages, made of the samples' pages, and what a person sees on its first page. */
export type SoakPaper = { readonly path: string; readonly values: { readonly [F in FieldName]?: string } };

/** A4 in pt, and the pages' resolution, dpi. */
const A4 = [595.28, 841.89] as const;
const DPI = 150;
const QUALITY = 50;
/** What an outcome must say before it can be uploaded: first pages that do. */
const ON_FIRST_PAGE: readonly FieldName[] = ['documentNumber', 'issueDate', 'issuingBody'];

/**
 * Makes `count` image-only PDFs of a few hundred KB in `folder`. Each has another order of pages; up to 40 of them differ.
 */
export async function makePapers(folder: string, count: number): Promise<readonly SoakPaper[]> {
	const samples = (await readSamples(undefined)).filter(({ file }) => /\.(jpg|png|webp)$/.test(file));
	const firsts = samples.filter(({ values }) => ON_FIRST_PAGE.every((field) => values[field]));
	const pages = new Map<string, Buffer>();
	for (const { file } of samples) pages.set(file, await asPage(join(SAMPLES, file)));
	const papers: SoakPaper[] = [];
	for (let n = 0; n < count; n += 1) {
		const first = firsts[n % firsts.length];
		if (first === undefined) throw new Error('No sample has a number, a date and a body');
		const shift = 1 + Math.floor(n / firsts.length);
		const more = Array.from({ length: 1 + (n % 2) }, (_, i) => samples[(n + shift * (i + 1)) % samples.length]);
		const files = [first, ...more].flatMap((sample) => (sample === undefined ? [] : [sample.file]));
		const path = join(folder, `paper-${String(n + 1).padStart(2, '0')}.pdf`);
		await writeFile(path, await bind(files.map((file) => pages.get(file) ?? Buffer.alloc(0))));
		papers.push({ path, values: first.values });
	}
	return papers;
}

/** A page as a gray JPEG on upright A4. */
async function asPage(path: string): Promise<Buffer> {
	const [width, height] = A4.map((pt) => Math.round((pt / 72) * DPI));
	const { width: wide = 0, height: high = 0 } = await sharp(path).metadata();
	return sharp(path)
		.rotate(wide > high ? 90 : 0)
		.resize({ width, height, fit: 'contain', background: 'white' })
		.grayscale()
		.jpeg({ quality: QUALITY })
		.toBuffer();
}

async function bind(pages: readonly Buffer[]): Promise<Uint8Array> {
	const pdf = await PDFDocument.create();
	const [width, height] = A4;
	for (const page of pages) {
		pdf.addPage([width, height]).drawImage(await pdf.embedJpg(page), { x: 0, y: 0, width, height });
	}
	return pdf.save();
}
