import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import type { QuarterTurn } from '../../../ocr/cleanup/index.ts';
import { DEGRADATIONS } from '../../corpus/index.ts';
import { corpusPapers, realPapers } from '../papers.ts';
import type { PartOptions } from './part.ts';

/** A picture file that lies turned. */
export type TurnedPage = {
	readonly file: string;
	readonly group: string;
	/** The clockwise turn that makes it upright, degrees. */
	readonly needed: QuarterTurn;
};

type Upright = { readonly id: string; readonly file: string; readonly group: string };

const TURNS = [0, 90, 180, 270] as const;

/** Generated and real pages, each as it is and turned three ways. `pages`: at most so many of each group, before turning. */
export async function turnedPages({ seed, pages, work }: PartOptions): Promise<readonly TurnedPage[]> {
	const made = await generated(seed);
	const all = [...made, ...scans()];
	const groups = [...new Set(all.map((page) => page.group))];
	const chosen = groups.flatMap((group) => all.filter((page) => page.group === group).slice(0, pages));
	const folder = join(work, 'turned');
	mkdirSync(folder, { recursive: true });
	const turned: TurnedPage[] = [];
	for (const page of chosen) for (const by of TURNS) turned.push(await turn(page, by, folder));
	return turned;
}

/** Every class but the one whose pages lie turned already. */
async function generated(seed: number): Promise<readonly Upright[]> {
	const classes = DEGRADATIONS.filter((name) => name !== 'rotated');
	const papers = await corpusPapers({ seed, classes });
	return papers.flatMap(({ id, group, split, pages }) =>
		pages.map(({ file }, i) => ({
			id: `${id}-p${i}`,
			file,
			group: `${group.startsWith('clean') ? 'clean' : 'degraded'}, ${split}`,
		})),
	);
}

/** Scans in colour that have no page pictures of their own. */
const PDF_SCANS = ['ct11-ubnd-hanoi-2025-colorscan', 'qd1360-ttg-2025-scan'];

/** Real scans, all upright in their files. */
function scans(): readonly Upright[] {
	const papers = realPapers(30).map(({ id, file, group }) => ({
		id,
		file,
		group: group.includes('scan') ? 'real scans' : 'real, born digital',
	}));
	return [...papers, ...PDF_SCANS.flatMap(pagesOfScan)];
}

function pagesOfScan(name: string): readonly Upright[] {
	const pdf = resolve('../shared/data/vn-scans', name, 'scan.pdf');
	if (!existsSync(pdf)) return [];
	const folder = resolve('.cache/bench/printed', name);
	const count = Number(/^Pages:\s+(\d+)/mu.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1] ?? 0);
	if (!existsSync(folder)) {
		mkdirSync(folder, { recursive: true });
		execFileSync('pdftoppm', ['-r', '200', '-jpeg', '-jpegopt', 'quality=90', pdf, join(folder, 'p')]);
	}
	const digits = String(count).length;
	return Array.from({ length: count }, (_, i) => {
		const number = String(i + 1).padStart(digits, '0');
		return { id: `${name}-p${number}`, file: join(folder, `p-${number}.jpg`), group: 'real scans' };
	});
}

/** Two-level pictures stay so; others become JPEGs as a scanner makes them. */
async function turn({ id, file, group }: Upright, by: QuarterTurn, folder: string): Promise<TurnedPage> {
	const needed = ((360 - by) % 360) as QuarterTurn;
	if (by === 0) return { file, group, needed };
	const { density = 200, bitsPerSample } = await sharp(file).metadata();
	const bilevel = bitsPerSample === 1;
	const picture = sharp(file).rotate(by).withDensity(density);
	const out = join(folder, `${id}-${by}.${bilevel ? 'png' : 'jpg'}`);
	await (bilevel ? picture.png({ palette: true, colours: 2 }) : picture.jpeg({ quality: 90 })).toFile(out);
	return { file: out, group, needed };
}
