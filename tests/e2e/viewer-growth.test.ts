import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getOutcomeForJob, updateOutcome } from '../../db/index.ts';
import { type AccountActor, documentOf, type OutcomeId } from '../../domain/index.ts';
import { HAS_BROWSER } from './browser.ts';
import { menuLink, openWorkplace, type Seat, type Workplace } from './workplace.ts';

/** Documents that are paged through, and those after which all caches are as full as they get. */
const DOCUMENTS = 500;
const SETTLED = 100;

/** What the page holds after a garbage collection. */
type Held = { readonly heapMb: number; readonly documents: number; readonly nodes: number; readonly listeners: number };

/** What 400 more documents may add: a leak of one picture's element, page of words or answer each would be far above. */
const MOST_MORE: Held = { heapMb: 4, documents: 2, nodes: 500, listeners: 50 };

describe.skipIf(!HAS_BROWSER)('the viewer', () => {
	let place: Workplace;
	let model: OutcomeId;
	let seat: Seat;
	beforeAll(async () => {
		place = await openWorkplace();
		const [id] = await place.read('05-dang-ky-doanh-nghiep.png');
		if (id === undefined) throw new Error('Nothing was read');
		model = id;
		const copies = await place.copy(id, DOCUMENTS + 1, (n) => ({ documentNumber: `${n + 1}/GCN-STC` }));
		const clerk = await place.actor('clerk');
		for (const copy of copies) await submit(place, clerk, copy);
		seat = await place.sit('supervisor');
	}, 240_000);
	afterAll(() => place?.close());

	it('does not grow while 500 documents are paged through by keyboard', async () => {
		const { page, context, trouble } = seat;
		const cdp = await context.newCDPSession(page);
		// Drawing 500 pages takes the core a minute and proves nothing about the screen: all show the picture of the first.
		const first = await place.app.readPagePicture(await place.actor('supervisor'), model, 0);
		const picture = {
			contentType: first.mediaType,
			body: Buffer.from(first.bytes),
			headers: { 'cache-control': 'no-store' },
		};
		await page.route('**/resource/outcomes/*/page/*', (route) => route.fulfill(picture));
		await menuLink(page, 'Duyệt').click();
		await page.locator('.review-table .row-link').first().click();
		const shown = new Set([await shownPicture(page, '')]);
		const held: Held[] = [];
		for (let n = 1; n <= DOCUMENTS; n += 1) {
			await page.keyboard.press('j');
			shown.add(await shownPicture(page, [...shown].at(-1) ?? ''));
			if (n === SETTLED || n === DOCUMENTS) held.push(await heldBy(cdp));
		}
		expect(shown.size).toBe(DOCUMENTS + 1);
		const [settled, last] = held;
		if (settled === undefined || last === undefined) throw new Error('Both were looked at');
		for (const what of ['heapMb', 'documents', 'nodes', 'listeners'] as const) {
			expect({ what, ...held, more: last[what] - settled[what] }).toSatisfy(
				({ more }: { readonly more: number }) => more <= MOST_MORE[what],
			);
		}
		expect(trouble).toEqual([]);
	}, 600_000);
});

/** As a clerk's signature and verification leave it, without the minutes that signing 500 papers takes. */
async function submit(place: Workplace, { accountId: by }: AccountActor, id: OutcomeId): Promise<void> {
	const at = new Date().toISOString();
	await place.core.db.write(async (tx) => {
		const outcome = await getOutcomeForJob(tx, id);
		const document = documentOf(outcome.state);
		if (document === undefined) throw new Error('What was read has a document');
		const act = { by, at };
		const signature = { ...act, certificate: document.sha256 };
		const state = { kind: 'submitted', document, signature, verification: act, submission: act } as const;
		await updateOutcome(tx, outcome, { state }, at);
	});
}

/** The picture of another page than `before`, once it stands on the screen. */
async function shownPicture(page: Page, before: string): Promise<string> {
	const picture = page.locator(`.sheet img:not([hidden]):not([src="${before}"])`);
	await picture.waitFor();
	return (await picture.getAttribute('src')) ?? '';
}

async function heldBy(cdp: CDPSession): Promise<Held> {
	await cdp.send('HeapProfiler.collectGarbage');
	const { usedSize } = await cdp.send('Runtime.getHeapUsage');
	const { documents, nodes, jsEventListeners: listeners } = await cdp.send('Memory.getDOMCounters');
	return { heapMb: usedSize / 2 ** 20, documents, nodes, listeners };
}
