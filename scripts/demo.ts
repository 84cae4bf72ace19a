// `npm run demo`: the samples go all the way that exists today, in a data folder of their own.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp, type JournalPoint, type OutcomeRow, type SohoaApp } from '../app/index.ts';
import { formatTable, shorten } from '../cli/table.ts';
import { createTerminal, faultText } from '../cli/terminal.ts';
import { type AccountActor, isFault } from '../domain/index.ts';
import { fill, languageOf, texts } from '../i18n/index.ts';

const ROOT = join(import.meta.dirname, '..');

/** People of the demo. Their passwords are no secret: the demo's data folder holds samples only. */
const ADMIN = { name: 'quantri', password: 'Demo-2026' };
const CLERK = { name: 'canbo', password: 'Demo-2026' };
const OFFICE = { officeName: 'Trung tâm Phục vụ hành chính công (dữ liệu mẫu)', agencyCode: 'H00.00.00' };

type Sample = { readonly file: string; readonly search: string };

const { values: args } = parseArgs({
	options: { data: { type: 'string', default: 'demo-data' }, samples: { type: 'string' } },
});
const language = languageOf(process.env);
const words = texts(language);
const terminal = createTerminal({ language, json: false });
const killAt = process.env.SOHOA_DEMO_KILL_AT;

/** For the crash tests: the process dies at the n-th passing of a journal point, as if the plug had been pulled. */
function journalHook(): (point: JournalPoint) => void {
	const [wanted, count = '1'] = (killAt ?? '').split(':');
	let left = Number(count);
	return (point) => {
		if (point === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
	};
}

async function main(): Promise<number> {
	const samples = await readSamples();
	const dir = args.data;
	terminal.say(fill(words.cli.demo.title, { count: samples.length, dir }));
	const app = await createApp({ dataDir: dir, onJournalPoint: journalHook() });
	try {
		const clerk = await signInClerk(app);
		const read = await importSamples(app, clerk, samples);
		return await searchSamples(app, clerk, samples, read);
	} finally {
		await app.close();
	}
}

async function readSamples(): Promise<readonly Sample[]> {
	const truth = JSON.parse(await readFile(join(ROOT, 'samples/truth.json'), 'utf8')) as {
		readonly samples: readonly Sample[];
	};
	// The crash tests take a few only.
	return truth.samples.slice(0, args.samples === undefined ? undefined : Number(args.samples));
}

async function signInClerk(app: SohoaApp): Promise<AccountActor> {
	if ((await app.officeStatus()).office === undefined) {
		await app.setUpOffice({ ...OFFICE, adminName: ADMIN.name, adminPassword: ADMIN.password });
	}
	const admin = await app.signIn(ADMIN.name, ADMIN.password);
	const accounts = await app.listAccounts(admin.actor);
	if (!accounts.some((account) => account.name === CLERK.name)) {
		await app.createAccount(admin.actor, { ...CLERK, roles: ['clerk'] });
	}
	await app.signOut(admin.token);
	return (await app.signIn(CLERK.name, CLERK.password)).actor;
}

type Read = { readonly row: OutcomeRow; readonly seconds?: number };

/** The samples' rows by file name; `seconds` only for those that were read now. */
async function importSamples(
	app: SohoaApp,
	clerk: AccountActor,
	samples: readonly Sample[],
): Promise<ReadonlyMap<string, Read>> {
	const read = new Map<string, Read>();
	const files = samples.map((sample) => join(ROOT, 'samples', sample.file));
	let before = performance.now();
	const results = app.importAndRead(clerk, files, { onProgress: (progress) => terminal.progress(progress) });
	for await (const result of results) {
		const file = result.source.slice(join(ROOT, 'samples').length + 1);
		const seconds = (performance.now() - before) / 1000;
		before = performance.now();
		if (result.kind === 'read') read.set(file, { row: result.row, seconds });
		else if (result.kind === 'known') read.set(file, { row: (await app.showOutcome(clerk, result.outcomeId)).row });
		else terminal.say(faultText(result.fault, language, file));
	}
	terminal.endProgress();
	return read;
}

async function searchSamples(
	app: SohoaApp,
	clerk: AccountActor,
	samples: readonly Sample[],
	read: ReadonlyMap<string, Read>,
): Promise<number> {
	const { demo } = words.cli;
	let lost = 0;
	const rows: string[][] = [];
	for (const { file, search } of samples) {
		const known = read.get(file);
		const found = await app.searchOutcomes(clerk, { text: search, limit: 5 });
		const hit = known !== undefined && found.hits.some(({ row }) => row.id === known.row.id);
		if (!hit) lost += 1;
		rows.push([
			file,
			known === undefined ? '' : words.kind[known.row.kind],
			shorten(known?.row.values.documentNumber ?? '', 24),
			String(known?.row.pageCount ?? ''),
			known?.seconds?.toFixed(1) ?? demo.again,
			search,
			hit ? demo.found : demo.lost,
		]);
	}
	terminal.result(undefined, formatTable(demo.head, rows));
	terminal.say(demo.word);
	terminal.say(fill(demo.where, { dir: join(args.data, 'outcomes') }));
	terminal.say(lost === 0 ? fill(demo.allFound, { count: samples.length }) : fill(demo.someLost, { count: lost }));
	terminal.say(fill(demo.next, { dir: args.data, ...CLERK }));
	return lost === 0 ? 0 : 1;
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!isFault(error)) throw error;
	terminal.fault(error);
	process.exitCode = 1;
}
