import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import {
	contentSecurityPolicy,
	NONCE_PLACEHOLDER,
	PAGE_HEADERS,
	RESOURCE_PREFIX,
	rendererFileType,
} from '../contract/index.ts';
import { isOurs, rendererFile, SCHEME } from './app-origin.ts';
import type { CoreClient } from './core-client.ts';

/** Tells Chromium, before the app is ready, that our scheme is an origin like https. */
export function declareScheme(): void {
	const privileges = { standard: true, secure: true, supportFetchAPI: true };
	protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Answers our scheme: the renderer's files from `rendererDir`, page pictures and documents from the core. */
export function answerScheme(rendererDir: string, core: Pick<CoreClient, 'readResource'>): void {
	protocol.handle(SCHEME, async ({ url, method }) => {
		if (!isOurs(url) || method !== 'GET') return plain(404);
		const { pathname } = new URL(url);
		if (pathname.startsWith(RESOURCE_PREFIX)) return resource(core, pathname);
		const name = rendererFile(pathname);
		const type = name === undefined ? undefined : rendererFileType(name);
		return name === undefined || type === undefined ? plain(404) : file(join(rendererDir, name), type);
	});
}

async function resource(core: Pick<CoreClient, 'readResource'>, path: string): Promise<Response> {
	try {
		const { contentType, bytes } = await core.readResource(path);
		const headers = { ...PAGE_HEADERS, 'content-type': contentType, 'cache-control': 'no-store' };
		return new Response(new Uint8Array(bytes), { headers });
	} catch {
		// The page shows that the picture could not be loaded; why stands in the core's answers to its procedures.
		return plain(404);
	}
}

async function file(path: string, type: string): Promise<Response> {
	const bytes = await readFile(path).catch(() => undefined);
	if (bytes === undefined) return plain(404);
	if (!path.endsWith('.html')) return new Response(bytes, { headers: { ...PAGE_HEADERS, 'content-type': type } });
	const nonce = randomBytes(18).toString('base64');
	const html = bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce);
	const policy = contentSecurityPolicy(nonce);
	return new Response(html, { headers: { ...PAGE_HEADERS, 'content-type': type, 'content-security-policy': policy } });
}

function plain(status: number): Response {
	return new Response(null, { status, headers: PAGE_HEADERS });
}
