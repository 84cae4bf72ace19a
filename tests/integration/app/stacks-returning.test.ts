import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../support/office.ts';
import { bornDigital, idsOf, office, pageAt, rows, stackOf } from '../../support/stack-desk.ts';
import { known, paperFile, send, UPRIGHT } from '../../support/stacks.ts';

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
		const id = await send(app, desk.clerk, await paperFile(), 'a.png');
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
		const id = await send(app, desk.clerk, await paperFile(), 'a.png');
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
		const damaged = (await paperFile()).subarray(0, 20_000);
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
		await writeFile(join(pages, 'page-0001.png'), await paperFile(7));
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
		await writeFile(join(made.dataDir, 'stacks', id, 'pages', 'page-0001.png'), await paperFile(7));
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
