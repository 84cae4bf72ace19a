import { type ChildProcess, execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, chromium, type Page } from 'playwright-core';
import type * as Double from '../support/electron-double/electron.ts';
import { buildRenderer } from './browser.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
/** Beside `out/electron`, which other tests and `npm start` write. */
const BUNDLES = join(ROOT, 'out/e2e/electron');
const MAIN = join(BUNDLES, 'main.js');
const REGISTER = join(ROOT, 'tests/support/electron-double/register.ts');
const NODE = join(ROOT, 'node_modules/.bin/node');

/** The electron module, as far as the double has it. */
export type ElectronModule = typeof Double;

/** What both hosts are started with. */
type Start = { readonly dataDir: string; readonly userData: string; readonly env?: NodeJS.ProcessEnv };

/** The workstation in a window: on the real Electron, or our bundles on the double. */
export type Host = {
	/** The window with the screens. */
	readonly page: Page;
	/** Runs a function of the electron module in the main process. It sees nothing of the test but `given`. */
	evaluate<T, G>(work: (electron: ElectronModule, given: G) => T | Promise<T>, given: G): Promise<T>;
	/** The core's process, once it is up. */
	corePid(): Promise<number>;
	/** Resolves with main's exit code. */
	readonly ended: Promise<number | null>;
	/** As a person quits. */
	quit(): Promise<number | null>;
};

/** The real Electron's binary: `npm run test:electron` names it, where there is one. */
export const REAL = process.env.SOHOA_ELECTRON;

/** Makes the bundles as `npm start` does, with the renderer beside them. */
export async function buildBundles(): Promise<void> {
	const [renderer] = await Promise.all([buildRenderer(), run(NODE, ['scripts/build-electron.mjs', BUNDLES])]);
	const beside = join(BUNDLES, '../renderer');
	await rm(beside, { recursive: true, force: true });
	await symlink(renderer, beside, 'junction');
}

/** Starts the built bundles and waits for the page. */
export function openHost(start: Start): Promise<Host> {
	return REAL === undefined ? openDouble(start) : openReal(REAL, start);
}

/** Starts one that will not stay, beside a running one or with `switches` that it refuses; its exit code. */
export async function startSecond(start: Start, ...switches: readonly string[]): Promise<number | null> {
	const child =
		REAL === undefined
			? forkDouble(start, switches)
			: spawn(REAL, [MAIN, ...argsOf(start), ...switches], { env: envOf(start) });
	const [code] = (await once(child, 'exit')) as [number | null];
	return code;
}

function argsOf({ userData }: Start): readonly string[] {
	return [`--user-data-dir=${userData}`];
}

function envOf({ dataDir, env }: Start): Record<string, string> {
	return { ...process.env, ...env, SOHOA_DATA: dataDir, SOHOA_LANG: 'vi' } as Record<string, string>;
}

async function openReal(executablePath: string, start: Start): Promise<Host> {
	// Debian's kernel settings and containers often forbid Chromium's own sandbox to root; the switch changes only that.
	const args = [MAIN, ...argsOf(start), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
	const electron = await _electron.launch({ executablePath, args, env: envOf(start) });
	const ended = once(electron.process(), 'exit').then(([code]) => code as number | null);
	const evaluate: Host['evaluate'] = (work, given) => electron.evaluate(work as never, given) as never;
	return hostOf(await electron.firstWindow(), evaluate, ended);
}

function forkDouble(start: Start, switches: readonly string[] = []): ChildProcess {
	return fork(MAIN, [...argsOf(start), ...switches], {
		execPath: NODE,
		execArgv: ['--import', REGISTER],
		env: envOf(start),
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
}

async function openDouble(start: Start): Promise<Host> {
	const child = forkDouble(start);
	const ended = once(child, 'exit').then(([code]) => code as number | null);
	const answers = new Map<number, (answer: Extract<Double.FromDouble, { kind: 'evaluated' }>) => void>();
	let asked = 0;
	const endpoint = await new Promise<string>((resolve, reject) => {
		void ended.then((code) => reject(new Error(`The double ended with ${code}`)));
		child.on('message', (message: Double.FromDouble) => {
			if (message.kind === 'chromium') resolve(message.endpoint);
			else answers.get(message.id)?.(message);
		});
	});
	const evaluate: Host['evaluate'] = (work, given) =>
		new Promise((resolve, reject) => {
			asked += 1;
			answers.set(asked, ({ error, value }) =>
				error === undefined ? resolve(value as never) : reject(new Error(error)),
			);
			child.send({ kind: 'evaluate', id: asked, source: work.toString(), given } satisfies Double.Evaluate);
		});
	const browser = await chromium.connectOverCDP(endpoint);
	const [context] = browser.contexts();
	if (context === undefined) throw new Error('Chromium has no context');
	const isOurs = (page: Page): boolean => page.url().startsWith('https://sohoa.localhost');
	while (!context.pages().some(isOurs)) await new Promise((resolve) => setTimeout(resolve, 50));
	const page = context.pages().find(isOurs) as Page;
	return hostOf(page, evaluate, ended);
}

function hostOf(page: Page, evaluate: Host['evaluate'], ended: Host['ended']): Host {
	page.setDefaultTimeout(45_000);
	return {
		page,
		evaluate,
		ended,
		async corePid() {
			for (;;) {
				const pid = await evaluate(
					({ app }) => app.getAppMetrics().find(({ type, name }) => type === 'Utility' && name === 'sohoa-core')?.pid,
					undefined,
				);
				if (pid !== undefined) return pid;
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		},
		async quit() {
			const asked = evaluate(({ app }) => {
				// After this has been answered.
				setTimeout(() => app.quit(), 0);
			}, undefined);
			// One that has ended answers no more.
			await Promise.race([asked, ended]);
			return ended;
		},
	};
}
