import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';

/** Debian's Chromium: Playwright's own can't be downloaded in a closed network. */
const CHROMIUM = '/usr/bin/chromium';

/** Whether this machine can run the tests in this folder. */
export const HAS_BROWSER = existsSync(CHROMIUM);

/** A headless browser that talks to nobody but the page's host. */
export function openBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: CHROMIUM,
		args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
	});
}

/** The renderer, built from the sources as they are now, in a folder of its own. */
export async function buildRenderer(): Promise<string> {
	const outDir = await mkdtemp(join(tmpdir(), 'sohoa-renderer-'));
	await build({ configFile: 'renderer/vite.config.ts', logLevel: 'error', build: { outDir } });
	return outDir;
}

/** The renderer, built to where `sohoa serve` looks for it. */
export async function buildServedRenderer(): Promise<void> {
	await build({ configFile: 'renderer/vite.config.ts', logLevel: 'error' });
}

/** Collects what must not happen on any screen: script errors, and anything the page's own policy had to stop. */
export function watchForTrouble(page: Page): readonly string[] {
	const trouble: string[] = [];
	page.on('pageerror', (error) => trouble.push(error.message));
	page.on('console', (message) => {
		const expected = message.text().includes('status of 422');
		if (message.type() === 'error' && !expected) trouble.push(message.text());
	});
	return trouble;
}
