import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Fault } from '../../domain/index.ts';
import type { Model, ModelPlace } from './models.ts';

const unpack = promisify(gunzip);

/**
 * Reads a model and proves it by its hash. The bytes that were proven are the ones handed to the engine, so that no other
 * file (one planted in the working directory, say) can take their place.
 *
 * @param folder holds `<language>.traineddata` or `.traineddata.gz`; by default where it is shipped.
 * @throws {Fault} `languageDataMissing` when it is not there; `languageDataDamaged` when its hash is not the known one.
 */
export async function loadModel(model: Model, folder?: string): Promise<Uint8Array> {
	const found = await readFirst(candidates(model, folder));
	if (found === undefined) throw new Fault('languageDataMissing', { language: model.language });
	const bytes = await unpackWithin(found, model);
	if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== model.sha256) {
		throw new Fault('languageDataDamaged', { language: model.language });
	}
	return bytes;
}

function candidates(model: Model, folder: string | undefined): readonly string[] {
	const base = folder === undefined ? folderOf(model.place) : resolve(folder);
	if (base === undefined) return [];
	return [join(base, `${model.language}.traineddata`), join(base, `${model.language}.traineddata.gz`)];
}

/** `undefined` when the package is not installed. A bundle has the shipped models beside its own file. */
function folderOf(place: ModelPlace): string | undefined {
	if (place.kind === 'shipped') {
		const base = new URL(import.meta.url.endsWith('.ts') ? '../model/' : './model/', import.meta.url);
		return fileURLToPath(new URL(place.folder, base));
	}
	try {
		const manifest = createRequire(import.meta.url).resolve(`${place.name}/package.json`);
		return join(dirname(manifest), place.folder);
	} catch (error) {
		if (hasCode(error, 'MODULE_NOT_FOUND')) return undefined;
		throw error;
	}
}

async function readFirst(paths: readonly string[]): Promise<Uint8Array | undefined> {
	for (const path of paths) {
		try {
			return await readFile(path);
		} catch (error) {
			if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
		}
	}
	return undefined;
}

/** The unpacked bytes; `undefined` when they can't be unpacked to the known length (so a packed bomb stops there). */
async function unpackWithin(bytes: Uint8Array, model: Model): Promise<Uint8Array | undefined> {
	const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
	if (!packed) return bytes;
	try {
		return await unpack(bytes, { maxOutputLength: model.byteLength });
	} catch {
		// Cut short, broken or longer than the model is: in any case other bytes than the ones that were shipped.
		return undefined;
	}
}

function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
