import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import type { AccountActor, Stack, StackPage } from '../../domain/index.ts';
import { type Office, openOffice } from './office.ts';
import { known, stackOf as stackFor } from './stacks.ts';

/** An office and a clerk in it. */
export type Desk = { readonly made: Office; readonly clerk: AccountActor };

/** Opens one for the test that runs. `more`: what its machine has. */
export async function office(more: Parameters<typeof openOffice>[1] = {}): Promise<Desk> {
	const made = await openOffice(undefined, more);
	onTestFinished(() => made.close());
	return { made, clerk: await made.actor('clerk') };
}

/** A stack of that many pages, of the clerk of that desk. */
export function stackOf({ made, clerk }: Desk, count: number): Promise<Stack> {
	return stackFor(made.app, clerk, count);
}

/** The pages' ids, in order. */
export const idsOf = (pages: readonly StackPage[]) => pages.map((page) => page.id);
/** The id of a page by its index from 0. */
export const pageAt = (stack: Stack, index: number) => known(stack.pages[index]).id;

/** The outcomes that the clerk may see, newest first. */
export async function rows({ made, clerk }: Desk) {
	return (await made.app.listOutcomes(clerk, { limit: 20 })).rows;
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
