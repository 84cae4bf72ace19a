import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CorpusTruth, type Degradation, type DocumentTruth, generateCorpus, type Split } from '../corpus/index.ts';

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

/** Real pages with a true text, where ../shared/data is there: scanned at 1 bit, and born-digital ones printed to 200-dpi pictures. */
export function realPapers(perDocument: number): readonly Paper[] {
	const data = resolve('../shared/data');
	if (!existsSync(data)) return [];
	return [
		...scannedPages(join(data, 'vn-scans/nd335-2025-scan'), perDocument),
		...printedPages(
			join(data, 'vn-born-digital/nd335-2025-textversion'),
			'real: nd335, born digital, 200 dpi',
			perDocument,
		),
		...printedPages(
			join(data, 'vn-born-digital/cv295-vpdbqh-thanhhoa-2026-signed'),
			'real: cv295, born digital, 200 dpi',
			perDocument,
		),
	];
}

function scannedPages(folder: string, most: number): readonly Paper[] {
	const names = readdirSync(folder)
		.filter((name) => /^p\d+\.png$/u.test(name))
		.slice(0, most);
	return names.map((name) =>
		onePage(
			`nd335-scan-${name.slice(0, 4)}`,
			'real: nd335, 1-bit scan, 200 dpi',
			join(folder, name),
			join(folder, 'text', name.replace('.png', '.txt')),
		),
	);
}

function printedPages(folder: string, group: string, most: number): readonly Paper[] {
	const texts = readdirSync(join(folder, 'text'))
		.filter((name) => name.endsWith('.txt'))
		.slice(0, most);
	const id = group.replaceAll(/\W+/gu, '-');
	const out = resolve('.cache/bench/printed', id);
	mkdirSync(out, { recursive: true });
	return texts.map((name) => {
		const page = Number(name.slice(1, 4));
		const base = join(out, `${id}-${name.slice(0, 4)}`);
		if (!existsSync(`${base}.png`))
			execFileSync('pdftoppm', [
				'-r',
				'200',
				'-gray',
				'-png',
				'-singlefile',
				'-f',
				`${page}`,
				'-l',
				`${page}`,
				join(folder, 'doc.pdf'),
				base,
			]);
		return onePage(`${id}-${name.slice(0, 4)}`, group, `${base}.png`, join(folder, 'text', name));
	});
}

function onePage(id: string, group: string, file: string, text: string): Paper {
	return { id, group, split: 'real', file, pages: [{ file, text: readFileSync(text, 'utf8') }] };
}
