import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SohoaApp } from '../../../app/index.ts';
import type { AccountActor, StackId } from '../../../domain/index.ts';
import { type Office, openOffice } from '../../support/office.ts';

const SAMPLES = join(import.meta.dirname, '../../../samples');
const PIECE = 100_000;

async function office(): Promise<Office & { readonly clerk: AccountActor }> {
	const made = await openOffice();
	onTestFinished(() => made.close());
	return Object.assign(made, { clerk: await made.actor('clerk') });
}

/** Sends a file in pieces, as the screen does. */
async function send(app: SohoaApp, clerk: AccountActor, bytes: Uint8Array, name: string, stackId?: StackId) {
	const id = await app.beginFile(clerk, { name, byteLength: bytes.length, stackId });
	for (let from = 0; from < bytes.length; from += PIECE) {
		await app.sendPiece(clerk, id, { from, bytes: bytes.subarray(from, from + PIECE) });
	}
	return app.endFile(clerk, id);
}

describe('a stack', () => {
	it('becomes one outcome of its pages', async () => {
		const { app, clerk } = await office();
		const bytes = await readFile(join(SAMPLES, '05-dang-ky-doanh-nghiep.png'));
		const id = await send(app, clerk, bytes, 'Giấy.png');
		const desk = await app.showDesk(clerk);
		expect(desk.stacks).toMatchObject([{ id, name: 'Giấy.png', pageCount: 1, papers: 1 }]);
		const stack = await app.showStack(clerk, id);
		const [page] = stack.pages;
		const small = await app.readStackPage(clerk, page!.id, 'small');
		expect(small.length).toBeLessThan(40_000);
		await app.editStacks(clerk, { kind: 'turn', stackId: id, pages: [page!.id], by: 90 });
		await app.finishStack(clerk, id);
		expect((await app.showDesk(clerk)).work).toMatchObject([{ step: 'import', state: 'waiting' }]);
		await app.finishJobs();
		const { rows } = await app.listOutcomes(clerk, { limit: 10 });
		expect(rows).toMatchObject([{ state: 'recognized', pageCount: 1, sourceName: 'Giấy.png' }]);
		const shown = await app.showOutcome(clerk, rows[0]!.id);
		console.log(JSON.stringify(shown.pages[0], null, 1).slice(0, 600));
		const back = await app.reopenAsStack(clerk, rows[0]!.id, 'xếp lại');
		console.log(JSON.stringify(await app.showStack(clerk, back)), JSON.stringify(await app.showDesk(clerk)));
	});
});
