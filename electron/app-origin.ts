import { parseResourcePath } from '../contract/index.ts';

/** The scheme of our own pages; nothing else is ever loaded. */
export const SCHEME = 'sohoa';

/** Where the screens live. */
export const ORIGIN = `${SCHEME}://app`;

/** Chromium's own PDF viewer is an extension of this name, with styles and scripts from `chrome://resources`. */
const PDF_VIEWER = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/';

/** Whether a URL is one of our own. */
export function isOurs(url: string): boolean {
	return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}

/** Whether a URL is that of the screens, at any of their routes (which stand behind the `#`). */
export function isApp(url: string): boolean {
	const [page] = url.split('#', 1);
	return page === ORIGIN || page === `${ORIGIN}/`;
}

/** Whether a URL is an outcome's PDF, which may open in a window of its own. */
export function isDocument(url: string): boolean {
	return isOurs(url) && parseResourcePath(url.slice(ORIGIN.length))?.kind === 'document';
}

/** What pages may load: ours, what they hold in memory, the PDF viewer inside Chromium and, while developing, its tools. */
export function mayLoad(url: string, developing: boolean): boolean {
	if (isOurs(url) || url.startsWith('data:') || url.startsWith(`blob:${ORIGIN}/`)) return true;
	if (url.startsWith(PDF_VIEWER) || url.startsWith('chrome://resources/')) return true;
	return developing && url.startsWith('devtools://');
}

/** Whether a page may offer the person to save this: a resource of ours, or what it made itself. Never a `data:` link. */
export function mayDownload(url: string): boolean {
	if (url.startsWith(`blob:${ORIGIN}/`)) return true;
	return isOurs(url) && parseResourcePath(url.slice(ORIGIN.length)) !== undefined;
}

/**
 * The file of the built renderer that a URL path names, relative to `out/renderer`; `undefined` for any other spelling. The
 * build has one level of folders, and no name starts with a dot, so that no path leads out.
 */
export function rendererFile(path: string): string | undefined {
	if (path === '/') return 'index.html';
	return /^\/(?:assets\/)?[\w-][\w.-]*$/.test(path) ? path.slice(1) : undefined;
}
