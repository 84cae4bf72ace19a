import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { listOrgUnits } from '../../db/index.ts';
import { type Actor, Fault } from '../../domain/index.ts';
import { makeDemoCertificates as make } from '../../sign/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { isDemoData } from '../settings/demo-data.ts';
import { trustFolder } from './check-signature.ts';
import type { KeyFile } from './open-key.ts';

const FOLDER = 'demo-certificates';
/** No secret: the certificates say that they are worth nothing. */
const PASSWORD = 'Demo-2026';
const CLERK = { fileName: 'can-bo', commonName: 'Nguyễn Thị Mẫu (DEMO)', password: PASSWORD };
const AGENCY_FILE = 'van-thu-co-quan';

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
	const folder = join(core.db.folder, FOLDER);
	const { authorityPem, keyFiles } = await make(folder, [{ ...CLERK, organisation }, agency], core.clock.now());
	const trust = trustFolder(core.db.folder);
	await mkdir(trust, { recursive: true, mode: 0o700 });
	await copyFile(authorityPem, join(trust, basename(authorityPem)));
	const keyOf = (fileName: string): KeyFile => ({ path: keyFiles[fileName] ?? '', password: PASSWORD });
	return { clerk: keyOf(CLERK.fileName), agency: keyOf(AGENCY_FILE), authorityPem };
}
