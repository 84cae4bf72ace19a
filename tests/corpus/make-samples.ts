import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fold } from '../../domain/index.ts';
import { type DocumentPlan, makeDocument } from './generate.ts';
import { createRandom, seedOf } from './random.ts';
import { createRenderer } from './render.ts';
import { TEMPLATES } from './templates/index.ts';
import type { DocumentTruth } from './types.ts';

type Wish = Pick<DocumentPlan, 'degradation' | 'scan' | 'format'> & {
	readonly name: string;
	readonly template: string;
	readonly what: string;
	/** Words of the body, without accents, that stand in no other sample and in no field of this one. */
	readonly search: string;
	/** What the content must be like: has a QR code, has two pages or more. */
	readonly qr?: true;
	readonly manyPages?: true;
};

/** The samples that the generator makes; together a few MB. */
const WISHES: readonly Wish[] = [
	{
		name: '01-quyet-dinh-xa',
		search: 'xuat trinh hop dong',
		template: 'decision-commune',
		degradation: 'sealSignature',
		format: 'jpg',
		scan: { dpi: 200, jpegQuality: 72 },
		what: 'colour JPEG, 200 dpi, red seal and pen over the text',
	},
	{
		name: '02-giay-phep-tai-nguyen-nuoc',
		search: 'kinh tuyen truc',
		template: 'licence-water',
		degradation: 'clean300',
		format: 'pdf',
		qr: true,
		scan: { colour: 'colour', ink: 'apart', jpegQuality: 70 },
		what: 'image-only PDF, colour, 300 dpi, QR code',
	},
	{
		name: '03-giay-phep-xay-dung',
		search: 'cot nen xay dung',
		template: 'construction-permit',
		degradation: 'skewNoise',
		format: 'jpg',
		scan: { dpi: 200, colour: 'gray', jpegQuality: 55, ink: 'apart' },
		what: 'grey JPEG, 200 dpi, skewed and noisy',
	},
	{
		name: '04-dang-ky-ho-kinh-doanh',
		search: 'uong luu dong',
		template: 'business-household',
		degradation: 'bilevelSpeckle',
		format: 'tif',
		what: '1-bit TIFF (CCITT G4), 200 dpi, speckle',
	},
	{
		name: '05-dang-ky-doanh-nghiep',
		search: 'viet bang tieng viet',
		template: 'enterprise',
		degradation: 'clean200',
		format: 'png',
		scan: { colour: 'bilevel', ink: 'apart' },
		what: '1-bit PNG, 200 dpi',
	},
	{
		name: '06-giay-chung-nhan-dat',
		search: 'khung be tong cot thep',
		template: 'land-use',
		degradation: 'bleedThrough',
		format: 'jpg',
		qr: true,
		scan: { dpi: 200, colour: 'colour', jpegQuality: 72, ink: 'apart' },
		what: 'colour JPEG, 200 dpi, the back shows through, QR code',
	},
	{
		name: '07-trich-luc-khai-sinh',
		search: 'mot nghin chin tram',
		template: 'birth-extract',
		degradation: 'lowResolution150',
		format: 'jpg',
		scan: { colour: 'colour', ink: 'apart' },
		what: 'colour JPEG, 150 dpi',
	},
	{
		name: '08-trich-luc-ket-hon',
		search: 'quan he hon nhan',
		template: 'marriage-extract',
		degradation: 'rotated',
		format: 'jpg',
		scan: { dpi: 200, colour: 'gray', ink: 'apart', jpegQuality: 70 },
		what: 'grey JPEG, 200 dpi, lies turned, two columns',
	},
	{
		name: '09-trich-luc-khai-tu',
		search: 'nguyen nhan chet',
		template: 'death-extract',
		degradation: 'unevenLight',
		format: 'webp',
		scan: { dpi: 200, ink: 'apart', jpegQuality: 60 },
		what: 'WebP without a resolution (200 dpi), uneven light',
	},
	{
		name: '10-xac-nhan-hon-nhan',
		search: 'hanh chinh ve trat tu',
		template: 'marital-status',
		degradation: 'sealSignature',
		format: 'jpg',
		scan: { dpi: 300, jpegQuality: 55 },
		what: 'colour JPEG, 300 dpi, red seal and pen over the text',
	},
	{
		name: '11-cong-van',
		search: 'y kien phan hoi',
		template: 'official-letter',
		degradation: 'lowResolution150',
		format: 'bmp',
		scan: { colour: 'gray', ink: 'apart' },
		what: 'grey BMP without a resolution (150 dpi)',
	},
	{
		name: '12-thong-bao',
		search: 'loi dung viec kiem tra',
		template: 'notice',
		degradation: 'skewNoise',
		format: 'pdf',
		manyPages: true,
		scan: { dpi: 200, colour: 'gray', jpegQuality: 50, ink: 'apart' },
		what: 'image-only PDF of several pages, grey, 200 dpi, skewed',
	},
	{
		name: '13-quyet-dinh-tinh',
		search: 'tong muc dau tu',
		template: 'decision-province',
		degradation: 'bilevelSpeckle',
		format: 'tif',
		manyPages: true,
		what: '1-bit TIFF (CCITT G4) of several pages, 200 dpi, table',
	},
];

