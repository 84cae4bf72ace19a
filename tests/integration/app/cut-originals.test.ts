import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccountActor, OutcomeId } from '../../../domain/index.ts';
import { type Office, openOffice } from '../../support/office.ts';
import { known, send } from '../../support/stacks.ts';

type Desk = { readonly made: Office; readonly clerk: AccountActor; readonly jpegs: readonly Buffer[] };

/** An office, and three scanned pages that are three citizens' papers. */
async function office(): Promise<Desk> {
	const made = await openOffice();
	onTestFinished(() => made.close());
	const jpegs = await Promise.all(
		[60, 120, 180].map((level) =>
			sharp({ create: { width: 620, height: 877, channels: 3, background: { r: level, g: level, b: level } } })
				.jpeg()
				.toBuffer(),
		),
	);
	return { made, clerk: await made.actor('clerk'), jpegs };
}

async function pdfOf(jpegs: readonly Buffer[]): Promise<Uint8Array> {
	const doc = await PDFDocument.create({ updateMetadata: false });
	for (const bytes of jpegs) {
		const picture = await doc.embedJpg(bytes);
		doc.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
	}
	return doc.save();
}

/** Sends the three pages as one PDF and cuts before the second one; the last is set aside when asked. */
async function finishCut({ made, clerk, jpegs }: Desk, aside = false): Promise<readonly OutcomeId[]> {
	const { app } = made;
	const id = await send(app, clerk, await pdfOf(jpegs), 'ca-tap.pdf');
	const { pages } = await app.showStack(clerk, id);
	await app.editStacks(clerk, { kind: 'cut', stackId: id, page: known(pages[1]).id, on: true });
	if (aside) await app.editStacks(clerk, { kind: 'use', stackId: id, pages: [known(pages[2]).id], use: 'aside' });
	return app.finishStack(clerk, id);
}

async function originals({ made, clerk }: Desk, id: OutcomeId | undefined) {
	const { files, row } = await made.app.showOutcome(clerk, known(id));
	const kept = files.filter(({ role }) => role === 'original');
	const bytes = await Promise.all(kept.map(({ path }) => readFile(join(made.dataDir, path))));
	return { state: row.state, names: kept.map(({ path }) => path.split('/').at(-1)), bytes };
}

const sourceFiles = async ({ made }: Desk) =>
	(await readdir(join(made.dataDir, 'stacks'), { recursive: true })).filter((name) => name.endsWith('.pdf'));

describe('outcomes that are cut out of one file', () => {
	it('keep their own pages only, each with its very picture, and the file goes once each page is kept', async () => {
		const desk = await office();
		const ids = await finishCut(desk);
		await desk.made.app.finishJobs();
		const first = await originals(desk, ids[0]);
		const second = await originals(desk, ids[1]);
		expect([first.state, second.state]).toEqual(['recognized', 'recognized']);
		expect(first.names).toEqual(['ca-tap-tr1.pdf']);
		expect(second.names).toEqual(['0001-ca-tap-tr2.pdf', '0002-ca-tap-tr3.pdf']);
		const holds = [...first.bytes, ...second.bytes].map((file) => desk.jpegs.map((jpeg) => file.includes(jpeg)));
		expect(holds).toEqual([
			[true, false, false],
			[false, true, false],
			[false, false, true],
		]);
		expect(await sourceFiles(desk)).toEqual([]);
		const report = await desk.made.app.checkData(await desk.made.actor('admin'));
		expect([report.problems, report.orphans]).toEqual([[], []]);
	}, 60_000);

	it('leave the file with the clerk as long as a page of it is in no outcome', async () => {
		const desk = await office();
		await finishCut(desk, true);
		await desk.made.app.finishJobs();
		expect(await sourceFiles(desk)).toHaveLength(1);
		const app = await desk.made.reopen();
		const [left] = (await app.showDesk(desk.clerk)).stacks;
		expect(left).toMatchObject({ origin: 'aside', pageCount: 1 });
		const { pages, id } = await app.showStack(desk.clerk, known(left).id);
		await app.readStackPage(desk.clerk, known(pages[0]).id, 'small');
		await app.editStacks(desk.clerk, { kind: 'use', stackId: id, pages: [known(pages[0]).id], use: 'page' });
		const [last] = await app.finishStack(desk.clerk, id);
		await app.finishJobs();
		expect((await originals(desk, last)).names).toEqual(['ca-tap-tr3.pdf']);
		expect(await sourceFiles(desk)).toEqual([]);
	}, 60_000);

	it('are laid out anew from their own pages, and are still known as what they were cut from', async () => {
		const desk = await office();
		const { app } = desk.made;
		const ids = await finishCut(desk);
		await app.finishJobs();
		const back = await app.reopenAsStack(desk.clerk, known(ids[1]), 'xếp lại');
		const stack = await app.showStack(desk.clerk, back);
		expect([stack.bound, stack.pages.length]).toEqual([false, 2]);
		const [again] = await app.finishStack(desk.clerk, back);
		await app.finishJobs();
		const { state, bytes } = await originals(desk, again);
		expect(state).toBe('recognized');
		expect(bytes.map((file) => desk.jpegs.map((jpeg) => file.includes(jpeg)))).toEqual([
			[false, true, false],
			[false, false, true],
		]);
		await expect(finishCut(desk)).rejects.toMatchObject({ code: 'duplicateOutcome' });
	}, 60_000);

	it('fail whole when the file is another by now, and come back as a stack', async () => {
		const desk = await office();
		const { app, dataDir } = desk.made;
		await finishCut(desk);
		const [path] = await sourceFiles(desk);
		await writeFile(join(dataDir, 'stacks', known(path)), await pdfOf([known(desk.jpegs[0])]));
		await app.finishJobs();
		const { work } = await app.showDesk(desk.clerk);
		expect(work.map(({ state, fault }) => [state, fault?.code])).toEqual([
			['failed', 'fileLost'],
			['failed', 'fileLost'],
		]);
		await app.dropFailedJob(desk.clerk, known(work[0]).jobId, '');
		expect((await app.showDesk(desk.clerk)).stacks).toHaveLength(1);
	}, 60_000);
});
