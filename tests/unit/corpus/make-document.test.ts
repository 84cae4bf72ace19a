import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { makeDocument } from '../../corpus/index.ts';
import { createRandom } from '../../corpus/random.ts';
import { createRenderer, type Renderer } from '../../corpus/render.ts';
import { TEMPLATES } from '../../corpus/templates/index.ts';
import type { DocumentTruth, Template } from '../../corpus/types.ts';

const chromium = process.env.SOHOA_CHROMIUM ?? '/usr/bin/chromium';

function template(id: string): Template {
	const found = TEMPLATES.find((t) => t.id === id);
	if (found === undefined) throw new Error(id);
	return found;
}

describe.skipIf(!existsSync(chromium))('a document of the corpus', () => {
	let out = '';
	let renderer: Renderer;
	beforeAll(async () => {
		out = mkdtempSync(join(tmpdir(), 'sohoa-corpus-test-'));
		mkdirSync(join(out, 'docs'));
		mkdirSync(join(out, 'pages'));
		renderer = await createRenderer();
	});
	afterAll(async () => {
		await renderer.close();
		rmSync(out, { recursive: true, force: true });
	});

	it('has its resolution in the file, its text and fields from the page, and is the same when made again', async () => {
		const plan = {
			id: 'a',
			template: template('decision-commune'),
			degradation: 'sealSignature',
			seed: 11,
			format: 'tif',
			scan: { dpi: 200 },
		} as const;
		const truth = await makeDocument(renderer, plan, out);
		const first = readFileSync(join(out, truth.file));
		expect((await sharp(first).metadata()).density).toBe(200);
		const text = truth.pages.map((p) => p.text).join('\n');
		expect(text).toBe(text.normalize('NFC'));
		for (const field of ['documentNumber', 'placeOfIssue', 'ownerIdNumber', 'signerName'] as const) {
			expect(truth.fields[field]?.printed).toBeTruthy();
			expect(text).toContain(truth.fields[field]?.printed);
		}
		expect(truth.fields.issueDate?.value).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
		expect(truth.fields.procedureCode).toBeNull();
		const again = await makeDocument(renderer, plan, out);
		expect(again).toEqual(truth);
		expect(readFileSync(join(out, again.file)).equals(first)).toBe(true);
	});

	it('writes several 1-bit pages as one TIFF, each page also alone', async () => {
		const truth = await makeDocument(
			renderer,
			{ id: 'b', template: template('decision-province'), degradation: 'bilevelSpeckle', seed: 4 },
			out,
		);
		const meta = await sharp(join(out, truth.file)).metadata();
		expect(meta.pages).toBe(truth.pages.length);
		expect(truth.pages.length).toBeGreaterThan(1);
		expect(meta.bitsPerSample).toBe(1);
		expect(truth.pages.every((p) => existsSync(join(out, p.file)))).toBe(true);
		expect(truth.pages[1]?.text.startsWith('2\n')).toBe(true);
	});

	it('turns a rotated page by what the truth says', async () => {
		const truths: DocumentTruth[] = [];
		for (const seed of [1, 2, 3, 4])
			truths.push(
				await makeDocument(
					renderer,
					{
						id: `c${seed}`,
						template: template('death-extract'),
						degradation: 'rotated',
						seed,
						format: 'png',
						scan: { dpi: 150 },
					},
					out,
				),
			);
		for (const truth of truths) {
			const { width, height } = await sharp(join(out, truth.file)).metadata();
			expect(width > height).toBe(truth.pages[0]?.turn !== 180);
		}
	});

	it('prints a QR code that can be read', async () => {
		await prepareZXingModule({
			overrides: {
				wasmBinary: new Uint8Array(readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')).buffer,
			},
			fireImmediately: true,
		});
		const land = template('land-use');
		const seed = [1, 2, 3, 4, 5, 6, 7, 8].find((s) => land.build(createRandom(s)).qr !== undefined) ?? 1;
		const truth = await makeDocument(
			renderer,
			{ id: 'd', template: land, degradation: 'clean200', seed, format: 'png' },
			out,
		);
		const codes = await readBarcodes(readFileSync(join(out, truth.file)), {
			formats: ['QRCode'],
			maxNumberOfSymbols: 1,
		});
		expect(codes[0]?.text).toBe(land.build(createRandom(seed)).qr);
	});
});
