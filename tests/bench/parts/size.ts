import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import sharp from 'sharp';
import { corpusPapers } from '../papers.ts';
import { OCRMYPDF, ocrmypdfFolder } from '../readers.ts';
import { runMeasured } from '../run-measured.ts';
import { type Goal, markdownTable, mean, type Part, type PartOptions } from './part.ts';
import { type GrayPixels, ssim } from './ssim.ts';

/** Pages that a scanner delivers in one way, as one image-only PDF: both tools are given that. */
type Bundle = {
	readonly name: string;
	readonly colour: 'colour' | 'bilevel';
	readonly pdf: string;
	readonly pages: number;
};

/** A tool's PDF: bytes a page, and how much its pictures look like those it was given (0-1). */
type Made = { readonly bytes: number; readonly look: number };

type Row = Bundle & { readonly inputBytes: number; readonly ours: Made; readonly theirs?: Made };

/** A look that differs by no more than this counts as the same: 0.99 and more passes for the picture itself on the screen and on paper. */
const SAME_LOOK = 0.005;

/** How large the PDFs are at what look. */
export const sizePart: Part = {
	about: 'size of the PDF at the same look (--pages N: pages of each kind, 5)',
	async run(options) {
		const bin = await ocrmypdfFolder();
		if (bin === undefined) throw new Error(`ocrmypdf ${OCRMYPDF} and img2pdf could not be installed with pip`);
		const rows: Row[] = [];
		for (const bundle of await bundles(bin, options)) {
			options.say(`${bundle.name}, ${bundle.pages} pages`);
			const ours = await made(await withSohoa(bundle, options), bundle, options);
			const theirs = options.peers ? await made(await withOcrmypdf(bundle, bin, options), bundle, options) : undefined;
			rows.push({ ...bundle, inputBytes: statSync(bundle.pdf).size / bundle.pages, ours, ...(theirs && { theirs }) });
		}
		return { text: sizeText(rows), goals: sizeGoals(rows) };
	},
};

async function bundles(bin: string, { seed, pages = 5, work }: PartOptions): Promise<readonly Bundle[]> {
	const papers = await corpusPapers({ seed, docs: 2 });
	const files = papers.flatMap((paper) => paper.pages.map(({ file }) => ({ file, group: paper.group })));
	const jpegs = files.filter(({ file }) => file.endsWith('.jpg')).map(({ file }) => file);
	const coloured = await keepColoured(jpegs, pages);
	const pngs = await asPngs(coloured.slice(0, Math.ceil(pages / 2)), join(work, 'png'));
	const speckled = files.filter(({ group }) => group === 'bilevelSpeckle').map(({ file }) => file);
	const printed = await asBilevel(coloured, join(work, 'bilevel'));
	const scans = resolve('../shared/data/vn-scans');
	const scanned = join(scans, 'nd335-2025-scan');
	const real = existsSync(scanned)
		? readdirSync(scanned)
				.filter((name) => name.endsWith('.png'))
				.map((name) => join(scanned, name))
		: [];
	const office = join(scans, 'ct11-ubnd-hanoi-2025-colorscan/scan.pdf');
	const kinds = [
		{ name: 'generated, colour JPEG', colour: 'colour' as const, files: coloured },
		{ name: 'generated, colour without loss', colour: 'colour' as const, files: pngs },
		{ name: 'generated, 1-bit, with speckle', colour: 'bilevel' as const, files: speckled.slice(0, pages) },
		{ name: 'generated, 1-bit, clean', colour: 'bilevel' as const, files: printed },
		{ name: 'real: nd335, 1-bit scan', colour: 'bilevel' as const, files: real.slice(0, pages) },
		{
			name: 'real: ct11, colour JPEG scan',
			colour: 'colour' as const,
			files: existsSync(office) ? pictures(office, join(work, 'ct11'), '-j').slice(0, pages) : [],
		},
	];
	return kinds
		.filter((kind) => kind.files.length > 0)
		.map(({ files: some, ...kind }, i) => {
			const pdf = join(work, `bundle-${i}.pdf`);
			execFileSync(join(bin, 'img2pdf'), [...some, '-o', pdf]);
			return { ...kind, pdf, pages: some.length };
		});
}

/** The first `most` pictures that hold colour. */
async function keepColoured(files: readonly string[], most: number): Promise<readonly string[]> {
	const spaces = await Promise.all(files.map(async (file) => (await sharp(file).metadata()).space));
	return files.filter((_, i) => spaces[i] === 'srgb').slice(0, most);
}

function asPngs(files: readonly string[], folder: string): Promise<readonly string[]> {
	return rewritten(files, folder, async (file, out) => {
		const { density = 200 } = await sharp(file).metadata();
		await sharp(file).withDensity(density).png().toFile(out);
	});
}

