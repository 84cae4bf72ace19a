import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pageSources, STACKS_FOLDER } from '../../db/index.ts';
import { type Actor, Fault, type StackPageId } from '../../domain/index.ts';
import { pageThumbnail } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';

/** Pictures of pages on a desk, px of the long side: `small` for a tile at 200 % scaling, `large` to read a heading. */
const LONG_SIDE = { small: 360, large: 1_600 } as const;
type StackPictureSize = keyof typeof LONG_SIDE;
export const STACK_PICTURE_SIZES = Object.keys(LONG_SIDE) as readonly StackPictureSize[];

/** Made once and kept; hidden, and taken away with the page. */
export const PICTURES_FOLDER = `${STACKS_FOLDER}/.pictures`;

/**
 * A small picture of a page of the clerk's, as it lies (WebP): the screen turns it as the clerk has.
 *
 * @throws {Fault} `notAllowed`, `stackMissing`; of the `scan` family.
 */
export async function readStackPage(
	actor: Actor,
	core: Core,
	id: StackPageId,
	size: StackPictureSize,
): Promise<Uint8Array> {
	const { accountId } = permit(actor, 'readStackPage');
	const source = (await pageSources(core.db, [id], accountId)).get(id);
	if (source === undefined) throw new Fault('stackMissing');
	const folder = join(core.db.folder, PICTURES_FOLDER);
	const kept = join(folder, `${id}-${size}.webp`);
	const known = await readFile(kept).catch(() => undefined);
	if (known !== undefined) return known;
	const turn = core.capture.drawing.take();
	try {
		await turn.mine;
		const bytes = await pageThumbnail(core.vault.locate(source.file.path), source.page, LONG_SIDE[size]);
		await keep(folder, kept, bytes);
		return bytes;
	} finally {
		turn.pass();
	}
}

/** Without a full disk the picture is made again next time; that is no reason not to show it now. */
async function keep(folder: string, path: string, bytes: Uint8Array): Promise<void> {
	const temporary = join(folder, randomUUID());
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await writeFile(temporary, bytes, { flag: 'wx', mode: 0o600 });
		await rename(temporary, path);
	} catch {
		// See above.
	}
}
