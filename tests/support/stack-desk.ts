import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import type { SohoaApp } from '../../app/index.ts';
import type { AccountActor, Stack, StackId, StackPage } from '../../domain/index.ts';
import { type Office, openOffice } from './office.ts';

/** The papers that come with Sohoa. */
export const SAMPLES = join(import.meta.dirname, '../../samples');
/** One that lies as it should. */
export const UPRIGHT = join(SAMPLES, '05-dang-ky-doanh-nghiep.png');
/** Bytes that are sent at once. */
export const PIECE = 10_000;

/** An office and a clerk in it. */
export type Desk = { readonly made: Office; readonly clerk: AccountActor };

/** Opens one for the test that runs. `more`: what its machine has. */
export async function office(more: Parameters<typeof openOffice>[1] = {}): Promise<Desk> {
	const made = await openOffice(undefined, more);
	onTestFinished(() => made.close());
	return { made, clerk: await made.actor('clerk') };
}

/** Sends a file in pieces, as the screen does. */
export async function send(app: SohoaApp, clerk: AccountActor, bytes: Uint8Array, name: string, stackId?: StackId) {
	const id = await app.beginFile(clerk, { name, byteLength: bytes.length, stackId });
	for (let from = 0; from < bytes.length; from += PIECE) {
		await app.sendPiece(clerk, id, { from, bytes: bytes.subarray(from, from + PIECE) });
	}
	return app.endFile(clerk, id);
}

/** The same picture, another file: what follows the end of a PNG belongs to nobody. */
export async function paper(n = 0): Promise<Uint8Array> {
	return Buffer.concat([await readFile(UPRIGHT), Buffer.from(`${n}`)]);
}

/** A stack of that many pages. */
export async function stackOf({ made, clerk }: Desk, count: number): Promise<Stack> {
	let id: StackId | undefined;
	for (let n = 0; n < count; n += 1) id = await send(made.app, clerk, await paper(n), `trang-${n + 1}.png`, id);
	return made.app.showStack(clerk, known(id));
}

/** What must be there. */
export function known<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('Nothing there');
	return value;
}

/** The pages' ids, in order. */
export const idsOf = (pages: readonly StackPage[]) => pages.map((page) => page.id);
/** The id of a page by its index from 0. */
export const pageAt = (stack: Stack, index: number) => known(stack.pages[index]).id;

/** The outcomes that the clerk may see, newest first. */
export async function rows({ made, clerk }: Desk) {
	return (await made.app.listOutcomes(clerk, { limit: 20 })).rows;
}

/** What a clerk's desk shows. */
export type Shown = Awaited<ReturnType<SohoaApp['showDesk']>>;

/** The desk once it is as wanted. */
export async function deskUntil(app: SohoaApp, clerk: AccountActor, is: (desk: Shown) => boolean): Promise<Shown> {
	for (;;) {
		const desk = await app.showDesk(clerk);
		if (is(desk)) return desk;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** A PDF that was never a scan. */
export async function bornDigital(): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	const font = await document.embedFont(StandardFonts.Helvetica);
	for (const line of ['QUYET DINH so 12', 'Dieu 2']) {
		document.addPage([595, 842]).drawText(line.repeat(3), { x: 60, y: 760, size: 14, font });
	}
	return document.save();
}

/** A page of one gray, 0-255, as PNG. */
export async function grayPage(level: number): Promise<Uint8Array> {
	const size = { width: 300, height: 400, channels: 3 } as const;
	return sharp({ create: { ...size, background: { r: level, g: level, b: level } } })
		.png()
		.toBuffer();
}

/** Pictures as one TIFF of several pages. */
export async function tiffOf(pages: readonly Uint8Array[]): Promise<Uint8Array> {
	return sharp(
		[...pages].map((page) => Buffer.from(page)),
		{ join: { animated: true } },
	)
		.tiff({ compression: 'lzw' })
		.toBuffer();
}
