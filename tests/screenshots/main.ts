import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { Role } from '../../domain/index.ts';
import { openWorkplace, type Workplace } from '../e2e/workplace.ts';
import { liveTheDay } from './office-day.ts';

/** Where the pictures go: `npm run screenshots -- [folder]`. */
const FOLDER = resolve(process.argv[2] ?? join(import.meta.dirname, '../../docs/screenshots'));

/** Who is shown at which section of the menu. */
const SECTIONS: readonly (readonly [Role, readonly string[]])[] = [
	['clerk', ['overview', 'capture', 'sign', 'verify']],
	['supervisor', ['approve', 'overview']],
	['registrar', ['agency', 'uploads']],
	['archivist', ['outcomes']],
	['admin', ['settings', 'accounts', 'data', 'audit']],
];

async function main(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	const place = await openWorkplace();
	try {
		const { page, context } = await place.sit(null);
		await page.getByRole('heading', { level: 1 }).waitFor();
		await keep(page, 'sign-in');
		await context.close();
		await liveTheDay(place);
		for (const [role, sections] of SECTIONS) await shootSections(place, role, sections);
		await shootOutcomes(place);
	} finally {
		await place.close();
	}
}

async function shootSections(place: Workplace, role: Role, sections: readonly string[]): Promise<void> {
	const { page, context } = await place.sit(role);
	for (const section of sections) {
		await page.evaluate(`location.hash = '#/${section}'`);
		await settled(page);
		await keep(page, `${section}-${role}`);
	}
	await context.close();
}

/** The screens of one outcome: to be checked by the clerk, to be decided on by the supervisor, found by the archivist. */
async function shootOutcomes(place: Workplace): Promise<void> {
	for (const [role, section, name] of [
		['clerk', 'verify', 'verify-outcome'],
		['supervisor', 'approve', 'approve-outcome'],
		['archivist', 'outcomes', 'found-outcome'],
	] as const) {
		const { page, context } = await place.sit(role);
		await page.evaluate(`location.hash = '#/${section}'`);
		await page.locator('.row-link').first().click();
		await page.locator('.sheet img').first().waitFor();
		await page.evaluate("document.querySelector('.sheet img').decode()");
		await settled(page);
		await keep(page, name);
		await context.close();
	}
}

/** Nothing loads any more. */
async function settled(page: Page): Promise<void> {
	await page.locator('#content h1').first().waitFor();
	await page.locator('.ant-spin-spinning, [aria-busy=true]').first().waitFor({ state: 'hidden' });
}

async function keep(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: join(FOLDER, `${name}.png`) });
	process.stderr.write(`${name}\n`);
}

await main();
