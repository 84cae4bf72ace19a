import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from '../../e2e/browser.ts';
import { benchOffice } from '../office/bench-office.ts';
import { writeBetweenMarkers } from './between-markers.ts';
import { holds, type Measure } from './figures.ts';
import { measureLists } from './measure-lists.ts';
import { measureProcedures } from './measure-procedures.ts';
import { enter, measureStart } from './measure-start.ts';
import { measureViewer } from './measure-viewer.ts';
import { loadNow, report, type ScreensRun } from './report.ts';
import { startServed } from './served.ts';

const USAGE = `npm run bench -- --part screens [--outcomes N] [--only start,lists,procedures,viewer] [--write]
Measures the screens over an office with many outcomes, against the goals: first paint, search, lists, pages, typing, memory.
  --outcomes N  default 100000; made once a day (some minutes), then taken from .cache/bench
  --only P      some parts
  --write       put the tables into docs/benchmarks.md`;

const PARTS = ['start', 'procedures', 'lists', 'viewer'] as const;

/** Fills an office, starts the host and a browser, measures and tells. Answers with the exit code: 1 when a goal is missed. */
export async function benchScreens(args: readonly string[]): Promise<number> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			part: { type: 'string' },
			outcomes: { type: 'string', default: '100000' },
			only: { type: 'string', default: PARTS.join(',') },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stderr.write(`${USAGE}\n`);
		return 0;
	}
	const work = await mkdtemp(join(tmpdir(), 'sohoa-bench-'));
	try {
		const command = ['npm run bench --', ...args].join(' ');
		const run = await measure(work, Number(values.outcomes), values.only.split(','), command);
		const text = report(run);
		process.stdout.write(`${text}\n`);
		if (values.write) writeBetweenMarkers('docs/benchmarks.md', 'bench-screens', text);
		return run.measures.every((one) => holds(one) !== false) ? 0 : 1;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

async function measure(work: string, outcomes: number, only: readonly string[], command: string): Promise<ScreensRun> {
	const say = (text: string): void => void process.stderr.write(`${text}\n`);
	const { dataDir, real } = await benchOffice(work, outcomes, say);
	const before = loadNow();
	const served = await startServed(dataDir);
	const browser = await openBrowser();
	try {
		const entry = await enter(browser, served);
		const measures: Measure[] = [
			{ part: 'Start', name: 'host: from the command to the link', values: [served.startedMs] },
		];
		const parts = {
			start: () => measureStart(browser, served, entry),
			procedures: () => measureProcedures(served, entry),
			lists: () => measureLists(browser, served, entry),
			viewer: () => measureViewer(browser, served, entry, real),
		};
		for (const part of PARTS) {
			if (!only.includes(part)) continue;
			say(`measuring: ${part} …`);
			measures.push(...(await parts[part]()));
		}
		const loads = [before, loadNow()] as const;
		return { command, outcomes, loads, browser: `Chromium ${browser.version()}`, measures };
	} finally {
		await browser.close();
		await served.close();
	}
}
