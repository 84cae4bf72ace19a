import sharp from 'sharp';
import { Fault } from '../domain/index.ts';
import { limitsOf, type OpenOptions } from './limits.ts';
import { createPdfClient } from './pdf-client.ts';
import { openSourceFile } from './source-file.ts';

/** JPEG quality of a page on a screen: no ringing around letters that a clerk would notice. */
const SCREEN_QUALITY = 88;

/** A page as a screen shows it: JPEG, px. */
export type RenderedPage = { readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number };

/**
 * Draws one page of a PDF as displayed, annotations and signature marks included, in a thread that is killed when it hangs.
 *
 * @param dpi dots per inch of the drawing; less when the page would pass the pixel limit.
 * @throws {Fault} `invalidInput` when there is no such page; `pdfDamaged`, `pdfTimedOut`, `pdfEncrypted`, `cancelled`; of the file.
 */
export async function renderPdfPage(
	path: string,
	index: number,
	options: OpenOptions & { readonly dpi: number },
): Promise<RenderedPage> {
	const limits = limitsOf(options);
	const file = await openSourceFile(path, limits.maxPdfBytes);
	await file.close();
	const client = createPdfClient(file, limits);
	try {
		const { pageCount } = await client.ask({ kind: 'open' }, limits.pdfOpenMs, options.signal);
		if (index >= pageCount) throw new Fault('invalidInput', { paths: 'page' });
		const survey = await client.ask({ kind: 'survey', index }, limits.pdfPageMs, options.signal);
		const wanted = options.dpi / 72;
		const most = Math.sqrt(limits.maxRenderedPixels / (survey.widthPt * survey.heightPt));
		const scale = Math.min(wanted, most);
		const widthPx = Math.max(1, Math.round(survey.widthPt * scale));
		const heightPx = Math.max(1, Math.round(survey.heightPt * scale));
		const drawn = await client.ask({ kind: 'draw', index, widthPx, heightPx }, limits.pdfPageMs, options.signal);
		const raw = { width: drawn.widthPx, height: drawn.heightPx, channels: drawn.channels };
		const bytes = await sharp(drawn.data, { raw }).jpeg({ quality: SCREEN_QUALITY }).toBuffer();
		return { bytes, widthPx, heightPx };
	} finally {
		await client.close();
	}
}
