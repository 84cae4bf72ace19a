import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { SohoaApp } from '../../app/index.ts';
import type { AccountActor, Stack, StackId } from '../../domain/index.ts';

/** A page that lies upright, and is read in a second. */
export const UPRIGHT = join(import.meta.dirname, '../../samples/05-dang-ky-doanh-nghiep.png');
const PIECE = 100_000;

type Capture = Pick<SohoaApp, 'beginFile' | 'sendPiece' | 'endFile' | 'showStack' | 'showDesk'>;

/** Sends a file in pieces, as the screen does. */
export async function send(
	app: Capture,
	clerk: AccountActor,
	bytes: Uint8Array,
	name: string,
	stackId?: StackId,
): Promise<StackId> {
	const id = await app.beginFile(clerk, { name, byteLength: bytes.length, stackId });
	for (let from = 0; from < bytes.length; from += PIECE) {
		await app.sendPiece(clerk, id, { from, bytes: bytes.subarray(from, from + PIECE) });
	}
	return app.endFile(clerk, id);
}

/** The same picture, another file: what follows the end of a PNG belongs to nobody. */
export async function paperFile(n: number | string = 0): Promise<Uint8Array> {
	return Buffer.concat([await readFile(UPRIGHT), Buffer.from(`${n}`)]);
}

/** A stack of that many pages; `mark` tells its files from those of other stacks. */
export async function stackOf(app: Capture, clerk: AccountActor, count: number, mark = ''): Promise<Stack> {
	let id: StackId | undefined;
	for (let n = 0; n < count; n += 1) {
		id = await send(app, clerk, await paperFile(`${mark}${n}`), `trang-${n + 1}.png`, id);
	}
	return app.showStack(clerk, known(id));
}

/** What must be there. */
export function known<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('Nothing there');
	return value;
}

type Desk = Awaited<ReturnType<SohoaApp['showDesk']>>;

/** The desk once it is as wanted. */
export async function deskUntil(app: Capture, clerk: AccountActor, is: (desk: Desk) => boolean): Promise<Desk> {
	for (;;) {
		const desk = await app.showDesk(clerk);
		if (is(desk)) return desk;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Pictures as one TIFF of several pages. */
export async function tiffOf(pages: readonly Uint8Array[]): Promise<Uint8Array> {
	return sharp(
		pages.map((page) => Buffer.from(page)),
		{ join: { animated: true } },
	)
		.tiff({ compression: 'lzw' })
		.toBuffer();
}
