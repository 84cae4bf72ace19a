import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SohoaApp } from '../../../app/index.ts';
import type { AccountActor, Stack, StackId, StackPage } from '../../../domain/index.ts';
import { saneScanner } from '../../../scan/index.ts';
import { type Office, openOffice, PASSWORD } from '../../support/office.ts';
import { hasSane, saneTestEnvironment, TEST_DEVICE } from '../../support/sane-test-scanner.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');
const UPRIGHT = join(SAMPLES, '05-dang-ky-doanh-nghiep.png');
const PIECE = 10_000;

type Desk = { readonly made: Office; readonly clerk: AccountActor };

async function office(more: Parameters<typeof openOffice>[1] = {}): Promise<Desk> {
	const made = await openOffice(undefined, more);
	onTestFinished(() => made.close());
	return { made, clerk: await made.actor('clerk') };
}

/** Sends a file in pieces, as the screen does. */
async function send(app: SohoaApp, clerk: AccountActor, bytes: Uint8Array, name: string, stackId?: StackId) {
	const id = await app.beginFile(clerk, { name, byteLength: bytes.length, stackId });
	for (let from = 0; from < bytes.length; from += PIECE) {
		await app.sendPiece(clerk, id, { from, bytes: bytes.subarray(from, from + PIECE) });
	}
	return app.endFile(clerk, id);
}

/** The same picture, another file: what follows the end of a PNG belongs to nobody. */
async function paper(n = 0): Promise<Uint8Array> {
	return Buffer.concat([await readFile(UPRIGHT), Buffer.from(`${n}`)]);
}

/** A stack of that many pages. */
async function stackOf({ made, clerk }: Desk, count: number): Promise<Stack> {
	let id: StackId | undefined;
	for (let n = 0; n < count; n += 1) id = await send(made.app, clerk, await paper(n), `trang-${n + 1}.png`, id);
	return made.app.showStack(clerk, known(id));
}

/** What must be there. */
function known<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('Nothing there');
	return value;
}

const idsOf = (pages: readonly StackPage[]) => pages.map((page) => page.id);
const pageAt = (stack: Stack, index: number) => known(stack.pages[index]).id;

async function rows({ made, clerk }: Desk) {
	return (await made.app.listOutcomes(clerk, { limit: 20 })).rows;
}

