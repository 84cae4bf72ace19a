import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import type { FieldName } from '../../domain/fields.ts';
import { fontFaces, PAGE_STYLE } from './content/page-style.ts';
import { arrivalStamp, seal, signature } from './content/stamps.ts';
import type { Random } from './random.ts';
import type { CorpusFont, Paper } from './types.ts';

/** A field as found on the rendered pages. */
export type RenderedField = {
	readonly name: FieldName;
	readonly value: string;
	readonly printed: string;
	readonly page: number;
	readonly also: readonly string[];
	readonly handwritten: boolean;
};

/** Pages as PNG at the dpi asked for, with text in reading order and fields, both taken from the page itself. */
export type RenderedPaper = {
	readonly pages: readonly { readonly png: Buffer; readonly text: string }[];
	readonly fields: readonly RenderedField[];
};

/** How seal and pen lie on the page: `none`, beside the text, or over it. */
export type InkAmount = 'none' | 'apart' | 'over';

export type Renderer = {
	render(
		paper: Paper,
		options: { random: Random; font: CorpusFont; dpi: number; ink: InkAmount },
	): Promise<RenderedPaper>;
	close(): Promise<void>;
};

/** mm in CSS px. */
const MM = 96 / 25.4;

/** Starts Chromium. Its path: `SOHOA_CHROMIUM`, else /usr/bin/chromium. */
export async function createRenderer(): Promise<Renderer> {
	const folder = await mkdtemp(join(tmpdir(), 'sohoa-corpus-'));
	const shell = join(folder, 'shell.html');
	await writeFile(
		shell,
		`<!doctype html><html lang="vi"><meta charset="utf-8"><style>${fontFaces()}${PAGE_STYLE}</style><script src="${new URL('content/page-script.js', import.meta.url).href}"></script><body></body></html>`,
	);
	const browser = await chromium.launch({
		executablePath: process.env.SOHOA_CHROMIUM ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-quic',
			'--disable-background-networking',
			'--allow-file-access-from-files',
			'--font-render-hinting=none',
		],
	});
	const open = new Map<number, { context: BrowserContext; page: Page }>();
	const pageFor = async (dpi: number): Promise<Page> => {
		const known = open.get(dpi);
		if (known !== undefined) return known.page;
		const made = await openPage(browser, shell, dpi);
		open.set(dpi, made);
		return made.page;
	};
	return {
		render: async (paper, options) => renderPaper(await pageFor(options.dpi), paper, options),
		close: async () => {
			await browser.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function openPage(
	browser: Browser,
	shell: string,
	dpi: number,
): Promise<{ context: BrowserContext; page: Page }> {
	const context = await browser.newContext({ viewport: { width: 794, height: 1123 }, deviceScaleFactor: dpi / 96 });
	const page = await context.newPage();
	await page.goto(pathToFileURL(shell).href);
	return { context, page };
}

async function renderPaper(
	page: Page,
	paper: Paper,
	options: Parameters<Renderer['render']>[1],
): Promise<RenderedPaper> {
	const { random, font } = options;
	const size = paper.sizePt ?? random.pick([13, 13, 13.5, 14]);
	const style = `font-family:'${font}';font-size:${size}pt;line-height:${random.real(1.15, 1.42).toFixed(2)}`;
	const layout = await page.evaluate<Layout>(`layOut(${JSON.stringify({ html: paper.html, style })})`);
	const qr = paper.qr === undefined ? '' : await qrCode(paper.qr);
	await page.evaluate(`addOverlays(${JSON.stringify(overlays(random, paper, layout.ink, options.ink, qr))})`);
	await page.evaluate('document.fonts.ready.then(() => undefined)');
	const pages: { png: Buffer; text: string }[] = [];
	for (const [i, text] of layout.texts.entries()) {
		const png = await page.locator('.page').nth(i).screenshot({ type: 'png' });
		pages.push({ png, text: tidy(text) });
	}
	return {
		pages,
		fields: layout.fields.map((f) => ({
			...f,
			name: f.name as FieldName,
			value: tidy(f.value),
			printed: tidy(f.printed),
		})),
	};
}

/** NFC, single spaces, no empty lines. */
function tidy(text: string): string {
	return text
		.normalize('NFC')
		.split('\n')
		.map((line) => line.replace(/[\s\u00a0]+/gu, ' ').trim())
		.filter((line) => line !== '')
		.join('\n');
}

/** Hands over the WebAssembly from node_modules; left to itself the library would fetch it from a CDN. */
async function loadWriter(): Promise<void> {
	const file = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
	const wasmBinary = new Uint8Array(file).buffer;
	await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

async function qrCode(text: string): Promise<string> {
	await loadWriter();
	const made = await writeBarcode(text, { format: 'QRCode', ecLevel: 'M' });
	if (made.error) throw new Error(`QR code: ${made.error}`);
	const [, side = '21'] = /width="(\d+)"/u.exec(made.svg) ?? [];
	return `<div class="qr">${made.svg.replace('<svg ', `<svg viewBox="0 0 ${side} ${side}" `)}</div>`;
}

type Overlay = { readonly page: number; readonly x: number; readonly y: number; readonly html: string };

/** Seal, signature, arrival stamp and QR code, placed in CSS px of their page. */
function overlays(
	random: Random,
	paper: Paper,
	ink: { page: number; x: number; y: number } | undefined,
	amount: InkAmount,
	qr: string,
): readonly Overlay[] {
	const list: Overlay[] = qr === '' ? [] : [{ page: 0, x: 0, y: 0, html: qr }];
	if (amount === 'none' || ink === undefined) return list;
	const over = amount === 'over';
	const spread = over ? 5 : 1.5;
	const at = (x: number, y: number, width: number, height: number): { x: number; y: number } => ({
		x: ink.x + (x + random.real(-spread, spread) - width / 2) * MM,
		y: ink.y + (y + random.real(-spread, spread) - height / 2) * MM,
	});
	list.push({ page: ink.page, ...at(4, over ? 5 : 1, 46, 24), html: signature(random) });
	list.push({
		page: ink.page,
		...at(-15, over ? -3 : 0, 40, 40),
		html: seal(random, paper.seal.ring, paper.seal.centre),
	});
	if (over && random.chance(0.5)) {
		list.push({ page: 0, x: random.real(26, 46) * MM, y: random.real(48, 78) * MM, html: arrivalStamp(random) });
	}
	return list;
}

/** What page-script.js answers. */
type Layout = {
	texts: string[];
	ink?: { page: number; x: number; y: number };
	fields: { name: string; value: string; printed: string; page: number; also: string[]; handwritten: boolean }[];
};
