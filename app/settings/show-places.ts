import { join } from 'node:path';
import type { Actor } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { trustFolder } from '../signing/check-signature.ts';
import { EMBEDDED_FOLDER } from '../uploads/office-destination.ts';

/** Absolute paths that an administrator has to know. `repository`: where documents go while no other repository is set up. */
export type Places = {
	readonly data: string;
	readonly trust: string;
	readonly backups: string;
	readonly repository: string;
};

/** Where things lie on this machine. @throws {Fault} `notAllowed`. */
export async function showPlaces(actor: Actor, core: Core): Promise<Places> {
	permit(actor, 'changeSettings');
	const data = core.db.folder;
	return {
		data,
		trust: trustFolder(data),
		backups: join(data, 'backups'),
		repository: join(data, EMBEDDED_FOLDER),
	};
}