describe('files that come in pieces', () => {
	it('become pages of a stack, with small pictures', async () => {
		const desk = await office();
		const { app } = desk.made;
		const id = await send(app, desk.clerk, await paper(), 'Giấy khai sinh.png');
		const { stacks } = await app.showDesk(desk.clerk);
		expect(stacks).toMatchObject([{ id, name: 'Giấy khai sinh.png', pageCount: 1, papers: 1, aside: false }]);
		const small = await app.readStackPage(desk.clerk, pageAt(await app.showStack(desk.clerk, id), 0), 'small');
		expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', height: 360 });
		expect(small.length).toBeLessThan(40_000);
	});

	it('are refused when a piece is missing, repeated ones are not, and what is no paper is not kept', async () => {
		const { made, clerk } = await office();
		const { app } = made;
		const bytes = await paper();
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
		expect(kept.equals(await paper(2))).toBe(true);
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
		const other = await send(made.app, clerk, await paper(9), 'khac.png');
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

describe('an outcome that is taken back', () => {
	it('becomes pages again, as the machine turned them, and is discarded for that reason', async () => {
		const desk = await office();
		const { app } = desk.made;
		const lying = await sharp(UPRIGHT).rotate(90).png().toBuffer();
		const id = await send(app, desk.clerk, lying, 'nam-ngang.png');
		await app.finishStack(desk.clerk, id);
		await app.finishJobs();
		const [row] = await rows(desk);
		const shown = await app.showOutcome(desk.clerk, known(row).id);
		expect(known(shown.pages[0]).quality.rotationDeg).toBe(270);
		const back = await app.reopenAsStack(desk.clerk, known(row).id, 'Cắt sai');
		expect((await app.showStack(desk.clerk, back)).pages).toMatchObject([{ turn: 270, use: 'page' }]);
		expect((await rows(desk))[0]).toMatchObject({ state: 'discarded' });
		expect((await app.showDesk(desk.clerk)).stacks).toMatchObject([{ origin: 'outcome', name: 'nam-ngang.png' }]);
		// The same pages may be an outcome again: the first one does not count any more.
		await app.finishStack(desk.clerk, back);
		await app.finishJobs();
		expect((await rows(desk)).map((one) => one.state).sort()).toEqual(['discarded', 'recognized']);
	});

	it('may not be one that somebody has signed, nor without a reason', async () => {
		const desk = await office();
		const { app } = desk.made;
		const id = await send(app, desk.clerk, await paper(), 'a.png');
		const [outcome] = await app.finishStack(desk.clerk, id);
		await app.finishJobs();
		await expect(app.reopenAsStack(desk.clerk, known(outcome), ' ')).rejects.toMatchObject({ code: 'reasonMissing' });
		await app.discardOutcome(desk.clerk, known(outcome), { reason: 'quét nhầm' });
		const late = app.reopenAsStack(desk.clerk, known(outcome), 'x');
		await expect(late).rejects.toMatchObject({ code: 'transitionRefused' });
	});
});

describe('what could not be read', () => {
	it('is shown with its reason, tried again, and comes back as a stack', async () => {
		const desk = await office();
		const { app, dataDir } = desk.made;
		const id = await send(app, desk.clerk, await paper(), 'a.png');
		const [file] = await readdir(join(dataDir, 'stacks', id, 'pages'));
		const path = join(dataDir, 'stacks', id, 'pages', known(file));
		await app.finishStack(desk.clerk, id);
		const bytes = await readFile(path);
		await writeFile(path, 'other bytes');
		await app.finishJobs();
		const [failed] = (await app.showDesk(desk.clerk)).work;
		expect(failed).toMatchObject({ step: 'import', state: 'failed', fault: { code: 'fileLost' }, name: 'a.png' });
		await app.dropFailedJob(desk.clerk, known(failed).jobId, '');
		const { stacks, work } = await app.showDesk(desk.clerk);
		expect([stacks.length, work.length]).toEqual([1, 0]);
		await expect(app.retryRecognition(desk.clerk, known(failed).jobId)).rejects.toMatchObject({
			code: 'outcomeMissing',
		});
		await app.finishStack(desk.clerk, known(stacks[0]).id);
		await app.finishJobs();
		const [again] = (await app.showDesk(desk.clerk)).work;
		await writeFile(path, bytes);
		await app.retryRecognition(desk.clerk, known(again).jobId);
		await app.finishJobs();
		expect(await rows(desk)).toMatchObject([{ state: 'recognized' }]);
	});

	it('is discarded for a reason once it is an outcome', async () => {
		const desk = await office();
		const { app, dataDir } = desk.made;
		const damaged = (await paper()).subarray(0, 20_000);
		const path = join(dataDir, '..', 'hong.png');
		await writeFile(path, damaged);
		for await (const result of app.importOutcomes(desk.clerk, [path])) expect(result.kind).toBe('queued');
		await app.finishJobs();
		const [failed] = (await app.showDesk(desk.clerk)).work;
		expect(failed).toMatchObject({ step: 'recognize', state: 'failed', fault: { code: 'imageDamaged' } });
		const { jobId } = known(failed);
		await expect(app.dropFailedJob(desk.clerk, jobId, '')).rejects.toMatchObject({ code: 'reasonMissing' });
		await app.dropFailedJob(desk.clerk, jobId, 'Tệp hỏng');
		expect(await rows(desk)).toMatchObject([{ state: 'discarded' }]);
		expect((await app.showDesk(desk.clerk)).work).toEqual([]);
	});
});

describe('a PDF that keeps its bytes', () => {
	it('is a stack of its own that may not be taken apart, and an outcome as it is', async () => {
		const desk = await office();
		const { app } = desk.made;
		const born = await bornDigital();
		const { id } = await stackOf(desk, 1);
		const own = await send(app, desk.clerk, born, 'quyet-dinh.pdf', id);
		expect(own).not.toBe(id);
		const stack = await app.showStack(desk.clerk, own);
		expect(stack.bound).toBe(true);
		const turn = { kind: 'turn', stackId: own, pages: idsOf(stack.pages), by: 90 } as const;
		await expect(app.editStacks(desk.clerk, turn)).rejects.toMatchObject({ code: 'pagesBound' });
		const more = app.beginFile(desk.clerk, { name: 'a.png', byteLength: 9, stackId: own });
		await expect(more).rejects.toMatchObject({ code: 'pagesBound' });
		expect((await app.readStackPage(desk.clerk, pageAt(stack, 0), 'small')).length).toBeGreaterThan(500);
		const [outcome] = await app.finishStack(desk.clerk, own);
		await app.finishJobs();
		const shown = await app.showOutcome(desk.clerk, known(outcome));
		expect(shown.document?.conformance).toBe('originalKept');
		const back = await app.reopenAsStack(desk.clerk, known(outcome), 'xem lại');
		expect((await app.showStack(desk.clerk, back)).bound).toBe(true);
	});
});

describe('after a crash', () => {
	it('files that no row knows become pages of their stack, and halves of uploads go', async () => {
		const desk = await office();
		const { made, clerk } = desk;
		const { id } = await stackOf(desk, 1);
		const pages = join(made.dataDir, 'stacks', id, 'pages');
		await writeFile(join(pages, 'page-0001.png'), await paper(7));
		await writeFile(join(pages, 'page-0002.png'), 'half a page');
		await made.app.beginFile(clerk, { name: 'half.png', byteLength: 100 });
		const app = await made.reopen();
		expect((await app.showStack(clerk, id)).pages).toHaveLength(2);
		expect(await readdir(pages)).toContain('page-0002.png');
		await expect(readdir(join(made.dataDir, 'stacks', '.uploads'))).rejects.toMatchObject({ code: 'ENOENT' });
		// Nothing was taken in by itself.
		expect(await rows(desk)).toEqual([]);
	});

	it('a page that comes to a stack that was finished gets one of its own', async () => {
		const desk = await office();
		const { made, clerk } = desk;
		const { id } = await stackOf(desk, 1);
		await made.app.finishStack(clerk, id);
		await writeFile(join(made.dataDir, 'stacks', id, 'pages', 'page-0001.png'), await paper(7));
		const app = await made.reopen();
		await app.finishJobs();
		expect((await app.showDesk(clerk)).stacks).toMatchObject([{ pageCount: 1 }]);
		expect(await rows(desk)).toHaveLength(1);
	});

	it('a backup holds the stacks', async () => {
		const desk = await office();
		const { made, clerk } = desk;
		await stackOf(desk, 2);
		const { actor: admin } = await made.app.signIn('admin', PASSWORD);
		const { folder } = await made.app.backUp(admin, join(made.dataDir, '..', 'backups'));
		const files = await readdir(join(folder, 'stacks'), { recursive: true });
		expect(files.filter((name) => name.endsWith('.png'))).toHaveLength(2);
		expect((await made.app.showDesk(clerk)).stacks).toHaveLength(1);
	});
});

describe('the watched folder of the office', () => {
	it('gives stacks, each paper once, while a clerk has it watched', async () => {
		const desk = await office();
		const { made, clerk } = desk;
		const { app } = made;
		await expect(app.startWatching(clerk)).rejects.toMatchObject({ code: 'hotFolderUnset' });
		const hotFolder = join(made.dataDir, '..', 'hot');
		await mkdir(join(hotFolder, 'ho-so'), { recursive: true });
		await writeFile(join(hotFolder, 'a.png'), await paper(1));
		await copyFile(UPRIGHT, join(hotFolder, 'ho-so', '1.png'));
		await writeFile(join(hotFolder, 'ho-so', '2.png'), await paper(2));
		await writeFile(join(hotFolder, 'hong.png'), 'not a picture');
		const { actor: admin } = await app.signIn('admin', PASSWORD);
		await app.changeSettings(admin, { hotFolder });
		await app.startWatching(clerk, { stableMs: 50, folderStableMs: 50 });
		await deskUntil(app, clerk, ({ watch, stacks }) => watch.taken === 2 && stacks.length === 2);
		await deskUntil(app, clerk, ({ watch }) => watch.fault !== undefined || watch.taken === 2);
		const { stacks } = await app.showDesk(clerk);
		expect(stacks.map((stack) => stack.pageCount).sort()).toEqual([1, 2]);
		await app.stopWatching(clerk);
		expect((await app.showDesk(clerk)).watch).toMatchObject({ folder: hotFolder, running: false });
	});
});

describe.skipIf(!hasSane)(`scanning into a stack ${hasSane ? '' : '(sane-utils is missing)'}`, () => {
	const settings = { source: 'feeder', dpi: 200, colour: 'gray', paperMm: { width: 40, height: 30 } } as const;

	it('shows pages as they come, goes on into the same stack, and is one at a time', async () => {
		const scanner = saneScanner({ env: saneTestEnvironment() });
		const desk = await office({ scanner });
		const { app } = desk.made;
		const id = await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		const second = app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		await expect(second).rejects.toMatchObject({ code: 'scanUnderWay' });
		await expect(app.finishStack(desk.clerk, id)).rejects.toMatchObject({ code: 'scanUnderWay' });
		await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect(await app.showDesk(desk.clerk)).toMatchObject({ scan: { count: 10 }, stacks: [{ id, pageCount: 10 }] });
		await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings, stackId: id });
		await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect((await app.showStack(desk.clerk, id)).pages).toHaveLength(20);
	});

	it('says why it ended early, keeps the pages, and goes on', async () => {
		const jammed = saneScanner({ env: saneTestEnvironment(['read-status-code "SANE_STATUS_JAMMED"']) });
		const whole = saneScanner({ env: saneTestEnvironment() });
		let scanner = jammed;
		const desk = await office({
			scanner: {
				listScanners: (...args) => scanner.listScanners(...args),
				capabilities: (...args) => scanner.capabilities(...args),
				scan: (...args) => scanner.scan(...args),
			},
		});
		const { app } = desk.made;
		const id = await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		const stopped = await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect(stopped.scan).toMatchObject({ stackId: id, fault: { code: 'scannerJammed' } });
		scanner = whole;
		await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings, stackId: id });
		const done = await deskUntil(app, desk.clerk, ({ scan }) => scan?.running === false);
		expect(done.scan).toMatchObject({ stackId: id, count: 10 });
		expect(done.scan).not.toHaveProperty('fault');
	});

	it('stops when asked, and the stack keeps what was whole', async () => {
		const env = saneTestEnvironment(['read-delay true', 'read-delay-duration 100000']);
		const desk = await office({ scanner: saneScanner({ env }) });
		const { app } = desk.made;
		const id = await app.scanToStack(desk.clerk, { device: TEST_DEVICE, settings });
		await deskUntil(app, desk.clerk, ({ scan }) => (scan?.count ?? 0) >= 2);
		await app.stopScan(desk.clerk);
		const { scan, stacks } = await app.showDesk(desk.clerk);
		expect(scan).toMatchObject({ running: false, fault: { code: 'cancelled' } });
		expect(known(stacks[0]).pageCount).toBe(scan?.count);
		expect((await app.showStack(desk.clerk, id)).pages.length).toBeGreaterThanOrEqual(2);
		await app.stopScan(desk.clerk);
		expect((await app.showDesk(desk.clerk)).scan).toBeNull();
	});
});

type Shown = Awaited<ReturnType<SohoaApp['showDesk']>>;

/** The desk once it is as wanted. */
async function deskUntil(app: SohoaApp, clerk: AccountActor, is: (desk: Shown) => boolean): Promise<Shown> {
	for (;;) {
		const desk = await app.showDesk(clerk);
		if (is(desk)) return desk;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** A PDF that was never a scan. */
async function bornDigital(): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	const font = await document.embedFont(StandardFonts.Helvetica);
	for (const line of ['QUYET DINH so 12', 'Dieu 2']) {
		document.addPage([595, 842]).drawText(line.repeat(3), { x: 60, y: 760, size: 14, font });
	}
	return document.save();
}

async function grayPage(level: number): Promise<Uint8Array> {
	const size = { width: 300, height: 400, channels: 3 } as const;
	return sharp({ create: { ...size, background: { r: level, g: level, b: level } } })
		.png()
		.toBuffer();
}

/** Pictures as one TIFF of several pages. */
async function tiffOf(pages: readonly Uint8Array[]): Promise<Uint8Array> {
	return sharp(
		[...pages].map((page) => Buffer.from(page)),
		{ join: { animated: true } },
	)
		.tiff({ compression: 'lzw' })
		.toBuffer();
}
