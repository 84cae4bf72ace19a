import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NAMES, PASSWORD } from '../office/bench-office.ts';
import type { Measure } from './figures.ts';
import type { Served } from './served.ts';
import { giveStopwatch, watched, watchFor } from './stopwatch.ts';

/** A browser's cookies that the host knows: its link lets one browser in. */
export type Entry = Awaited<ReturnType<BrowserContext['cookies']>>;

const VIEWPORT = { width: 1366, height: 768 };
const LOADS = 9;
/** Rows of the archive's list, with the paper's name in them. */
export const ROWS = '.hits table[aria-busy="false"] .row-link';

/** Opens the link once. */
export async function enter(browser: Browser, served: Served): Promise<Entry> {
	const context = await browser.newContext();
	await (await context.newPage()).goto(served.url);
	const cookies = await context.cookies();
	await context.close();
	return cookies;
}

/** A page of a browser that has nothing in its cache, at the sign-in. */
export async function openPage(browser: Browser, entry: Entry): Promise<Page> {
	const context = await browser.newContext({ viewport: VIEWPORT });
	await giveStopwatch(context);
	await context.addCookies(entry);
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	return page;
}

/** Signs in and waits for the menu. `section`: where to. */
export async function sitDown(
	browser: Browser,
	served: Served,
	entry: Entry,
	role: keyof typeof NAMES,
	section: string,
): Promise<Page> {
	const page = await openPage(browser, entry);
	await page.goto(`${served.origin}/#/${section}`);
	await fillIn(page, role);
	await page.keyboard.press('Enter');
	await page.locator('.side-bar').waitFor();
	return page;
}

async function fillIn(page: Page, role: keyof typeof NAMES): Promise<void> {
	await page.getByLabel('Tên đăng nhập').fill(NAMES[role]);
	await page.getByLabel('Mật khẩu').fill(PASSWORD);
}

/** From an empty browser to the sign-in, and from the sign-in to the first list. */
export async function measureStart(browser: Browser, served: Served, entry: Entry): Promise<readonly Measure[]> {
	const signIn: number[] = [];
	const list: number[] = [];
	const again: number[] = [];
	for (let n = 0; n < LOADS; n += 1) {
		const page = await openPage(browser, entry);
		signIn.push(await timeTo(page, `${served.origin}/#/outcomes`, 'input[autocomplete="username"]'));
		await fillIn(page, 'archivist');
		await watchFor(page, ROWS, 'key');
		await page.keyboard.press('Enter');
		list.push(await watched(page));
		again.push(await timeTo(page, `${served.origin}/?again#/outcomes`, ROWS));
		await page.context().close();
	}
	const part = 'Start';
	return [
		{ part, name: 'sign-in can be typed into, nothing in the cache', values: signIn, goal: { of: 'p50', most: 1_500 } },
		{
			part,
			name: 'first list after signing in (with the check of the password)',
			values: list,
			goal: { of: 'p50', most: 1_500 },
		},
		{ part, name: 'page loaded anew, signed in: first list', values: again, goal: { of: 'p50', most: 1_500 } },
	];
}

/** ms from the navigation until the frame with what `selector` matches is on the screen. */
async function timeTo(page: Page, url: string, selector: string): Promise<number> {
	await page.goto(url, { waitUntil: 'commit' });
	await watchFor(page, selector, 'navigation');
	return watched(page);
}
