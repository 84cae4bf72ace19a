import { listFiles } from '../../db/index.ts';
import type { OutcomeId } from '../../domain/index.ts';
import type { Core } from '../core.ts';

/** Takes away the files in an outcome's folder that no row knows: what an attempt left that did not finish. */
export async function dropUnfinished(
	{ db, vault }: Pick<Core, 'db' | 'vault'>,
	outcomeId: OutcomeId,
	folder: string,
): Promise<void> {
	const known = new Set((await listFiles(db, outcomeId)).map((file) => file.path));
	for (const path of await vault.list(folder.replace(/\/$/, ''))) {
		if (!known.has(path)) await vault.discard(path);
	}
}
