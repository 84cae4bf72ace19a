import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { Core } from '../../../app/core.ts';
import { openCore } from '../../../app/open-core.ts';
import { bindUseCases, type UseCases } from '../../../app/use-cases.ts';
import { getOutcomeForJob, insertOrgUnit, newId } from '../../../db/index.ts';
import {
	type AccountActor,
	documentOf,
	type OrgUnitId,
	type OutcomeId,
	type ReceiptId,
	type Role,
} from '../../../domain/index.ts';
import { gatherPeople } from '../../../scripts/demo/people.ts';
import { makeOutcome } from '../../soak/make-outcomes.ts';
import { type ReadPaper, takeOut } from '../../soak/read-papers.ts';
import { fillOffice, moveTo, type Staff } from './fill-office.ts';
import { dice, inventedName } from './invented.ts';
import { courseTo } from './state-course.ts';

/** Names and password of the people of the demo, and of an archivist. */
export const NAMES = {
	clerk: 'canbo',
	supervisor: 'lanhdao',
	registrar: 'vanthu',
	archivist: 'luutru',
	admin: 'quantri',
} as const satisfies Record<Role, string>;
export const PASSWORD = 'Demo-2026';

/** Outcomes whose files are there too, so that their pages can be looked at. */
export type RealOutcomes = {
	/** Submitted, in the supervisors' queue, before all others. */
	readonly submitted: readonly OutcomeId[];
	/** Of {@link LONG_PAGES} pages each, read and not yet signed. */
	readonly long: readonly OutcomeId[];
	/** Read, of one page. */
	readonly short: readonly OutcomeId[];
};

/** An office with a hundred thousand outcomes, in a folder that may be spoilt. */
export type BenchOffice = { readonly dataDir: string; readonly real: RealOutcomes };

const ROOT = join(import.meta.dirname, '../../..');
const OFFICES = join(ROOT, '.cache/bench/offices');
/** What the rows of an office depend on. */
const SOURCES = ['db', 'domain', 'tests/bench/office'];
const SAMPLE = '05-dang-ky-doanh-nghiep.png';
const LONG_PAGES = 10;
const SUBMITTED = 510;
const COPIES = 12;

/** Makes the office, or copies the one that was made today from the same sources, into `folder`. */
export async function benchOffice(folder: string, count: number, say: (text: string) => void): Promise<BenchOffice> {
	const today = new Date().toISOString().slice(0, 10);
	const kept = join(OFFICES, `${today}-${count}-${await stateOfSources()}`);
	if (!existsSync(kept)) {
		await mkdir(OFFICES, { recursive: true });
		for (const old of await readdir(OFFICES)) {
			if (!old.startsWith(today)) await rm(join(OFFICES, old), { recursive: true, force: true });
		}
		const making = await mkdtemp(join(OFFICES, `${today}-making-`));
		await makeOffice(making, count, say);
		await rename(making, kept);
	}
	await cp(kept, folder, { recursive: true });
	return {
		dataDir: join(folder, 'data'),
		real: JSON.parse(await readFile(join(folder, 'real.json'), 'utf8')) as RealOutcomes,
	};
}

async function stateOfSources(): Promise<string> {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		for (const name of (await readdir(join(ROOT, source), { recursive: true })).toSorted()) {
			if (name.endsWith('.ts')) hash.update(name).update(await readFile(join(ROOT, source, name)));
		}
	}
	return hash.digest('hex').slice(0, 16);
}

async function makeOffice(folder: string, count: number, say: (text: string) => void): Promise<void> {
	const { core, close } = await openCore({ dataDir: join(folder, 'data') });
	try {
		const app = bindUseCases(core);
		const { staff, clerk } = await hire(core, app);
		const began = performance.now();
		await fillOffice(core.db, staff, count, core.clock.now(), (done) => {
			if (done % 10_000 === 0) say(`${done} outcomes after ${((performance.now() - began) / 1000).toFixed(0)} s …`);
		});
		say('reading papers whose pages will be looked at …');
		core.jobs.start();
		await writeFile(join(folder, 'real.json'), JSON.stringify(await addReal(core, app, { staff, clerk }, folder)));
	} finally {
		await close();
	}
}

