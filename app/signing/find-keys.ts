import { join } from 'node:path';
import { type CertificateUse, rememberCertificates, seenCertificates } from '../../db/index.ts';
import { type AccountActor, Fault, mayDo, type Sha256 } from '../../domain/index.ts';
import { openPkcs12, peekPkcs12, type SigningCertificate, type SigningKey } from '../../sign/index.ts';
import { type Core, instantOf } from '../core.ts';
import { isDemoData } from '../settings/demo-data.ts';
import { DEMO_KEYS, demoKeyFolder } from './demo-certificates.ts';
import { type KeyFileFound, readKeyFolder } from './key-folder.ts';

/** Where key files lie in a data folder: one folder for each account and, for the agency's, one for each org unit, named by id. */
const FOLDER = 'certificates';

/** Whose a key is: the account's own, the agency's, or the demo's, which is worth nothing and everybody's in demo data. */
export type KeyOwner = 'own' | 'agency' | 'demo';

/**
 * A key that an account may sign with, and the way to it. Files now; a token is to join as another finder of such things: it too
 * gives a {@link SigningKey} for a PIN.
 */
export type FoundKey = {
	readonly id: Sha256;
	/** What people know it by before it was ever opened: the file's name. */
	readonly name: string;
	readonly owner: KeyOwner;
	/** The public certificate, as far as it lies open or was seen before. */
	certificate(): Promise<SigningCertificate | undefined>;
	/** @throws {Fault} of the `sign` family. */
	open(password: string): Promise<SigningKey>;
};

/** For what an account may use certificates of a use. @throws {Fault} `notAllowed`. */
export function assertUse(actor: AccountActor, use: CertificateUse): void {
	// An administrator puts the agency's file in its place, and can't sign with it: that is asked for again when something is signed.
	const allowed =
		use === 'clerk' ? mayDo(actor, 'signByClerk') : mayDo(actor, 'signByAgency') || mayDo(actor, 'changeSettings');
	if (!allowed) throw new Fault('notAllowed', { useCase: 'listCertificates' });
}

/** The folder of an account's own key files, or of its agency's. */
export function keyFolder(core: Pick<Core, 'db'>, actor: AccountActor, use: CertificateUse): string {
	return join(core.db.folder, FOLDER, use === 'clerk' ? actor.accountId : actor.orgUnitId);
}

/** Every key that the account may use; nobody else's is looked at. */
export async function findKeys(core: Core, actor: AccountActor, use: CertificateUse): Promise<readonly FoundKey[]> {
	const found = await readKeyFolder(keyFolder(core, actor, use));
	const keys = found.map((file) => fileKey(core, file, use === 'clerk' ? 'own' : 'agency'));
	if (!(await isDemoData(core.db))) return keys;
	const demo = (await readKeyFolder(demoKeyFolder(core.db))).filter(
		(file) => file.name === DEMO_KEYS[use] && !keys.some((key) => key.id === file.id),
	);
	return [...keys, ...demo.map((file) => fileKey(core, file, 'demo'))];
}

/** One of {@link findKeys}. @throws {Fault} `signingKeyMissing`. */
export async function findKey(core: Core, actor: AccountActor, use: CertificateUse, id: Sha256): Promise<FoundKey> {
	const key = (await findKeys(core, actor, use)).find((one) => one.id === id);
	if (key === undefined) throw new Fault('signingKeyMissing');
	return key;
}

function fileKey(core: Core, { id, name, bytes }: KeyFileFound, owner: KeyOwner): FoundKey {
	return {
		id,
		name,
		owner,
		async certificate() {
			const [der, ...chain] = (await seenCertificates(core.db, id)) ?? [];
			return der === undefined ? peek(bytes) : { der, chain };
		},
		async open(password) {
			let seen: SigningCertificate | undefined;
			try {
				return await openPkcs12(bytes, password, core.clock.now(), (certificate) => {
					seen = certificate;
				});
			} finally {
				// Also of one that has expired: so the list can say so from now on.
				if (seen !== undefined) await remember(core, id, seen);
			}
		},
	};
}

async function remember(core: Core, id: Sha256, { der, chain }: SigningCertificate): Promise<void> {
	if ((await seenCertificates(core.db, id)) !== undefined) return;
	await core.db.write((tx) => rememberCertificates(tx, id, [der, ...chain], instantOf(core)));
}

/** A damaged file is listed all the same: its name is all that is known, and opening it says why. */
function peek(bytes: Uint8Array): SigningCertificate | undefined {
	try {
		return peekPkcs12(bytes);
	} catch (error) {
		if (error instanceof Fault) return undefined;
		throw error;
	}
}