function asBilevel(files: readonly string[], folder: string): Promise<readonly string[]> {
	return rewritten(files, folder, async (file, out) => {
		const { density = 200 } = await sharp(file).metadata();
		const gray = sharp(file).toColourspace('b-w').threshold(150).withDensity(density);
		await gray.png({ palette: true, colours: 2 }).toFile(out);
	});
}

async function rewritten(
	files: readonly string[],
	folder: string,
	write: (file: string, out: string) => Promise<void>,
): Promise<readonly string[]> {
	mkdirSync(folder, { recursive: true });
	return Promise.all(
		files.map(async (file) => {
			const out = join(folder, `${basename(file)}.png`);
			await write(file, out);
			return out;
		}),
	);
}

async function withSohoa({ pdf }: Bundle, { work }: PartOptions): Promise<string> {
	const out = join(work, 'sohoa');
	const run = await runMeasured('node_modules/.bin/node', [
		'scripts/run.mjs',
		'cli/main.ts',
		'digitize',
		pdf,
		'--out',
		out,
		'--jobs',
		'2',
	]);
	const result = join(out, basename(pdf));
	if (!existsSync(result)) throw new Error(`sohoa digitize made no PDF (exit ${run.exitCode}): ${run.stderr}`);
	return result;
}

async function withOcrmypdf({ pdf }: Bundle, bin: string, { work }: PartOptions): Promise<string> {
	const out = join(work, `ocrmypdf-${basename(pdf)}`);
	const run = await runMeasured(join(bin, 'ocrmypdf'), ['-l', 'vie', '--jobs', '2', '--quiet', pdf, out], {
		OMP_THREAD_LIMIT: '1',
	});
	if (!existsSync(out)) throw new Error(`ocrmypdf made no PDF (exit ${run.exitCode}): ${run.stderr}`);
	return out;
}

async function made(pdf: string, bundle: Bundle, { work }: PartOptions): Promise<Made> {
	const [given, kept] = [bundle.pdf, pdf].map((file, i) =>
		pictures(file, join(work, `look-${i}-${basename(pdf)}`), '-png'),
	) as [string[], string[]];
	if (given.length !== kept.length) throw new Error(`${pdf} holds ${kept.length} pictures, not ${given.length}`);
	const looks: number[] = [];
	for (const [i, file] of given.entries()) looks.push(ssim(await gray(file), await gray(kept[i] as string)));
	return { bytes: statSync(pdf).size / bundle.pages, look: mean(looks) };
}

/** The pictures that stand in a PDF, decoded (or, with `-j`, JPEGs as they are): however a page shows them, this is what was kept. */
function pictures(pdf: string, folder: string, how: '-png' | '-j'): string[] {
	mkdirSync(folder, { recursive: true });
	execFileSync('pdfimages', [how, pdf, join(folder, 'p')]);
	return readdirSync(folder)
		.sort()
		.map((name) => join(folder, name));
}

async function gray(file: string): Promise<GrayPixels> {
	const { data, info } = await sharp(file).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

function sizeGoals(rows: readonly Row[]): readonly Goal[] {
	return (['colour', 'bilevel'] as const).flatMap((colour) => {
		const of = rows.filter((row) => row.colour === colour && row.theirs !== undefined);
		if (of.length === 0) return [];
		const worst = Math.max(...of.map(({ ours, theirs }) => ours.bytes / (theirs?.bytes ?? 1)));
		const sameLook = of.every(({ ours, theirs }) => ours.look >= (theirs?.look ?? 0) - SAME_LOOK);
		const range = of.map(({ ours, theirs }) => (ours.bytes / (theirs?.bytes ?? 1)).toFixed(2)).join(', ');
		return [
			{
				what: `size of the PDF, ${colour} pages`,
				goal: "≤ OCRmyPDF's at the same look",
				figure: `${range} of its size; look ${sameLook ? 'no worse' : 'worse'}`,
				held: worst <= 1 && sameLook,
			},
		];
	});
}

function sizeText(rows: readonly Row[]): string {
	const kilobytes = (bytes: number): string => (bytes / 1e3).toFixed(1);
	return [
		`Both tools get the same image-only PDF (made by img2pdf without loss). kB a page with text layer and all else; look: structural similarity (SSIM) of the pictures in the result and those given, 1 = the same. OCRmyPDF ${OCRMYPDF} with its own defaults.`,
		markdownTable(
			['Pages', 'Number', 'Given, kB', 'Sohoa, kB', 'SSIM', 'OCRmyPDF, kB', 'SSIM', 'Sohoa ÷ OCRmyPDF'],
			rows.map(({ name, pages, inputBytes, ours, theirs }) => [
				name,
				String(pages),
				kilobytes(inputBytes),
				kilobytes(ours.bytes),
				ours.look.toFixed(4),
				theirs === undefined ? '' : kilobytes(theirs.bytes),
				theirs === undefined ? '' : theirs.look.toFixed(4),
				theirs === undefined ? '' : (ours.bytes / theirs.bytes).toFixed(2),
			]),
		),
	].join('\n\n');
}
