import sharp from 'sharp';
import { Fault } from '../domain/index.ts';
import { limitsOf, type OpenOptions, type ScanLimits } from './limits.ts';
import { createPdfClient, type PdfClient } from './pdf-client.ts';
import { openSourceFile } from './source-file.ts';

/** JPEG quality of a page on a screen: no ringing around letters that a clerk would notice. */
const SCREEN_QUALITY = 88;

/** PDFs that are kept open. Each costs a thread with PDFium's heap, some 40 MB. */
const MOST_OPEN = 2;

/** How long a PDF is kept open after its last page, ms: somebody who turns pages is back sooner. */
const KEPT_MS = 15_000;

/** A page as a screen shows it: JPEG, px. */
export type RenderedPage = { readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number };

/** `dpi`: dots per inch of the drawing; less when the page would pass the pixel limit. `signal`: a page whose turn has not come is left out. */
export type DrawOptions = OpenOptions & { readonly dpi: number };

/** Draws pages of PDFs, and keeps the last ones open: opening takes as long as drawing (120 and 90 ms, measured 2026-11-23). */
export type PageDrawer = {
	/**
	 * Draws a page as displayed, annotations and signature marks included, in a thread that is killed when it hangs.
	 *
	 * @throws {Fault} `invalidInput` when there is no such page; `pdfDamaged`, `pdfTimedOut`, `pdfEncrypted`, `cancelled`; of the file.
	 */
	draw(path: string, index: number, options: DrawOptions): Promise<RenderedPage>;
	/** Ends all threads; drawings under way are `cancelled`. */
	close(): Promise<void>;
};

/** An open PDF. `pages`: how many it has; `turn`: ends when its pages asked for so far are drawn; `waiting`: how many of them are not. */
type OpenPdf = {
	readonly client: PdfClient;
	pages?: number;
	turn: Promise<unknown>;
	waiting: number;
	timer?: NodeJS.Timeout;
};

/** A drawer with nothing open. */
export function createPageDrawer(): PageDrawer {
	/** By file and its state, the last used last. */
	const open = new Map<string, OpenPdf>();

	const drop = async (key: string): Promise<void> => {
		const pdf = open.get(key);
		open.delete(key);
		clearTimeout(pdf?.timer);
		await pdf?.client.close();
	};
	const take = async (path: string, limits: ScanLimits): Promise<readonly [string, OpenPdf]> => {
		const file = await openSourceFile(path, limits.maxPdfBytes);
		await file.close();
		const key = JSON.stringify([path, file.size, file.mtimeMs, limits]);
		const pdf = open.get(key) ?? { client: createPdfClient(file, limits), turn: Promise.resolve(), waiting: 0 };
		open.delete(key);
		open.set(key, pdf);
		pdf.waiting += 1;
		clearTimeout(pdf.timer);
		return [key, pdf];
	};
	const giveBack = async (key: string, pdf: OpenPdf): Promise<void> => {
		pdf.waiting -= 1;
		if (pdf.waiting > 0) return;
		if (open.get(key) === pdf) pdf.timer = setTimeout(() => void drop(key), KEPT_MS).unref();
		else await pdf.client.close();
		const idle = [...open].filter(([, { waiting }]) => waiting === 0).map(([name]) => name);
		await Promise.all(idle.slice(0, Math.max(0, open.size - MOST_OPEN)).map(drop));
	};
	return {
		async draw(path, index, options) {
			const limits = limitsOf(options);
			const [key, pdf] = await take(path, limits);
			try {
				const drawn = pdf.turn.then(() => drawWith(pdf, index, limits, options));
				pdf.turn = drawn.catch(() => undefined);
				return await drawn;
			} catch (error) {
				// Whoever asks next begins anew. Those who wait for it now still get theirs, or their own fault.
				if (open.get(key) === pdf) open.delete(key);
				throw error;
			} finally {
				await giveBack(key, pdf);
			}
		},
		async close() {
			await Promise.all([...open.keys()].map(drop));
		},
	};
}

async function drawWith(pdf: OpenPdf, index: number, limits: ScanLimits, options: DrawOptions): Promise<RenderedPage> {
	// Not handed on: stopping in the midst of a page would end the thread, and with it the open document.
	if (options.signal?.aborted === true) throw new Fault('cancelled');
	const { client } = pdf;
	pdf.pages ??= (await client.ask({ kind: 'open' }, limits.pdfOpenMs)).pageCount;
	if (index >= pdf.pages) throw new Fault('invalidInput', { paths: 'page' });
	const survey = await client.ask({ kind: 'survey', index }, limits.pdfPageMs);
	const most = Math.sqrt(limits.maxRenderedPixels / (survey.widthPt * survey.heightPt));
	const scale = Math.min(options.dpi / 72, most);
	const widthPx = Math.max(1, Math.round(survey.widthPt * scale));
	const heightPx = Math.max(1, Math.round(survey.heightPt * scale));
	const drawn = await client.ask({ kind: 'draw', index, widthPx, heightPx }, limits.pdfPageMs);
	const raw = { width: drawn.widthPx, height: drawn.heightPx, channels: drawn.channels };
	const bytes = await sharp(drawn.data, { raw }).jpeg({ quality: SCREEN_QUALITY }).toBuffer();
	return { bytes, widthPx, heightPx };
}
