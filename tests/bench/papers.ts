import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CorpusTruth, type Degradation, type DocumentTruth, generateCorpus, type Split } from '../corpus/index.ts';
import { patchedPages, type RealTruth, trueText } from './real-truths.ts';

/** A document to read, with what is known about it. Paths are absolute. */
export type Paper = {
	readonly id: string;
	/** Heading under which it is counted. */
	readonly group: string;
	readonly split: Split | 'real';
	readonly file: string;
	readonly pages: readonly { readonly file: string; readonly text: string }[];
	/** Only on generated papers. */
	readonly truth?: DocumentTruth;
};

export type CorpusWish = {
	readonly seed: number;
	readonly docs?: number;
	readonly split?: Split;
	readonly classes?: readonly Degradation[];
};

/** Generated papers, made once for each seed, size and state of the generator; kept under .cache/bench. */
export async function corpusPapers(wish: CorpusWish): Promise<readonly Paper[]> {
	const key = createHash('sha256')
		.update(JSON.stringify(wish))
		.update(sourceHash('tests/corpus'))
		.digest('hex')
		.slice(0, 12);
	const folder = resolve('.cache/bench', `corpus-${key}`);
	const file = join(folder, 'truth.json');
	const truth = existsSync(file)
		? (JSON.parse(readFileSync(file, 'utf8')) as CorpusTruth)
		: await generateCorpus({
				out: folder,
				...wish,
				onDocument: (done, total, id) => process.stderr.write(`\rmaking ${done}/${total} ${id.padEnd(60)}`),
			});
	return truth.documents.map((document) => ({
		id: document.id,
		group: document.degradation,
		split: document.split,
		file: join(folder, document.file),
		pages: document.pages.map((page) => ({ file: join(folder, page.file), text: page.text })),
		truth: document,
	}));
}

function sourceHash(folder: string): string {
	const hash = createHash('sha256');
	for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
		if (/\.(ts|js|json|ttf)$/u.test(name) && !name.startsWith('out/'))
			hash.update(name).update(readFileSync(join(folder, name)));
	}
	return hash.digest('hex');
}

/**
 * Pages of the real documents, each with its corrected text, where ../shared/data is there: scans as the scanner stored them (without
 * what was stamped into the PDF later), and born-digital ones printed to grey 200-dpi pictures. At most `perDocument` pages of each.
 */
export function realPapers(perDocument: number): readonly Paper[] {
	const data = resolve('../shared/data');
	if (!existsSync(data)) return [];
	return SOURCES.flatMap(({ truth, group, file, picture }) =>
		patchedPages(truth)
			.slice(0, perDocument)
			.map((patch) => {
				const name = patch.page.slice(0, 4);
				const id = `${truth}-${name}`;
				const made = pagePicture(join(data, file), Number(name.slice(1)), picture, id);
				return { id, group, split: 'real', file: made, pages: [{ file: made, text: trueText(data, patch) }] };
			}),
	);
}

type Picture = 'scanned as png' | 'scanned as jpg' | 'printed';

const SOURCES: readonly {
	readonly truth: RealTruth;
	readonly group: string;
	readonly file: string;
	readonly picture: Picture;
}[] = [
	{
		truth: 'nd335-scan',
		group: 'real scan: nd335, 1 bit, 200 dpi',
		file: 'vn-scans/nd335-2025-scan/scan.pdf',
		picture: 'scanned as png',
	},
	{
		truth: 'ct11',
		group: 'real scan: ct11, colour, 200 dpi',
		file: 'vn-scans/ct11-ubnd-hanoi-2025-colorscan/scan.pdf',
		picture: 'scanned as jpg',
	},
	{
		truth: 'qd1360',
		group: 'real scan: qd1360, 1 bit, 200 dpi',
		file: 'vn-scans/qd1360-ttg-2025-scan/scan.pdf',
		picture: 'scanned as png',
	},
	{
		truth: 'nd335-text',
		group: 'real print: nd335, born digital, 200 dpi',
		file: 'vn-born-digital/nd335-2025-textversion/doc.pdf',
		picture: 'printed',
	},
	{
		truth: 'cv295',
		group: 'real print: cv295, born digital, 200 dpi',
		file: 'vn-born-digital/cv295-vpdbqh-thanhhoa-2026-signed/doc.pdf',
		picture: 'printed',
	},
];

/** The picture of a page, made with poppler once and kept under .cache/bench. In these scans it is the first one of its page. */
function pagePicture(pdf: string, page: number, picture: Picture, id: string): string {
	const folder = resolve('.cache/bench/real');
	const extension = picture === 'scanned as jpg' ? 'jpg' : 'png';
	const made = join(folder, `${id}.${extension}`);
	if (existsSync(made)) return made;
	mkdirSync(folder, { recursive: true });
	const range = ['-f', `${page}`, '-l', `${page}`];
	if (picture === 'printed') {
		execFileSync('pdftoppm', ['-r', '200', '-gray', '-png', '-singlefile', ...range, pdf, join(folder, id)]);
		return made;
	}
	const out = mkdtempSync(join(folder, 'extract-'));
	execFileSync('pdfimages', [picture === 'scanned as jpg' ? '-j' : '-png', ...range, pdf, join(out, 'image')]);
	renameSync(join(out, `image-000.${extension}`), made);
	rmSync(out, { recursive: true });
	return made;
}
