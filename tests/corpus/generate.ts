import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import { degrade, planScan, type ScannedRaster, type ScanPlan } from './damage/degrade.ts';
import { encodePage, type FileFormat, writeDocument } from './damage/files.ts';
import { createRandom, type Random, seedOf } from './random.ts';
import { createRenderer, type InkAmount, type RenderedPaper, type Renderer } from './render.ts';
import { TEMPLATES } from './templates/index.ts';
import {
	type CorpusTruth,
	DEGRADATIONS,
	type Degradation,
	type DocumentTruth,
	type Paper,
	type Split,
	type Template,
	type TrueField,
} from './types.ts';

/** What to make. */
export type CorpusOptions = {
	/** Folder to write to: documents in `docs/`, single pages in `pages/`, and `truth.json`. */
	readonly out: string;
	/** Same seed, same corpus. Default 1. */
	readonly seed?: number;
	/** Documents a class; templates take turns. Default: each template once. */
	readonly docs?: number;
	/** Default: all nine. */
	readonly classes?: readonly Degradation[];
	/** Default: both. */
	readonly split?: Split;
	/** Ids of templates; default: all of the split. */
	readonly templates?: readonly string[];
	/** Called after each document. */
	readonly onDocument?: (done: number, total: number, id: string) => void;
};

/** One document to make. */
export type DocumentPlan = {
	readonly id: string;
	readonly template: Template;
	readonly degradation: Degradation;
	readonly seed: number;
	/** Where it shall not be drawn. */
	readonly scan?: Partial<ScanPlan>;
	readonly format?: FileFormat;
};

/** Makes the corpus on disk and returns what was written to truth.json. */
export async function generateCorpus(options: CorpusOptions): Promise<CorpusTruth> {
	const seed = options.seed ?? 1;
	const plans = planCorpus(options);
	await mkdir(join(options.out, 'docs'), { recursive: true });
	await mkdir(join(options.out, 'pages'), { recursive: true });
	const renderer = await createRenderer();
	const documents: DocumentTruth[] = [];
	try {
		for (const plan of plans) {
			documents.push(await makeDocument(renderer, plan, options.out));
			options.onDocument?.(documents.length, plans.length, plan.id);
		}
	} finally {
		await renderer.close();
	}
	const truth: CorpusTruth = { seed, documents };
	await writeFile(join(options.out, 'truth.json'), `${JSON.stringify(truth, null, '\t')}\n`);
	return truth;
}

/** The documents that `options` ask for; pure. */
export function planCorpus(options: Omit<CorpusOptions, 'out'>): readonly DocumentPlan[] {
	const templates = TEMPLATES.filter(
		(t) => (options.split === undefined || t.split === options.split) && (options.templates?.includes(t.id) ?? true),
	);
	if (templates.length === 0) throw new RangeError('No template is left');
	const count = options.docs ?? templates.length;
	return (options.classes ?? DEGRADATIONS).flatMap((degradation, c) =>
		Array.from({ length: count }, (_, n) => {
			const template = templates[(n * (count < templates.length ? 3 : 1) + c * count) % templates.length] as Template;
			const id = `${degradation}-${template.id}-${String(n).padStart(3, '0')}`;
			return { id, template, degradation, seed: seedOf(`${options.seed ?? 1}/${id}`) };
		}),
	);
}

/** Renders, damages and writes one document to `out/docs` and its pages to `out/pages`. */
export async function makeDocument(renderer: Renderer, plan: DocumentPlan, out: string): Promise<DocumentTruth> {
	const random = createRandom(plan.seed);
	const paper = plan.template.build(random);
	const scan = { ...planScan(random, plan.degradation), ...plan.scan };
	const rendered = await renderer.render(paper, {
		random,
		font: plan.template.font,
		dpi: scan.dpi,
		ink: scan.ink satisfies InkAmount,
	});
	const scans: ScannedRaster[] = [];
	for (const [i, page] of rendered.pages.entries()) {
		const back = rendered.pages[(i + 1) % rendered.pages.length] ?? page;
		scans.push(await degrade(random, plan.degradation, scan, page.png, back.png));
	}
	const format = plan.format ?? pickFormat(random, scan, samePageSize(scans) ? scans.length : -1);
	const file = `docs/${plan.id}.${format}`;
	await writeDocument(
		join(out, file),
		scans.map((s) => s.raster),
		scan,
		format,
	);
	const pages = await Promise.all(
		scans.map(async (scanned, i) => {
			const name = await writePage(plan.id, out, { scanned, scan, format, index: i, alone: scans.length === 1 });
			return { text: rendered.pages[i]?.text ?? '', file: name, turn: scanned.turn, skew: scanned.skew };
		}),
	);
	const { id, template, degradation, seed } = plan;
	return {
		id,
		template: template.id,
		split: template.split,
		kind: template.kind,
		font: template.font,
		degradation,
		dpi: scan.dpi,
		seed,
		file,
		pages,
		fields: trueFields(paper, rendered),
	};
}

function samePageSize(scans: readonly ScannedRaster[]): boolean {
	return scans.every((s) => s.raster.width === scans[0]?.raster.width);
}

/** `pages`: -1 when their sizes differ, so that only a PDF holds them. */
function pickFormat(random: Random, scan: ScanPlan, pages: number): FileFormat {
	if (pages === -1) return 'pdf';
	if (scan.colour === 'bilevel') return 'tif';
	if (pages > 1) return random.pick(['pdf', 'pdf', 'tif'] as const);
	return random.pick(['jpg', 'jpg', 'jpg', 'png', 'pdf'] as const);
}

/** A page on its own; for a one-page picture that is the document itself. */
async function writePage(
	id: string,
	out: string,
	page: { scanned: ScannedRaster; scan: ScanPlan; format: FileFormat; index: number; alone: boolean },
): Promise<string> {
	if (page.alone && page.format !== 'pdf') return `docs/${id}.${page.format}`;
	const format = page.scan.colour === 'bilevel' ? 'tif' : 'jpg';
	const file = `pages/${id}-p${page.index + 1}.${format}`;
	await writeFile(join(out, file), await encodePage(page.scanned.raster, page.scan, format));
	return file;
}

/** Marked fields with their values; the others `null`, or left out where they are not to be scored. */
function trueFields(paper: Paper, rendered: RenderedPaper): DocumentTruth['fields'] {
	const fields: { [F in FieldName]?: TrueField | null } = {};
	for (const name of FIELD_NAMES) {
		if (paper.unscored.includes(name)) continue;
		const found = rendered.fields.find((f) => f.name === name);
		if (found === undefined) {
			fields[name] = null;
			continue;
		}
		const { value, printed, page, also, handwritten } = found;
		fields[name] = {
			value: value.replaceAll('\n', ' '),
			printed: printed.replaceAll('\n', ' '),
			page,
			...(also.length > 0 ? { also } : {}),
			...(handwritten ? { handwritten: true as const } : {}),
		};
	}
	return fields;
}
