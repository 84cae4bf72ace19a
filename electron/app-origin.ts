import { parseResourcePath } from '../contract/index.ts';

/** The scheme of our own pages; nothing else is ever loaded. */
export const SCHEME = 'sohoa';

/** Where the screens live. */
export const ORIGIN = `${SCHEME}://app`;

/** Whether a URL is one of our own. */
export function isOurs(url: string): boolean {
	return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}

/** Whether a URL is an outcome's PDF, which may open in a window of its own. */
export function isDocument(url: string): boolean {
	return isOurs(url) && parseResourcePath(url.slice(ORIGIN.length))?.kind === 'document';
}

/**
 * The file of the built renderer that a URL path names, relative to `out/renderer`; `undefined` for any other spelling. The
 * build has one level of folders, and no name starts with a dot, so that no path leads out.
 */
export function rendererFile(path: string): string | undefined {
	if (path === '/') return 'index.html';
	return /^\/(?:assets\/)?[\w-][\w.-]*$/.test(path) ? path.slice(1) : undefined;
}
