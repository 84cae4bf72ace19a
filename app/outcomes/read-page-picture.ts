import { findFile, getOutcome } from '../../db/index.ts';
import { type Actor, documentOf, Fault, type OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { logUnopened } from './log-unopened.ts';

/** Sharp enough to read a seal's rim on a screen, small enough to turn pages quickly. */
const SCREEN_DPI = 150;

/**
 * A page as it is seen in the newest revision of the document, JPEG at 150 dpi: what was signed is what is shown. `signal`: nobody
 * waits for it any more.
 *
 * Whoever has neither opened the outcome nor has it on the desk has read what is given out, and the log says so.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `invalidInput` for a page that is not there, `fileLost`, `cancelled`.
 */
export async function readPagePicture(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	page: number,
	signal?: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
	const person = permit(actor, 'readPagePicture');
	const outcome = await getOutcome(core.db, id, person.orgUnitScope);
	const document = documentOf(outcome.state);
	const file = document && (await findFile(core.db, id, document.sha256));
	if (file === undefined) throw new Fault('outcomeMissing');
	const { bytes } = await core.pages.draw(core.vault.locate(file.path), page, {
		dpi: SCREEN_DPI,
		...(signal !== undefined && { signal }),
	});
	await logUnopened(core, person, outcome, page);
	return { bytes, mediaType: 'image/jpeg' };
}
