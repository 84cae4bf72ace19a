import { Fault } from '../../domain/index.ts';
import type { ExchangeTimeouts } from './watch-time.ts';

/** What every request to one repository shares. */
export type HttpContext = {
	/** `…/api/v1/documents/`. */
	readonly root: URL;
	readonly headers: Readonly<Record<string, string>>;
	readonly ca: string | undefined;
	readonly timeouts: ExchangeTimeouts;
	readonly proof: 'answer' | 'bytes';
	now(): Date;
};

/** Whether a text is an http(s) URL without name, password, query and fragment. */
export function isBaseUrl(text: string): boolean {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const web = url?.protocol === 'http:' || url?.protocol === 'https:';
	return web && `${url.username}${url.password}${url.search}${url.hash}` === '';
}

/**
 * The base as a folder, so that paths are put below it.
 *
 * @throws {Fault} `invalidInput` when it is no http(s) URL, or holds a name, a password, a query or a fragment.
 */
export function checkedBaseUrl(text: string): URL {
	if (!isBaseUrl(text)) throw new Fault('invalidInput', { paths: 'baseUrl' });
	const url = new URL(text);
	if (!url.pathname.endsWith('/')) url.pathname += '/';
	return url;
}
