import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPageDrawer, type PageDrawer } from '../../../scan/index.ts';

describe('a page drawer', () => {
	let folder: string;
	let drawer: PageDrawer;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'sohoa-drawer-'));
		drawer = createPageDrawer();
	});
	afterEach(async () => {
		await drawer.close();
		await rm(folder, { recursive: true, force: true });
	});

	/** Three pages, each as wide in pt as 100 and its number of tens. */
	async function pdf(name: string, word = 'A'): Promise<string> {
		const made = await PDFDocument.create();
		for (const width of [100, 110, 120]) made.addPage([width, 72]).drawText(word, { x: 10, y: 10, size: 60 });
		await writeFile(join(folder, name), await made.save());
		return join(folder, name);
	}

	it('draws pages that are asked for together, of more files than it keeps open', async () => {
		const files = [await pdf('a.pdf'), await pdf('b.pdf'), await pdf('c.pdf'), await pdf('d.pdf')];
		const drawn = await Promise.all(
			files.flatMap((file) => [0, 1, 2].map((page) => drawer.draw(file, page, { dpi: 72 }))),
		);
		expect(drawn.map(({ widthPx }) => widthPx)).toEqual(files.flatMap(() => [100, 110, 120]));
	});

	it('draws the file as it is now, not as it was when it was opened', async () => {
		const path = await pdf('a.pdf', 'A');
		const before = await drawer.draw(path, 0, { dpi: 72 });
		await pdf('a.pdf', '.');
		const after = await drawer.draw(path, 0, { dpi: 72 });
		const ink = async ({ bytes }: typeof before) => (await sharp(bytes).stats()).channels[0]?.mean ?? 0;
		expect(await ink(after)).toBeGreaterThan(await ink(before));
	});

	it('has no page that is not there, and draws the others all the same', async () => {
		const path = await pdf('a.pdf');
		const [missing, there] = await Promise.allSettled([
			drawer.draw(path, 3, { dpi: 72 }),
			drawer.draw(path, 2, { dpi: 72 }),
		]);
		expect(missing).toMatchObject({ status: 'rejected', reason: { code: 'invalidInput' } });
		expect(there).toMatchObject({ status: 'fulfilled', value: { widthPx: 120 } });
	});

	it('leaves a page out that nobody waits for any more when its turn comes', async () => {
		const path = await pdf('a.pdf');
		const gone = new AbortController();
		const first = drawer.draw(path, 0, { dpi: 72 });
		const second = drawer.draw(path, 1, { dpi: 72, signal: gone.signal });
		gone.abort();
		await expect(second).rejects.toMatchObject({ code: 'cancelled' });
		await expect(first).resolves.toMatchObject({ widthPx: 100 });
		await expect(drawer.draw(path, 1, { dpi: 72 })).resolves.toMatchObject({ widthPx: 110 });
	});

	it('goes on after a file that is no PDF', async () => {
		await writeFile(join(folder, 'broken.pdf'), '%PDF-1.7 and nothing more');
		await expect(drawer.draw(join(folder, 'broken.pdf'), 0, { dpi: 72 })).rejects.toMatchObject({ code: 'pdfDamaged' });
		await expect(drawer.draw(await pdf('a.pdf'), 0, { dpi: 72 })).resolves.toMatchObject({ widthPx: 100 });
	});
});
