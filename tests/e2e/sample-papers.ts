import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { OutcomeView, StoredReadingView, WordView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import type { Box } from '../../domain/geometry.ts';
import { asId, asSha256, type OutcomeId, type VersionId } from '../../domain/ids.ts';
import type { OutcomeKind } from '../../domain/outcome-kinds.ts';

/** A made-up paper: its lines stand where the word boxes say. People and places are invented. */
export type SamplePaper = {
	readonly view: OutcomeView;
	readonly words: readonly WordView[];
	readonly lines: readonly Line[];
};

type Line = { readonly text: string; readonly x: number; readonly y: number; readonly size: number };

/** A4 at 100 dpi, px. */
const WIDTH = 827;
const HEIGHT = 1169;
const NOW = '2026-11-20T02:15:00Z';
/** Width of a letter, as a share of the font size: near enough for boxes over a picture in a monospaced font. */
const LETTER = 0.6;

type Sample = {
	readonly number: number;
	readonly kind: OutcomeKind;
	readonly lines: readonly string[];
	readonly fields: Partial<Record<FieldName, readonly [value: string, printed: string, confidence: number]>>;
};

const SAMPLES: readonly Sample[] = [
	{
		number: 1,
		kind: 'decision',
		lines: [
			'ỦY BAN NHÂN DÂN XÃ AN BÌNH',
			'Số: 0123/QĐ-UBND',
			'An Bình, ngày 05 tháng 01 năm 2026',
			'QUYẾT ĐỊNH',
			'Về việc cấp giấy phép xây dựng nhà ở riêng lẻ',
			'Cho phép bà Nguyễn Thị Hoà Đường, thôn Đông, xã An Bình',
			'KT. CHỦ TỊCH – PHÓ CHỦ TỊCH',
			'Trần Văn Mẫu',
			'Mã hồ sơ: H00.01-260105-0007',
		],
		fields: {
			documentNumber: ['0123/QĐ-UBND', '0123/QĐ-UBND', 0.98],
			issueDate: ['2026-01-05', 'ngày 05 tháng 01 năm 2026', 0.95],
			issuingBody: ['Ủy ban nhân dân xã An Bình', 'ỦY BAN NHÂN DÂN XÃ AN BÌNH', 0.93],
			subject: ['Về việc cấp giấy phép xây dựng nhà ở riêng lẻ', 'Về việc cấp giấy phép xây dựng nhà ở riêng lẻ', 0.88],
			signerName: ['Trần Văn Mẫu', 'Trần Văn Mẫu', 0.91],
			ownerName: ['Nguyễn Thị Hoà Đường', 'Nguyễn Thị Hoà Đường', 0.62],
			dossierCode: ['H00.01-260105-0007', 'H00.01-260105-0007', 0.99],
		},
	},
	{
		number: 2,
		kind: 'birthExtract',
		lines: ['TRÍCH LỤC KHAI SINH', 'Số: 45/TLKS', 'Họ và tên: Lê Thị Thử Nghiệm', '<script>alert(1)</script> & "nháy"'],
		fields: {
			documentNumber: ['45/TLKS', '45/TLKS', 0.94],
			ownerName: ['Lê Thị Thử Nghiệm', 'Lê Thị Thử Nghiệm', 0.97],
		},
	},
];

/** All sample papers. */
export function samplePapers(): readonly SamplePaper[] {
	return SAMPLES.map(toPaper);
}

/** The page as a PNG: its lines in a monospaced font, at their places. */
export async function drawPage(paper: SamplePaper): Promise<Uint8Array> {
	const escaped = (text: string): string =>
		text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');
	const text = paper.lines.map(({ text, x, y, size }) => {
		const width = text.length * size * LETTER;
		return `<text x="${x}" y="${y}" font-size="${size}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
	});
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="DejaVu Sans Mono">
		<rect width="100%" height="100%" fill="#fffdf7"/>${text.join('')}</svg>`;
	return sharp(Buffer.from(svg)).png().toBuffer();
}

function toPaper(sample: Sample): SamplePaper {
	const lines = sample.lines.map((text, i) => ({ text, x: 70, y: 110 + i * 60, size: 18 }));
	const id = asId<OutcomeId>(`01936f2e-7c1a-7b3c-8d4e-00000000000${sample.number}`);
	const sha256 = asSha256(createHash('sha256').update(String(sample.number)).digest('hex'));
	const readings = Object.entries(sample.fields).map(([field, [value, printed, confidence]]) =>
		toReading(field as FieldName, value, printed, confidence, lines),
	);
	const view: OutcomeView = {
		id,
		kind: sample.kind,
		kindConfidence: 0.96,
		state: 'recognized',
		values: Object.fromEntries(readings.map(({ field, value }) => [field, value])),
		sourceName: `quet-000${sample.number}.pdf`,
		clerkName: 'lan',
		pageCount: 1,
		warningCount: sample.number === 1 ? 1 : 0,
		createdAt: NOW,
		updatedAt: NOW,
		revision: 2,
		document: { sha256, byteLength: 123_456, conformance: 'made' },
		readings,
		pages: [
			{
				index: 0,
				widthPx: WIDTH,
				heightPx: HEIGHT,
				dpi: 100,
				blank: false,
				origin: 'ocr',
				quality: {
					rotationDeg: 0,
					rotationConfidence: 1,
					skewDeg: 0.4,
					blankProbability: 0,
					inkShare: 0.05,
					sharpness: 900,
				},
			},
		],
		notes: [],
		receipts: [],
		versions: [
			{
				id: asId<VersionId>(`01936f2e-7c1a-7b3c-8d4e-10000000000${sample.number}`),
				number: 1,
				originalSha256: sha256,
				pageCount: 1,
				createdAt: NOW,
			},
		],
		files: [
			{
				id: asId(`01936f2e-7c1a-7b3c-8d4e-20000000000${sample.number}`),
				role: 'original',
				name: `quet-000${sample.number}.pdf`,
				mediaType: 'application/pdf',
				sha256,
				byteLength: 120_000,
				createdAt: NOW,
			},
		],
		warnings: sample.number === 1 ? [{ code: 'lowResolution', page: 0 }] : [],
		history: [{ at: NOW, by: 'lan', action: 'importOutcomes', data: {} }],
	};
	return { view, words: lines.flatMap(toWords), lines };
}

function toReading(
	field: FieldName,
	value: string,
	printed: string,
	confidence: number,
	lines: readonly Line[],
): StoredReadingView {
	const line = lines.find(({ text }) => text.includes(printed)) ?? { text: '', x: 70, y: 600, size: 18 };
	const start = Math.max(0, line.text.indexOf(printed));
	return {
		field,
		value,
		printed,
		confidence,
		page: 0,
		box: boxOf(line, start, printed.length),
		origin: 'ocr',
		at: NOW,
	};
}

function toWords(line: Line): readonly WordView[] {
	return [...line.text.matchAll(/\S+/g)].map(([text], order, all) => ({
		text,
		box: boxOf(line, all[order]?.index ?? 0, text.length),
		confidence: text === 'Đường,' ? 0.55 : 0.96,
	}));
}

function boxOf({ x, y, size }: Line, start: number, length: number): Box {
	const letter = size * LETTER;
	return [x + start * letter, y - size, length * letter, size * 1.3];
}
