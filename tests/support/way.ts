import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { trustFolder } from '../../app/index.ts';
import type { AccountActor, Clock, Outcome, OutcomeId } from '../../domain/index.ts';
import { makeDemoCertificates } from '../../sign/index.ts';
import { type Office, openOffice, PASSWORD } from './office.ts';

const SAMPLE = join(import.meta.dirname, '../../samples/05-dang-ky-doanh-nghiep.png');

/** An office whose people have certificates, and papers that are read. */
export type Way = {
	readonly office: Office;
	readonly clerk: AccountActor;
	readonly supervisor: AccountActor;
	readonly registrar: AccountActor;
	readonly keys: Readonly<Record<'clerk' | 'agency', { readonly path: string; readonly password: string }>>;
	/** Takes in and reads one more paper: the same picture, another file. */
	read(): Promise<OutcomeId>;
	signed(): Promise<OutcomeId>;
	submitted(): Promise<OutcomeId>;
	coded(): Promise<OutcomeId>;
	/** Signed by the agency: its upload is queued. */
	agencySigned(): Promise<OutcomeId>;
	sign(id: OutcomeId, kind: 'clerk' | 'agency'): Promise<Outcome>;
	approve(id: OutcomeId): Promise<Outcome>;
};

/** An office, and a way through it. */
export async function openWay(options: { readonly clock?: Clock } = {}): Promise<Way> {
	const office = await openOffice(options.clock);
	const keys = await makeKeys(office);
	const [clerk, supervisor, registrar] = [
		await office.actor('clerk'),
		await office.actor('supervisor'),
		await office.actor('registrar'),
	];
	let papers = 0;
	const way: Way = {
		office,
		clerk,
		supervisor,
		registrar,
		keys,
		async read() {
			papers += 1;
			const path = join(office.dataDir, '..', `paper-${papers}.png`);
			// What follows the end of a PNG belongs to nobody: another file, the same picture.
			await writeFile(path, Buffer.concat([await readFile(SAMPLE), Buffer.from(`${papers}`)]));
			for await (const result of office.app.importAndRead(clerk, [path])) {
				if (result.kind === 'read') return result.row.id;
			}
			throw new Error('The paper was not read');
		},
		async signed() {
			const id = await way.read();
			await way.sign(id, 'clerk');
			return id;
		},
		async submitted() {
			const id = await way.signed();
			// Each paper its own: the same number, date and body would be the same paper.
			await office.app.correctField(clerk, id, { field: 'documentNumber', value: `${papers}/GCN-STC` });
			await office.app.verifyOutcome(clerk, id);
			await office.app.submitOutcome(clerk, id);
			return id;
		},
		async coded() {
			const id = await way.submitted();
			await way.approve(id);
			await office.app.issueCodes(registrar, id);
			return id;
		},
		async agencySigned() {
			const id = await way.coded();
			await way.sign(id, 'agency');
			return id;
		},
		async sign(id, kind) {
			const batch = { ids: [id], key: keys[kind] };
			const results =
				kind === 'clerk' ? office.app.signByClerk(clerk, batch) : office.app.signByAgency(registrar, batch);
			for await (const result of results) {
				if (result.kind === 'signed') return result.outcome;
				throw Object.assign(new Error(result.fault.message), result.fault);
			}
			throw new Error('Nothing was signed');
		},
		async approve(id) {
			const { document, revision } = await office.app.showOutcome(supervisor, id);
			if (document === undefined) throw new Error('There is no document');
			return office.app.approveOutcome(supervisor, id, { sha256: document.sha256, revision });
		},
	};
	return way;
}

async function makeKeys(office: Office): Promise<Way['keys']> {
	const holder = (fileName: string, commonName: string) => ({
		fileName,
		commonName,
		organisation: 'Cơ quan thử nghiệm',
		password: PASSWORD,
	});
	const holders = [holder('clerk', 'Nguyễn Thị Thử'), holder('agency', 'Trung tâm thử nghiệm')];
	const folder = join(office.dataDir, '..', 'keys');
	await mkdir(folder, { recursive: true });
	const { authorityPem, keyFiles } = await makeDemoCertificates(folder, holders, new Date());
	const trust = trustFolder(office.dataDir);
	await mkdir(trust, { recursive: true });
	await copyFile(authorityPem, join(trust, basename(authorityPem)));
	const key = (name: string) => ({ path: keyFiles[name] ?? '', password: PASSWORD });
	return { clerk: key('clerk'), agency: key('agency') };
}
