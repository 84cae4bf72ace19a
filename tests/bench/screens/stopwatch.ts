import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

/** What begins the time: the next key, now, or the navigation. */
export type Start = 'key' | 'now' | 'navigation';

/** Puts the stopwatch into every page of a context. */
export function giveStopwatch(context: BrowserContext): Promise<unknown> {
	return context.addInitScript({ path: join(import.meta.dirname, 'in-page.mjs') });
}

/** Starts to watch for the first frame in which `selector` matches something; a picture must also be decoded. */
export async function watchFor(page: Page, selector: string, start: Start): Promise<void> {
	await page.evaluate(`sohoaStopwatch.watch(${JSON.stringify(selector)}, ${JSON.stringify(start)})`);
}

/** The time that what {@link watchFor} began took, ms. */
export function watched(page: Page): Promise<number> {
	return page.evaluate('sohoaStopwatch.took()');
}

/** Presses a key and answers with the ms until the frame is on the screen in which `selector` matches. */
export async function pressFor(page: Page, key: string, selector: string): Promise<number> {
	await watchFor(page, selector, 'key');
	await page.keyboard.press(key);
	return watched(page);
}

/** Goes to a hash and answers with the ms until the frame is on the screen in which `selector` matches. */
export async function goFor(page: Page, hash: string, selector: string): Promise<number> {
	await watchFor(page, selector, 'now');
	await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
	return watched(page);
}

/** Types at the pace of a quick typist (10 keys a second) into what has the focus; ms from each key until its letter is on the screen. */
export async function typeForEcho(page: Page, text: string): Promise<readonly number[]> {
	await page.evaluate('sohoaStopwatch.listen()');
	await page.keyboard.type(text, { delay: 100 });
	await page.waitForTimeout(100);
	return page.evaluate('sohoaStopwatch.echoes()');
}
