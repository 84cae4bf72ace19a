import type { Browser, CDPSession, Page } from 'playwright-core';
import type { OutcomeId } from '../../../domain/index.ts';
import type { RealOutcomes } from '../office/bench-office.ts';
import type { Measure } from './figures.ts';
import { type Entry, sitDown } from './measure-start.ts';
import type { Served } from './served.ts';
import { goFor, pressFor, typeForEcho } from './stopwatch.ts';

/** Documents that are paged through one after the other, and how often memory is looked at. */
const DOCUMENTS = 500;
const EVERY = 100;
/** Documents at the start of them whose first pages have had time to be fetched ahead, and then ones that are not waited for. */
const CALM = 40;

/** Pages and documents one after the other in the viewer, and typing in a field beside them. */
export async function measureViewer(
	browser: Browser,
	served: Served,
	entry: Entry,
	real: RealOutcomes,
): Promise<readonly Measure[]> {
	return [
		...(await measurePages(browser, served, entry, real.long)),
		...(await measureField(browser, served, entry, real.short)),
		...(await measureDocuments(browser, served, entry)),
	];
}

const picture = (id: string, page: number): string => `.sheet img:not([hidden])[src$="${id}/page/${page}"]`;

/** Opens a document; ms until its first page stands on the screen. */
async function open(page: Page, id: OutcomeId): Promise<number> {
	const took = await goFor(page, `#/outcomes/${id}`, picture(id, 0));
	await page.locator('.sheet-pane').focus();
	return took;
}

/** Next page: its picture fetched ahead, and asked for only by the key (a hand that turns faster than pages are drawn). */
async function measurePages(
	browser: Browser,
	served: Served,
	entry: Entry,
	ids: readonly OutcomeId[],
): Promise<readonly Measure[]> {
	const page = await sitDown(browser, served, entry, 'archivist', 'outcomes');
	const ahead: number[] = [];
	const notAhead: number[] = [];
	const first: number[] = [];
	for (const [n, id] of ids.entries()) {
		first.push(await open(page, id));
		for (let to = 1; to < 9; to += 1) {
			const calm = n % 2 === 0;
			if (calm) await page.waitForLoadState('networkidle');
			(calm ? ahead : notAhead).push(await pressFor(page, 'PageDown', picture(id, to)));
		}
	}
	await page.context().close();
	const part = 'Viewer';
	return [
		{ part, name: 'next page, fetched ahead', values: ahead, goal: { of: 'p95', most: 100 } },
		{ part, name: 'next page, turned as fast as pages come', values: notAhead, goal: { of: 'p95', most: 250 } },
		{ part, name: 'a document that is opened: its first page', values: first, goal: { of: 'p95', most: 500 } },
	];
}

async function measureField(
	browser: Browser,
	served: Served,
	entry: Entry,
	ids: readonly OutcomeId[],
): Promise<readonly Measure[]> {
	const page = await sitDown(browser, served, entry, 'clerk', 'verify');
	const values: number[] = [];
	for (const id of ids.slice(0, 4)) {
		await open(page, id);
		const box = page.locator('#field-ownerName');
		await box.focus();
		await box.fill('');
		values.push(...(await typeForEcho(page, 'CÔNG TY TNHH THỬ NGHIỆM SỐ HÓA')));
	}
	await page.context().close();
	return [
		{ part: 'Viewer', name: 'letter on the screen, in a field of Kiểm tra', values, goal: { of: 'p95', most: 50 } },
	];
}

async function measureDocuments(browser: Browser, served: Served, entry: Entry): Promise<readonly Measure[]> {
	const page = await sitDown(browser, served, entry, 'supervisor', 'approve');
	const cdp = await page.context().newCDPSession(page);
	await page.locator('.review-table .row-link').first().click();
	await page.locator('.sheet img:not([hidden])').waitFor();
	const calm: number[] = [];
	const quick: number[] = [];
	const heap: number[] = [await heapMb(cdp)];
	const core: number[] = [served.memoryMb()];
	for (let n = 1; n <= DOCUMENTS; n += 1) {
		if (n <= CALM) await page.waitForLoadState('networkidle');
		const id = /outcomes\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
		const next = `.sheet img:not([hidden])[src$="/page/0"]:not([src*="${id}"])`;
		(n <= CALM ? calm : quick).push(await pressFor(page, 'j', next));
		if (n % EVERY === 0) {
			heap.push(await heapMb(cdp));
			core.push(served.memoryMb());
		}
	}
	await page.context().close();
	const part = 'Viewer';
	return [
		{ part, name: 'next document (J in Duyệt), fetched ahead', values: calm, goal: { of: 'p95', most: 150 } },
		{ part, name: 'next document, as fast as they come', values: quick, goal: { of: 'p95', most: 500 } },
		{
			part: 'Memory',
			name: `page's heap before, and after each ${EVERY} of ${DOCUMENTS} documents`,
			values: heap,
			unit: 'MB',
		},
		{
			part: 'Memory',
			name: `host process before, and after each ${EVERY} of ${DOCUMENTS} documents`,
			values: core,
			unit: 'MB',
		},
	];
}

async function heapMb(cdp: CDPSession): Promise<number> {
	await cdp.send('HeapProfiler.collectGarbage');
	return (await cdp.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
}
