import { type OutcomeId, type Sha256, vietnamWallTime } from '../../domain/index.ts';

/** `outcomes/<yyyy>/<mm>/<id>/`, by the month of import, +07:00. Relative to the data folder. */
export function outcomeFolder(id: OutcomeId, importedAt: Date): string {
	const local = vietnamWallTime(importedAt);
	return `outcomes/${local.slice(0, 4)}/${local.slice(5, 7)}/${id}/`;
}

/** An untouched original. `name` is safe already. */
export function originalPath(folder: string, name: string): string {
	return `${folder}originals/${name}`;
}

/** One immutable revision of the document. */
export function documentPath(folder: string, version: number, revision: number, sha256: Sha256): string {
	return `${folder}v${version}-r${revision}-${sha256}.pdf`;
}

/** What the machine read of a version. */
export function recognitionPath(folder: string, version: number, sha256: Sha256): string {
	return `${folder}v${version}-recognition-${sha256}.json`;
}

/** The outcome's folder, with a slash at its end, of any file in it. */
export function folderOf(path: string): string {
	return `${path.split('/').slice(0, 4).join('/')}/`;
}
