import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../support/office.ts';
import { grayPage, idsOf, office, pageAt, rows, stackOf } from '../../support/stack-desk.ts';
import { known, paperFile, send, tiffOf } from '../../support/stacks.ts';

/** As the first piece of a file that stops coming. */
const PIECE = 10_000;

describe('files that come in pieces', () => {
	it('become pages of a stack, with small pictures', async () => {
		const desk = await office();
		const { app } = desk.made;
		const id = await send(app, desk.clerk, await paperFile(), 'Giấy khai sinh.png');
		const { stacks } = await app.showDesk(desk.clerk);
		expect(stacks).toMatchObject([{ id, name: 'Giấy khai sinh.png', pageCount: 1, papers: 1, aside: false }]);
		const small = await app.readStackPage(desk.clerk, pageAt(await app.showStack(desk.clerk, id), 0), 'small');
		expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', height: 360 });
		expect(small.length).toBeLessThan(40_000);
	});

	it('are refused when a piece is missing, repeated ones are not, and what is no paper is not kept', async () => {
		const { made, clerk } = await office();
		const { app } = made;
		const bytes = await paperFile();
		const id = await app.beginFile(clerk, { name: 'a.png', byteLength: bytes.length });
		const first = { from: 0, bytes: bytes.subarray(0, PIECE) };
		await app.sendPiece(clerk, id, first);
		expect(await app.sendPiece(clerk, id, first)).toBe(PIECE);
		const later = { from: 2 * PIECE, bytes: bytes.subarray(0, 10) };
		await expect(app.sendPiece(clerk, id, later)).rejects.toMatchObject({ code: 'invalidInput' });
		await expect(app.endFile(clerk, id)).rejects.toMatchObject({ code: 'invalidInput' });
		await app.dropFile(clerk, id);
		await expect(app.sendPiece(clerk, id, first)).rejects.toMatchObject({ code: 'invalidInput' });
		const nothing = send(app, clerk, Buffer.from('no picture'), 'a.png');
		await expect(nothing).rejects.toMatchObject({ code: 'fileKindUnknown' });
		await expect(app.beginFile(clerk, { name: 'a', byteLength: 0 })).rejects.toMatchObject({ code: 'fileEmpty' });
		expect((await app.showDesk(clerk)).stacks).toEqual([]);
		expect(await readdir(join(made.dataDir, 'stacks', '.uploads'))).toEqual([]);
	});

	it('are seen by nobody but the clerk who sent them', async () => {
		const desk = await office();
		const { app } = desk.made;
		const stack = await stackOf(desk, 1);
		const { actor: admin } = await app.signIn('admin', PASSWORD);
		await app.createAccount(admin, { name: 'other', password: PASSWORD, roles: ['clerk'] });
		const { actor: other } = await app.signIn('other', PASSWORD);
		expect((await app.showDesk(other)).stacks).toEqual([]);
		const missing = { code: 'stackMissing' };
		await expect(app.showStack(other, stack.id)).rejects.toMatchObject(missing);
		await expect(app.readStackPage(other, pageAt(stack, 0), 'small')).rejects.toMatchObject(missing);
		await expect(app.finishStack(other, stack.id)).rejects.toMatchObject(missing);
		const turn = { kind: 'turn', stackId: stack.id, pages: idsOf(stack.pages), by: 90 } as const;
		await expect(app.editStacks(other, turn)).rejects.toMatchObject(missing);
		expect(await app.undoEdit(other)).toEqual([]);
	});
});