/** Real pages: what of their text was typed off, line by line. */
const REAL = [
	{
		file: '14-vietocr-toi-di-hoc.tif',
		from: 'vietsample.tif',
		what: '1-bit TIFF of two pages, 300 dpi, a page of literature',
		text: 'Hằng năm cứ vào cuối thu, lá ngoài đường rụng nhiều và trên không có những đám mây bàng bạc,\nlòng tôi lại nao nức những kỷ niệm hoang mang của buổi tựu trường.',
		part: 'first two lines below the title of page 1',
		search: 'ky niem hoang mang',
	},
	{
		file: '15-vietocr-trang-xoay.tif',
		from: 'vietsample2.tif',
		what: '1-bit TIFF of two pages, 300 dpi, the first turned by 90°',
		text: 'Tết Trung Thu rước đèn đi chơi\nEm rước đèn đi khắp phố phường',
		part: 'first two lines below the author of page 1',
		search: 'khap pho phuong',
	},
] as const;

const SAMPLES = 'samples';
const SOURCE = '../shared/data/vn-scans/vietocr-app';

const work = await mkdtemp(join(tmpdir(), 'sohoa-samples-'));
await mkdir(join(work, 'docs'));
await mkdir(join(work, 'pages'));
const renderer = await createRenderer();
const made: { wish: Wish; truth: DocumentTruth; file: string }[] = [];
try {
	for (const wish of WISHES) made.push(await makeSample(wish));
} finally {
	await renderer.close();
	await rm(work, { recursive: true, force: true });
}
for (const real of REAL) await copyFile(join(SOURCE, real.from), join(SAMPLES, real.file));
await writeFile(join(SAMPLES, 'truth.json'), `${JSON.stringify({ samples: entries() }, null, '\t')}\n`);
await writeFile(join(SAMPLES, 'README.md'), readme());

async function makeSample(wish: Wish): Promise<{ wish: Wish; truth: DocumentTruth; file: string }> {
	const template = TEMPLATES.find((t) => t.id === wish.template);
	if (template === undefined || template.split !== 'seen') throw new RangeError(`No seen template ${wish.template}`);
	for (let attempt = 0; attempt < 40; attempt += 1) {
		const seed = seedOf(`sample/${wish.name}/${attempt}`);
		if (wish.qr && template.build(createRandom(seed)).qr === undefined) continue;
		const { degradation, scan, format } = wish;
		const truth = await makeDocument(
			renderer,
			{ id: wish.name, template, degradation, seed, ...(scan ? { scan } : {}), ...(format ? { format } : {}) },
			work,
		).catch((error: unknown) => {
			if (error instanceof RangeError) return undefined; // several pages do not fit into this format: try another content
			throw error;
		});
		const enough =
			truth !== undefined &&
			(wish.manyPages ? truth.pages.length > 1 : truth.pages.length === 1 || wish.format === 'pdf');
		if (!enough) continue;
		const file = truth.file.replace('docs/', '');
		await copyFile(join(work, truth.file), join(SAMPLES, file));
		return { wish, truth, file };
	}
	throw new Error(`No content fits the sample ${wish.name}`);
}

function entries(): unknown[] {
	const generated = made.map(({ wish, truth, file }) => ({
		file,
		kind: truth.kind,
		degradation: truth.degradation,
		dpi: truth.dpi,
		text: truth.pages.map((page) => page.text).join('\n'),
		textPart: 'whole',
		fields: truth.fields,
		search: searchPhrase({ wish, truth, file }),
	}));
	const real = REAL.map(({ file, text, part, search }) => ({
		file,
		kind: 'other',
		dpi: 300,
		text,
		textPart: part,
		fields: {},
		search,
	}));
	return [...generated, ...real];
}

/** The wish's phrase, after a check that it does what it is for. */
function searchPhrase({ wish, truth }: (typeof made)[number]): string {
	const fields = Object.values(truth.fields).map((f) => (f ? fold(`${f.value} ${f.printed}`) : ''));
	const others = made.filter((m) => m.truth !== truth).map((m) => folded(m.truth));
	if (!folded(truth).includes(wish.search)) throw new Error(`${wish.name} does not hold "${wish.search}"`);
	if ([...fields, ...others].some((text) => text.includes(wish.search)))
		throw new Error(`"${wish.search}" is not ${wish.name}'s alone`);
	return wish.search;
}

function folded(truth: DocumentTruth): string {
	return fold(truth.pages.map((page) => page.text).join(' ')).replace(/\s+/gu, ' ');
}

function readme(): string {
	const rows = made.map(
		({ wish, truth, file }) =>
			`| \`${file}\` | ${truth.kind} | ${wish.what} | made by \`tests/corpus/make-samples.ts\`; invented people and cases | MIT, as the project |`,
	);
	const real = REAL.map(
		(r) =>
			`| \`${r.file}\` | other | ${r.what} | GitHub nguyenq/VietOCR3 samples @8b67a2df, \`${r.from}\` | Apache-2.0, [licence](LICENSE-vietocr-app.txt) |`,
	);
	return `# Samples

Scans to try Sohoa with, and for the demo. \`truth.json\` holds for each file its kind, its fields (\`null\` = not on the paper), its text, and a \`search\` phrase:
words from its body, without accents, that no other sample has.

Everything on the generated ones is invented: people, numbers, cases. Only the names of places and agencies are real ones.

| File | Kind | What | Source | Licence |
|---|---|---|---|---|
${[...rows, ...real].join('\n')}
`;
}
