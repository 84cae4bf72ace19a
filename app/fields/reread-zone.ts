import { appendAudit, findFile, getOutcome } from '../../db/index.ts';
import { type Actor, type Box, documentOf, Fault, type OutcomeId, type PagePicture } from '../../domain/index.ts';
import type { ZoneReading } from '../../ocr/index.ts';
import { renderPdfPage } from '../../scan/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';

/** The resolution that the engine reads best; a finer scan would only take longer. */
const READ_DPI = 300;

/**
 * Reads a zone of a page anew, as the page is seen in the newest revision of the document. Nothing is kept: what comes of it is the
 * clerk's to say.
 *
 * @param box px of the page's frame, as is the box in the answer.
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `invalidInput` (no such page, a zone beside the page), `fileLost`, `engineStopped`.
 */
export async function rereadZone(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	zone: { readonly page: number; readonly box: Box },
): Promise<ZoneReading> {
	const { accountId, orgUnitScope } = permit(actor, 'rereadZone');
	const document = documentOf((await getOutcome(core.db, id, orgUnitScope)).state);
	const file = document && (await findFile(core.db, id, document.sha256));
	const page = (await recognizedPages(core, id))[zone.page];
	if (file === undefined || page === undefined) throw new Fault('invalidInput', { paths: 'page' });
	const drawn = await renderPdfPage(core.vault.locate(file.path), zone.page, { dpi: READ_DPI });
	const [x, y] = [drawn.widthPx / page.widthPx, drawn.heightPx / page.heightPx];
	const read = await core
		.recognizer()
		.readZone(pictureOf(drawn, page.dpi * x), scaled(zone.box, x, y), { priority: 1 });
	const event = { kind: 'pageRead', outcomeId: id, page: zone.page } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { ...read, box: scaled(read.box, 1 / x, 1 / y) };
}

function pictureOf({ bytes, widthPx, heightPx }: Awaited<ReturnType<typeof renderPdfPage>>, dpi: number): PagePicture {
	const resolution = { xDpi: dpi, yDpi: dpi, source: 'pdfPage' } as const;
	return { encoding: 'jpeg', bytes, widthPx, heightPx, colour: 'colour', orientation: 1, resolution };
}

function scaled([left, top, width, height]: Box, x: number, y: number): Box {
	return [left * x, top * y, width * x, height * y];
}