type Hired = { readonly staff: Staff; readonly clerk: AccountActor };

async function hire(core: Core, app: UseCases): Promise<Hired> {
	const { clerk, supervisor, registrar } = await gatherPeople(app);
	const admin = (await app.signIn(NAMES.admin, PASSWORD)).actor;
	const create = (name: string, role: Role) => app.createAccount(admin, { name, password: PASSWORD, roles: [role] });
	await create(NAMES.archivist, 'archivist');
	const chance = dice(7);
	const more: Staff['clerks'][number][] = [];
	for (let n = 0; n < 5; n += 1) more.push((await create(`${inventedName(chance)} ${n + 1}`, 'clerk')).id);
	const wards = ['Thục Phán', 'Nùng Trí Cao'].map((name, n) => ({
		id: newId<OrgUnitId>(),
		name: `Phường ${name}`,
		agencyCode: `H14.0${n + 2}`,
		parentId: clerk.orgUnitId,
	}));
	await core.db.write(async (tx) => {
		for (const ward of wards) await insertOrgUnit(tx, ward, core.clock.now().toISOString());
	});
	const units: Staff['units'] = [clerk.orgUnitId, clerk.orgUnitId, ...wards.map(({ id }) => id)];
	const cast = { clerk: clerk.accountId, supervisor: supervisor.accountId, registrar: registrar.accountId };
	return { staff: { ...cast, clerks: [clerk.accountId, ...more], units }, clerk };
}

async function addReal(core: Core, app: UseCases, { staff, clerk }: Hired, folder: string): Promise<RealOutcomes> {
	const input = join(folder, 'nhieu-trang.pdf');
	await writeFile(input, await longPaper());
	const papers: ReadPaper[] = [];
	for await (const result of app.importAndRead(clerk, [join(ROOT, 'samples', SAMPLE), input])) {
		if (result.kind !== 'read') throw new Error('A paper of the bench was not read');
		papers.push(await takeOut(core, { path: result.source, values: {} }, result.row.id));
	}
	const [short, long] = papers;
	if (short === undefined || long === undefined) throw new Error('Two papers were to be read');
	const copies = async (paper: ReadPaper, count: number): Promise<readonly OutcomeId[]> => {
		const ids: OutcomeId[] = [];
		for (let n = 0; n < count; n += 1) ids.push((await makeOutcome(core, clerk, paper)).id);
		return ids;
	};
	const submitted = await copies(short, SUBMITTED);
	for (const id of submitted) await submit(core, staff, id);
	return { submitted, long: await copies(long, COPIES), short: await copies(short, COPIES) };
}

/** Without the minutes that a real signature takes; whoever looks at it is told that there is none. */
async function submit(core: Core, staff: Staff, id: OutcomeId): Promise<void> {
	const { state } = await getOutcomeForJob(core.db, id);
	const document = documentOf(state);
	if (document === undefined) throw new Error('A paper that was read has a document');
	const codes = { outcomeCode: '', docCode: '' };
	const way = { id, document, begin: Date.now() - 86_400_000, receiptId: newId<ReceiptId>(), codes };
	const last = courseTo('submitted', way, staff, dice(1)).at(-1);
	if (last !== undefined) await core.db.write((tx) => moveTo(tx, id, last, staff));
}

/** Pages of the samples, in color, 200 dpi, in one PDF. */
async function longPaper(): Promise<Uint8Array> {
	const pdf = await PDFDocument.create();
	const files = (await readdir(join(ROOT, 'samples'))).filter((name) => /^(01|03|06|07|08|10)-.*\.jpg$/.test(name));
	for (let n = 0; n < LONG_PAGES; n += 1) {
		const file = files[n % files.length] ?? '';
		const picture = await sharp(join(ROOT, 'samples', file))
			.resize(1654, 2339, { fit: 'contain', background: 'white' })
			.jpeg({ quality: 80 })
			.toBuffer();
		pdf.addPage([595.28, 841.89]).drawImage(await pdf.embedJpg(picture), { x: 0, y: 0, width: 595.28, height: 841.89 });
	}
	return pdf.save();
}