describe('a stack that is finished', () => {
	it('makes an outcome of the pages as they were laid: in order, turned, without the blank ones; originals stay', async () => {
		const desk = await office();
		const { app, dataDir } = desk.made;
		const stack = await stackOf(desk, 4);
		const { id } = stack;
		await app.editStacks(desk.clerk, { kind: 'turn', stackId: id, pages: [pageAt(stack, 1)], by: 90 });
		await app.editStacks(desk.clerk, { kind: 'use', stackId: id, pages: [pageAt(stack, 2)], use: 'blank' });
		await app.editStacks(desk.clerk, { kind: 'use', stackId: id, pages: [pageAt(stack, 3)], use: 'aside' });
		await app.editStacks(desk.clerk, { kind: 'move', stackId: id, pages: [pageAt(stack, 1)], to: 0 });
		await app.finishStack(desk.clerk, id);
		expect((await app.showDesk(desk.clerk)).work).toMatchObject([{ step: 'import', pageCount: 2, canReopen: true }]);
		await app.finishJobs();
		const [row] = await rows(desk);
		expect(row).toMatchObject({ state: 'recognized', pageCount: 2 });
		const shown = await app.showOutcome(desk.clerk, known(row).id);
		const [lying, upright] = shown.pages;
		expect(known(lying).widthPx).toBeGreaterThan(known(lying).heightPx);
		expect(known(lying).quality.rotationDeg).toBe(0);
		expect(known(upright).widthPx).toBeLessThan(known(upright).heightPx);
		const seen = await app.readPagePicture(desk.clerk, known(row).id, 0);
		const { width, height } = await sharp(seen.bytes).metadata();
		expect(width).toBeGreaterThan(height);
		// The blank page's bytes are among the originals, unchanged.
		const originals = shown.files.filter((file) => file.role === 'original');
		expect(originals.map((file) => file.path.split('/').at(-1))).toEqual([
			'0001-trang-2.png',
			'0002-trang-1.png',
			'0003-trang-3.png',
		]);
		const kept = await readFile(join(dataDir, known(originals[2]).path));
		expect(kept.equals(await paperFile(2))).toBe(true);
		// What was set aside is still on the desk, in a stack of left-overs.
		const { stacks, work } = await app.showDesk(desk.clerk);
		expect(stacks).toMatchObject([{ origin: 'aside', pageCount: 1, aside: true }]);
		expect(work).toEqual([]);
		await app.readStackPage(desk.clerk, pageAt(stack, 3), 'small');
		await expect(app.readStackPage(desk.clerk, pageAt(stack, 0), 'small')).rejects.toMatchObject({
			code: 'stackMissing',
		});
	});

	it('makes several at cuts, also of one file, whose pages are never twice in an outcome', async () => {
		const desk = await office();
		const { app, dataDir } = desk.made;
		const pages = await Promise.all([90, 140, 200].map((gray) => grayPage(gray)));
		const id = await send(app, desk.clerk, await tiffOf(pages), 'ba-trang.tif');
		const stack = await app.showStack(desk.clerk, id);
		expect(stack.pages).toHaveLength(3);
		await app.editStacks(desk.clerk, { kind: 'cut', stackId: id, page: pageAt(stack, 1), on: true });
		expect((await app.showDesk(desk.clerk)).stacks).toMatchObject([{ papers: 2 }]);
		expect(await app.finishStack(desk.clerk, id)).toHaveLength(2);
		await app.finishJobs();
		expect((await rows(desk)).map((row) => row.pageCount).sort()).toEqual([1, 2]);
		expect(await readdir(join(dataDir, 'stacks'))).not.toContain(id);
		// The very same pages again are known, another cut of them is not.
		const again = await app.showStack(desk.clerk, await send(app, desk.clerk, await tiffOf(pages), 'ba-trang.tif'));
		await app.editStacks(desk.clerk, { kind: 'cut', stackId: again.id, page: pageAt(again, 1), on: true });
		const twice = app.finishStack(desk.clerk, again.id);
		await expect(twice).rejects.toMatchObject({ code: 'duplicateOutcome' });
		expect((await app.showStack(desk.clerk, again.id)).pages).toHaveLength(3);
		await app.undoEdit(desk.clerk);
		expect(await app.finishStack(desk.clerk, again.id)).toHaveLength(1);
	});

	it('keeps both captures of a sheet with a note, and what was decided', async () => {
		const desk = await office();
		const { app } = desk.made;
		const stack = await stackOf(desk, 2);
		await app.editStacks(desk.clerk, { kind: 'pair', stackId: stack.id, page: pageAt(stack, 0), on: true });
		await app.finishStack(desk.clerk, stack.id);
		await app.finishJobs();
		const [row] = await rows(desk);
		expect(row).toMatchObject({ state: 'recognized', pageCount: 2 });
		const back = await app.reopenAsStack(desk.clerk, known(row).id, 'xếp lại');
		expect((await app.showStack(desk.clerk, back)).pages.map((page) => page.note)).toEqual(['with', 'without']);
	});

	it('is refused while it has no page, and leaves what it cannot take', async () => {
		const desk = await office();
		const { app } = desk.made;
		const { id, pages } = await stackOf(desk, 1);
		await app.editStacks(desk.clerk, { kind: 'use', stackId: id, pages: idsOf(pages), use: 'blank' });
		await expect(app.finishStack(desk.clerk, id)).rejects.toMatchObject({ code: 'stackEmpty' });
		expect((await app.showDesk(desk.clerk)).stacks).toHaveLength(1);
	});
});

describe('edits', () => {
	it('are undone and done again, also after a restart, until the stack is finished', async () => {
		const desk = await office();
		const { made, clerk } = desk;
		const stack = await stackOf(desk, 3);
		const other = await send(made.app, clerk, await paperFile(9), 'khac.png');
		await made.app.editStacks(clerk, { kind: 'turn', stackId: stack.id, pages: [pageAt(stack, 0)], by: 180 });
		await made.app.editStacks(clerk, { kind: 'expect', stackId: stack.id, count: 4 });
		await made.app.editStacks(clerk, { kind: 'merge', stackId: other, into: stack.id });
		expect((await made.app.showDesk(clerk)).stacks).toMatchObject([{ pageCount: 4, counted: 4, expected: null }]);
		const app = await made.reopen();
		const undone = await app.undoEdit(clerk);
		expect(undone.map(({ pages }) => pages.length)).toEqual([3, 1]);
		await app.undoEdit(clerk);
		await app.undoEdit(clerk);
		expect(await app.undoEdit(clerk)).toEqual([]);
		expect((await app.showStack(clerk, stack.id)).pages).toEqual(stack.pages);
		for (let n = 0; n < 3; n += 1) await app.redoEdit(clerk);
		expect((await app.showStack(clerk, stack.id)).pages).toHaveLength(4);
		expect(await app.showDesk(clerk)).toMatchObject({ canUndo: true, canRedo: false });
		await app.finishStack(clerk, stack.id);
		expect(await app.showDesk(clerk)).toMatchObject({ canUndo: false, canRedo: false });
	});
});
