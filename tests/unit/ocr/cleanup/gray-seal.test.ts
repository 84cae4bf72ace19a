import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { cleanPage } from '../../../../ocr/cleanup/index.ts';
import { asPicture, pageSvg } from './synthetic.ts';

const RED = '#d4202a';
const BLUE = '#1b2f9c';
const MULTIPLY = 'style="mix-blend-mode:multiply"';

/** A round seal of 36 mm at 200 dpi with a signature over it, in those colours. */
function stamp(seal: string, pen: string): string {
	const ring = [138, 90].map(
		(r) => `<circle cx="1000" cy="620" r="${r}" fill="none" stroke="${seal}" stroke-width="8" ${MULTIPLY}/>`,
	);
	return `${ring.join('')}<circle cx="1000" cy="620" r="40" fill="${seal}" ${MULTIPLY}/><path d="M1000 640C1040 520 1060 700 1100 600S1140 700 1180 560L1010 680" fill="none" stroke="${pen}" stroke-width="5" ${MULTIPLY}/>`;
}

async function grayCopy(extra: string, lines: number, change: (page: Sharp) => Sharp = (page) => page) {
	const page = change(sharp(Buffer.from(pageSvg(200, extra, lines))).grayscale());
	const picture = await asPicture(await page.jpeg({ quality: 90 }).toBuffer(), 200, 1, 'gray');
	return (await cleanPage(picture, { without: ['codes', 'height', 'deskew'] })).ocrCopy;
}

type Copy = Awaited<ReturnType<typeof grayCopy>>;

/** Pixels of a box that the engine would take for ink. */
function inkIn(copy: Copy, [x, y, w, h]: readonly [number, number, number, number]): number {
	let count = 0;
	for (let j = y; j < y + h; j++)
		for (let i = x; i < x + w; i++) if ((copy.data[j * copy.width + i] ?? 255) < 190) count++;
	return count;
}

const STAMP = [850, 470, 340, 300] as const;

describe('a seal and a signature scanned in gray', () => {
	it('go from the copy, print under them stays', async () => {
		const plain = inkIn(await grayCopy('', 14), STAMP);
		const stamped = inkIn(await grayCopy(stamp(RED, BLUE), 14), STAMP);
		expect(plain).toBeGreaterThan(5_000);
		expect(stamped).toBeGreaterThan(0.9 * plain);
		expect(stamped).toBeLessThan(1.25 * plain);
	});

	it('stay as they are when they are as dark as print', async () => {
		const plain = inkIn(await grayCopy('', 14), STAMP);
		expect(inkIn(await grayCopy(stamp('#000', '#000'), 14), STAMP)).toBeGreaterThan(1.6 * plain);
	});

	it('are told from a table of thin rules, from gray text and from a page printed in gray', async () => {
		const rules = [0, 60, 120, 180].map((d) => `M850 ${500 + d}H1150M${850 + d * 1.6} 500V680`).join('');
		const table = await grayCopy(`<path d="${rules}" stroke="#000" stroke-width="1" fill="none"/>`, 4);
		expect(inkIn(table, [840, 490, 320, 200])).toBe(inkIn(await grayCopy('', 4), [840, 490, 320, 200]));

		const words = [0, 1, 2, 3].map(
			(i) =>
				`<text x="800" y="${1200 + 40 * i}" font-family="Tinos, Liberation Serif, DejaVu Serif" font-size="34" fill="#888">Sao y bản chính</text>`,
		);
		expect(inkIn(await grayCopy(words.join(''), 14), [800, 1160, 300, 170])).toBeGreaterThan(3_000);

		const pale = await grayCopy('', 14, (page) => page.linear(0.55, 110));
		expect(inkIn(pale, STAMP)).toBeGreaterThan(0.5 * inkIn(await grayCopy('', 14), STAMP));
	});
});
