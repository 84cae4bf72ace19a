import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentSecurityPolicy, NONCE_PLACEHOLDER, rendererFileType } from '../../contract/index.ts';
import { Fault } from '../../domain/fault.ts';

/** A file of the renderer, ready to be sent. */
type StaticAnswer = {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
};

export type StaticFiles = {
	/** The file at a URL's path, spelled exactly as it was built; `undefined` for anything else. */
	find(path: string): Promise<StaticAnswer | undefined>;
};

/**
 * The renderer's built files. They are listed once, and only what is on the list is ever read: no path that a request
 * names reaches the file system.
 *
 * @throws {Fault} `fileMissing` when the folder holds no `index.html`.
 */
export async function openStaticFiles(dir: string): Promise<StaticFiles> {
	const files = await listFiles(dir);
	const index = files.get('/index.html');
	if (index === undefined) throw new Fault('fileMissing', { file: join(dir, 'index.html') });
	return {
		async find(path) {
			if (path === '/' || path === '/index.html') return pageAnswer(await readFile(index, 'utf8'));
			const file = files.get(path);
			const type = rendererFileType(path);
			if (file === undefined || type === undefined) return undefined;
			// Vite puts a hash of the content into the name of each asset.
			const cache = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
			return { headers: { 'content-type': type, 'cache-control': cache }, body: await readFile(file) };
		},
	};
}

function pageAnswer(html: string): StaticAnswer {
	const nonce = randomBytes(18).toString('base64');
	return {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': contentSecurityPolicy(nonce),
		},
		body: Buffer.from(html.replaceAll(NONCE_PLACEHOLDER, nonce)),
	};
}

/** URL path → file, for every regular file below `dir`. */
async function listFiles(dir: string): Promise<ReadonlyMap<string, string>> {
	const files = new Map<string, string>();
	const walk = async (folder: string, prefix: string): Promise<void> => {
		for (const entry of await readdir(folder, { withFileTypes: true })) {
			const path = join(folder, entry.name);
			if (entry.isDirectory()) await walk(path, `${prefix}${entry.name}/`);
			else if (entry.isFile()) files.set(`${prefix}${entry.name}`, path);
		}
	};
	try {
		await walk(dir, '/');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
	}
	return files;
}
