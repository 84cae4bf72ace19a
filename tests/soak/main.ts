import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Prepared, prepare } from './prepare.ts';
import { report, type SoakRun } from './report.ts';
import { uploadAll } from './upload.ts';
import { verify } from './verify.ts';

const USAGE = `npm run soak -- [--outcomes N] [--papers N] [--kills N] [--seed N] [--work DIR]
Uploads many outcomes to a faulty server, with the idempotency key honoured and ignored, while the process is killed.
  --outcomes N  default 2000
  --papers N    papers that they are made from, each read once; default 40, at most 40 differ
  --kills N     per server; default 10
  --work DIR    kept, and what is prepared there is used again; default: a scratch folder`;

const { values } = parseArgs({
	options: {
		outcomes: { type: 'string', default: '2000' },
		papers: { type: 'string', default: '40' },
		kills: { type: 'string', default: '10' },
		seed: { type: 'string', default: '2026' },
		work: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<number> {
	if (values.help) {
		say(USAGE);
		return 0;
	}
	const work = values.work === undefined ? await mkdtemp(join(tmpdir(), 'sohoa-soak-')) : resolve(values.work);
	try {
		const prepared = await preparedIn(work);
		const runs: SoakRun[] = [];
		for (const keyHonoured of [true, false]) runs.push(await soak(work, prepared, keyHonoured));
		const command = ['npm run soak', ...(process.argv.length > 2 ? ['--'] : []), ...process.argv.slice(2)].join(' ');
		process.stdout.write(`${report(command, prepared, runs)}\n`);
		return runs.every(({ verified }) => verified.wrong.length === 0) ? 0 : 1;
	} finally {
		if (values.work === undefined) await rm(work, { recursive: true, force: true });
	}
}

/** Prepared now, or by an earlier run in the same folder. */
async function preparedIn(work: string): Promise<Prepared> {
	const wish = { outcomes: Number(values.outcomes), papers: Number(values.papers), say };
	const folder = join(work, `prepared-${wish.outcomes}-${wish.papers}`);
	const done = join(folder, 'prepared.json');
	if (existsSync(done)) return JSON.parse(readFileSync(done, 'utf8')) as Prepared;
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const prepared = await prepare(folder, wish);
	writeFileSync(done, JSON.stringify(prepared));
	return prepared;
}

async function soak(work: string, prepared: Prepared, keyHonoured: boolean): Promise<SoakRun> {
	const dataDir = join(work, keyHonoured ? 'honoured' : 'ignored');
	await rm(dataDir, { recursive: true, force: true });
	await cp(prepared.dataDir, dataDir, { recursive: true });
	const wish = { outcomes: prepared.outcomes, kills: Number(values.kills), seed: Number(values.seed), storeRate: 0.3 };
	const run = await uploadAll({ ...wish, dataDir, keyHonoured });
	try {
		say(`key ${keyHonoured ? 'honoured' : 'ignored'}: uploaded in ${(run.wallMs / 1000).toFixed(0)} s`);
		const verified = await verify(dataDir, run.server);
		for (const what of verified.wrong) say(what);
		return { keyHonoured, run, verified };
	} finally {
		await run.server.close();
	}
}

process.exitCode = await main();
