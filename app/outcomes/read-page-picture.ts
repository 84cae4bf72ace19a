import { appendAudit, findFile, getOutcome } from '../../db/index.ts';
import { type Actor, documentOf, Fault, type OutcomeId } from '../../domain/index.ts';
import { renderPdfPage } from '../../scan/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** Sharp enough to read a seal's rim on a screen, small enough to turn pages quickly. */
const SCREEN_DPI = 150;

/**
 * A page as it is seen in the newest revision of the document, JPEG at 150 dpi: what was signed is what is shown.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `invalidInput` for a page that is not there, `fileLost`.
 */
export async function readPagePicture(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	page: number,
): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
	const { accountId, orgUnitScope } = permit(actor, 'readPagePicture');
	const document = documentOf((await getOutcome(core.db, id, orgUnitScope)).state);
	const file = document && (await findFile(core.db, id, document.sha256));
	if (file === undefined) throw new Fault('outcomeMissing');
	const { bytes } = await renderPdfPage(core.vault.locate(file.path), page, { dpi: SCREEN_DPI });
	const event = { kind: 'pageRead', outcomeId: id, page } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { bytes, mediaType: 'image/jpeg' };
}
