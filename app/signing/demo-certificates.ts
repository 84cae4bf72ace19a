import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type CertificateUse, type Db, listOrgUnits, rememberCertificates } from '../../db/index.ts';
import { type Actor, Fault, isFault } from '../../domain/index.ts';
import { makeDemoCertificates as make, openPkcs12, type SigningCertificate } from '../../sign/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { isDemoData } from '../settings/demo-data.ts';
import { trustFolder } from './check-signature.ts';
import { type KeyFile, readKeyFolder } from './key-folder.ts';

const FOLDER = 'demo-certificates';
/** No secret: the certificates say that they are worth nothing. */
const PASSWORD = 'Demo-2026';
const CLERK = { fileName: 'can-bo', commonName: 'Nguyễn Thị Mẫu (DEMO)', password: PASSWORD };
const AGENCY_FILE = 'van-thu-co-quan';

/** Names of the demo's key files, by what they sign. */
export const DEMO_KEYS: Readonly<Record<CertificateUse, string>> = {
	clerk: `${CLERK.fileName}.p12`,
	agency: `${AGENCY_FILE}.p12`,
};

/** Where the demo's keys lie, in demo data. */
export function demoKeyFolder(db: Pick<Db, 'folder'>): string {
	return join(db.folder, FOLDER);
}

/** Whose certificates there are, and the CA that issued them. */
export type DemoKeys = { readonly clerk: KeyFile; readonly agency: KeyFile; readonly authorityPem: string };

/**
 * Certificates of invented people under a demo CA, made on first use and kept; the CA becomes trusted in this data folder. They
 * prove nothing, say so in their names, and are made in demo data only: elsewhere nobody trusts their CA.
 *
 * @throws {Fault} `notAllowed`, `demoOnly`.
 */
export async function makeDemoCertificates(actor: Actor, core: Core): Promise<DemoKeys> {
	permit(actor, 'makeDemoCertificates');
	if (!(await isDemoData(core.db))) throw new Fault('demoOnly');
	const [office] = await listOrgUnits(core.db);
	const organisation = office?.name ?? '';
	const agency = { fileName: AGENCY_FILE, commonName: organisation, organisation, password: PASSWORD };
	const folder = demoKeyFolder(core.db);
	const { authorityPem, keyFiles } = await make(folder, [{ ...CLERK, organisation }, agency], core.clock.now());
	const trust = trustFolder(core.db.folder);
	await mkdir(trust, { recursive: true, mode: 0o700 });
	await copyFile(authorityPem, join(trust, basename(authorityPem)));
	await rememberAll(core, folder);
	const keyOf = (fileName: string): KeyFile => ({ path: keyFiles[fileName] ?? '', password: PASSWORD });
	return { clerk: keyOf(CLERK.fileName), agency: keyOf(AGENCY_FILE), authorityPem };
}

/** The demo's keys show whose they are before anybody has opened one: their password is known. */
async function rememberAll(core: Core, folder: string): Promise<void> {
	for (const { id, bytes } of await readKeyFolder(folder)) {
		const seen: SigningCertificate[] = [];
		await openPkcs12(bytes, PASSWORD, core.clock.now(), (certificate) => seen.push(certificate)).then(
			(key) => key.close(),
			(error: unknown) => {
				// After five years they have expired, and are known all the same.
				if (!isFault(error)) throw error;
			},
		);
		for (const { der, chain } of seen) {
			await core.db.write((tx) => rememberCertificates(tx, id, [der, ...chain], instantOf(core)));
		}
	}
}
