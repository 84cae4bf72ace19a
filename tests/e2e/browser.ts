import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
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

/** Where built renderers are kept, one folder for each state of the sources. */
const BUILDS = join(import.meta.dirname, '../../.cache/renderer');
const SOURCES = ['renderer', 'i18n', 'contract', 'domain'];

/** The renderer, built from the sources as they are now; built once for all tests that ask for it. */
export async function buildRenderer(): Promise<string> {
	const folder = join(BUILDS, await stateOfSources());
	if (existsSync(folder)) return folder;
	await mkdir(BUILDS, { recursive: true });
	const outDir = await mkdtemp(join(BUILDS, 'making-'));
	await build({ configFile: 'renderer/vite.config.ts', logLevel: 'error', build: { outDir } });
	// Another test file may have been quicker: then its build stays.
	await rename(outDir, folder).catch(() => rm(outDir, { recursive: true }));
	return folder;
}

async function stateOfSources(): Promise<string> {
	const hash = createHash('sha256');
	for (const folder of [...SOURCES, 'package-lock.json']) {
		const path = join(import.meta.dirname, '../..', folder);
		const names = (await stat(path)).isDirectory() ? await readdir(path, { recursive: true }) : [''];
		for (const name of names.toSorted()) {
			const file = join(path, name);
			if ((await stat(file)).isFile()) hash.update(`${folder}/${name}\0`).update(await readFile(file));
		}
	}
	return hash.digest('hex').slice(0, 16);
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
