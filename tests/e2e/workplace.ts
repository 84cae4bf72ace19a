import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Core } from '../../app/core.ts';
import { type CoreOptions, openCore } from '../../app/open-core.ts';
import { readResource } from '../../app/router/read-resource.ts';
import { createRouter } from '../../app/router/router.ts';
import { bindUseCases, type UseCases } from '../../app/use-cases.ts';
import { type RunningServe, startServe } from '../../cli/serve/index.ts';
import type { ServedApp } from '../../contract/index.ts';
import { listFiles } from '../../db/index.ts';
import type { AccountActor, FieldName, FieldReadings, OutcomeId, Role } from '../../domain/index.ts';
import { gatherPeople, type People } from '../../scripts/demo/people.ts';
import { SAMPLES } from '../../scripts/demo/samples.ts';
import { makeOutcome } from '../soak/make-outcomes.ts';
import { type ReadPaper, takeOut } from '../soak/read-papers.ts';
import { scratchFolder } from '../support/office.ts';
import { buildRenderer, openBrowser, watchForTrouble } from './browser.ts';

/** The password of everybody here. */
export const PASSWORD = 'Demo-2026';
/** Account names by role. */
export const NAMES = {
	clerk: 'canbo',
	supervisor: 'lanhdao',
	registrar: 'vanthu',
	archivist: 'luutru',
	admin: 'quantri',
} as const satisfies Record<Role, string>;

/** A person at a screen. `trouble`: script errors and what the page's policy stopped; must stay empty. */
export type Seat = { readonly page: Page; readonly context: BrowserContext; readonly trouble: readonly string[] };
type Viewport = { readonly width: number; readonly height: number };
type Values = { readonly [F in FieldName]?: string };

/** The real app over a scratch data folder, served to a real browser. */
export type Workplace = {
	readonly dataDir: string;
	readonly app: UseCases;
	readonly core: Core;
	/** Of the clerk and the agency, in the data folder. */
	readonly certificates: People['certificates'];
	actor(role: Role): Promise<AccountActor>;
	/** Takes in and reads samples (names in `samples/`) with the real engine, 1-4 s a page. */
	read(...samples: readonly string[]): Promise<readonly OutcomeId[]>;
	/** More unsigned outcomes like one that was read, in milliseconds each; `values`: what the machine "read" in the n-th. */
	copy(id: OutcomeId, count: number, values?: (n: number) => Values): Promise<readonly OutcomeId[]>;
	/** Opens the screens in a browser of their own, signed in; `null`: nobody is. */
	sit(role: Role | null, viewport?: Viewport): Promise<Seat>;
	close(): Promise<void>;
};

/** An office with one account of each role, its demo certificates, and a browser. */
export async function openWorkplace(options: Partial<CoreOptions> = {}): Promise<Workplace> {
	const folder = await scratchFolder();
	const dataDir = join(folder.path, 'data');
	const { core, close } = await openCore({ dataDir, workers: 1, ...options });
	const app = bindUseCases(core);
	const { certificates } = await gatherPeople(app);
	const admin = await app.signIn(NAMES.admin, PASSWORD);
	await app.createAccount(admin.actor, { name: NAMES.archivist, password: PASSWORD, roles: ['archivist'] });
	core.jobs.start();
	const [browser, rendererDir] = await Promise.all([openBrowser(), buildRenderer()]);
	const served: ServedApp = {
		router: createRouter(app, core),
		readResource: (resource, token) => readResource(app, resource, token),
	};
	const hosts: RunningServe[] = [];
	const actor = async (role: Role) => (await app.signIn(NAMES[role], PASSWORD)).actor;
	const papers = new Map<OutcomeId, Promise<ReadPaper>>();
	return {
		dataDir,
		app,
		core,
		certificates,
		actor,
		read: async (...samples) => readSamples(app, await actor('clerk'), samples),
		async copy(id, count, values) {
			const clerk = await actor('clerk');
			const known = papers.get(id) ?? takePaper(core, dataDir, id);
			papers.set(id, known);
			const paper = await known;
			const made: OutcomeId[] = [];
			for (let n = 0; n < count; n += 1) {
				const fields = withValues(paper.fields, values?.(n) ?? {});
				made.push((await makeOutcome(core, clerk, { ...paper, fields })).id);
			}
			return made;
		},
		async sit(role, viewport = { width: 1366, height: 768 }) {
			// A link lets one browser in: each seat has a host of its own.
			const host = await startServe({ port: 0, app: served, rendererDir, refusalText: (reason) => reason });
			hosts.push(host);
			return sitDown(browser, host.url, role, viewport);
		},
		async close() {
			await browser.close();
			for (const host of hosts) await host.close();
			await close();
			await folder.dispose();
		},
	};
}

async function readSamples(
	app: UseCases,
	clerk: AccountActor,
	samples: readonly string[],
): Promise<readonly OutcomeId[]> {
	const ids: OutcomeId[] = [];
	const paths = samples.map((name) => join(SAMPLES, name));
	for await (const result of app.importAndRead(clerk, paths)) {
		if (result.kind === 'failed') throw new Error(`Not read: ${result.fault.code}`);
		ids.push(result.kind === 'read' ? result.row.id : result.outcomeId);
	}
	return ids;
}

async function takePaper(core: Core, dataDir: string, id: OutcomeId): Promise<ReadPaper> {
	const [original] = await listFiles(core.db, id, 'original');
	if (original === undefined) throw new Error('A read outcome has an original');
	return takeOut(core, { path: join(dataDir, original.path), values: {} }, id);
}

function withValues(fields: FieldReadings, values: Values): FieldReadings {
	const changed = { ...fields };
	for (const [field, value] of Object.entries(values) as [FieldName, string][]) {
		const known = fields[field] ?? { confidence: 0.95, page: 0, box: [0, 0, 0, 0] as const, origin: 'ocr' as const };
		changed[field] = { ...known, value, printed: value };
	}
	return changed;
}

async function sitDown(browser: Browser, url: string, role: Role | null, viewport: Viewport): Promise<Seat> {
	const context = await browser.newContext({ viewport, acceptDownloads: true });
	const page = await context.newPage();
	page.setDefaultTimeout(45_000);
	const trouble = watchForTrouble(page);
	await page.goto(url);
	if (role !== null) {
		await page.getByLabel('Tên đăng nhập').fill(NAMES[role]);
		await page.getByLabel('Mật khẩu').fill(PASSWORD);
		await page.keyboard.press('Enter');
		await page.getByRole('navigation', { name: 'Chức năng' }).waitFor();
	}
	return { page, context, trouble };
}

/** The menu's way to a section, whatever waits there. */
export function menuLink(page: Page, section: string): Locator {
	return page.locator('.side-bar nav a', { has: page.locator('.menu-name').getByText(section, { exact: true }) });
}

/** Where a person who works on the screens wants to see them: `SOHOA_SHOTS=<folder>`. */
export async function shot(page: Page, name: string): Promise<void> {
	const folder = process.env.SOHOA_SHOTS;
	if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
