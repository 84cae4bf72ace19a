import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePage } from '../../corpus/damage/files.ts';
import {
	addNoise,
	blur,
	darkBorder,
	decode,
	lean,
	type Raster,
	specks,
	threshold,
	tone,
} from '../../corpus/damage/raster.ts';
import { createRandom, type Random } from '../../corpus/random.ts';
import { createRenderer } from '../../corpus/render.ts';
import { TEMPLATES } from '../../corpus/templates/index.ts';
import type { PartOptions } from './part.ts';

/** A picture of a page that leans by a known angle. */
export type LeaningPage = {
	readonly file: string;
	readonly scan: LeaningScan;
	readonly dpi: number;
	/** Degrees, positive = the paper leans clockwise. */
	readonly angle: number;
};

/** How the page was scanned. */
export const LEANING_SCANS = ['clean, in colour', 'noise and dark edges, gray JPEG', '1-bit with speckle'] as const;
export type LeaningScan = (typeof LEANING_SCANS)[number];

const DPIS = [200, 300] as const;
const MOST = 15;

/** Short and dense papers, seen and unseen ones. */
const PAPERS = ['decision-commune', 'marital-status', 'enterprise', 'unseen-practice', 'unseen-decision-department'];

/** Every {@link LeaningScan} at 200 and 300 dpi, over ±15° in even steps that no template or scan shares. `pages`: how many angles (31). */
export async function leaningPages({ seed, pages = 31, work }: PartOptions): Promise<readonly LeaningPage[]> {
	const random = createRandom(seed);
	const upright = await renderPapers(random);
	const folder = join(work, 'leaning');
	mkdirSync(folder, { recursive: true });
	const kinds = LEANING_SCANS.flatMap((scan) => DPIS.map((dpi) => ({ scan, dpi })));
	const made: LeaningPage[] = [];
	for (let i = 0; i < pages; i += 1) {
		for (const [k, kind] of kinds.entries()) {
			// Each kind's angles lie between those of the one before.
			const angle = Number((-MOST + (2 * MOST * (i + (k + 0.5) / kinds.length)) / pages).toFixed(3));
			const sheets = upright.filter(({ dpi }) => dpi === kind.dpi);
			const raster = (sheets[(i + k) % sheets.length] as Sheet).raster;
			const file = join(folder, `${made.length}.${kind.scan === '1-bit with speckle' ? 'tif' : 'jpg'}`);
			writeFileSync(file, await scanned(raster, angle, kind, random));
			made.push({ file, ...kind, angle });
		}
	}
	return made;
}

type Sheet = { readonly raster: Raster; readonly dpi: number };

async function renderPapers(random: Random): Promise<readonly Sheet[]> {
	const renderer = await createRenderer();
	try {
		const sheets: Sheet[] = [];
		for (const template of TEMPLATES.filter(({ id }) => PAPERS.includes(id))) {
			const paper = template.build(random);
			for (const dpi of DPIS) {
				const { pages } = await renderer.render(paper, { random, font: template.font, dpi, ink: 'apart' });
				if (pages[0] !== undefined) sheets.push({ raster: await decode(pages[0].png), dpi });
			}
		}
		return sheets;
	} finally {
		await renderer.close();
	}
}

async function scanned(
	sheet: Raster,
	angle: number,
	{ scan, dpi }: { scan: LeaningScan; dpi: number },
	random: Random,
): Promise<Buffer> {
	const plan = { dpi, ink: 'apart' } as const;
	const copy = { ...sheet, data: Buffer.from(sheet.data) };
	tone(copy, 30, [248, 247, 244]);
	const leaning = await lean(copy, angle, scan === 'clean, in colour' ? '#f8f7f4' : '#3a3a3a');
	const raster = await blur(leaning, (0.45 * dpi) / 300);
	switch (scan) {
		case 'clean, in colour':
			return encodePage(raster, { ...plan, colour: 'colour', jpegQuality: 88 }, 'jpg');
		case 'noise and dark edges, gray JPEG':
			addNoise(raster, random, random.real(6, 14));
			darkBorder(raster, random);
			return encodePage(raster, { ...plan, colour: 'gray', jpegQuality: 60 }, 'jpg');
		case '1-bit with speckle':
			addNoise(raster, random, random.real(12, 30));
			specks(raster, random, random.int(60, 420));
			threshold(raster, random.int(135, 190));
			return encodePage(raster, { ...plan, colour: 'bilevel', jpegQuality: 0 }, 'tif');
	}
}
