import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { cookie, readCookie } from './cookies.ts';

/** What the gate says to a request. `enter`: the one-time link was good; the browser gets the cookie and is sent to `/`. */
type Passage =
	| { readonly kind: 'pass' }
	| { readonly kind: 'enter'; readonly setCookie: string }
	| { readonly kind: 'refuse'; readonly status: 403 | 405; readonly reason: RefusalReason };

/** `linkUsed` and `noCookie` are shown to a person; the others only happen to programs. */
export type RefusalReason = 'host' | 'method' | 'origin' | 'linkUsed' | 'noCookie';

/** Decides who may speak to the loopback host. */
export type Gate = {
	/** The one-time token of the link. */
	readonly token: string;
	check(request: IncomingMessage): Passage;
};

/**
 * A gate for `port`. Only a browser that opened the one-time link gets in; a page of another origin, also one that reached
 * us by DNS rebinding or from another port of this machine, does not.
 */
export function createGate(port: number): Gate {
	const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
	const cookieName = `sohoa-host-${port}`;
	const secret = randomBytes(32).toString('base64url');
	const token = randomBytes(32).toString('base64url');
	let linkOpen = true;

	const refuse = (status: 403 | 405, reason: RefusalReason): Passage => ({ kind: 'refuse', status, reason });

	function check(request: IncomingMessage): Passage {
		const host = request.headers.host ?? '';
		if (!hosts.includes(host)) return refuse(403, 'host');
		const reads = request.method === 'GET' || request.method === 'HEAD';
		if (!reads && request.method !== 'POST') return refuse(405, 'method');
		if (!comesFromOurPage(request, reads, `http://${host}`)) return refuse(403, 'origin');
		const known = equal(readCookie(request.headers.cookie, cookieName) ?? '', secret);
		// HEAD is what link previews send: it must not use the link up.
		const offered = request.method === 'GET' ? offeredToken(request.url ?? '') : undefined;
		if (offered === undefined) return known ? { kind: 'pass' } : refuse(403, 'noCookie');
		if (!known && !(linkOpen && equal(offered, token))) return refuse(403, 'linkUsed');
		linkOpen = linkOpen && !equal(offered, token);
		return { kind: 'enter', setCookie: cookie(cookieName, secret) };
	}

	return { token, check };
}

/** Non-GET must name our origin; a browser that says where a request comes from must not say "another page". */
function comesFromOurPage(request: IncomingMessage, reads: boolean, origin: string): boolean {
	const named = request.headers.origin;
	if (named === undefined ? !reads : named !== origin) return false;
	const site = request.headers['sec-fetch-site'];
	// A link that a person follows from elsewhere (a terminal in a browser, a mail) is a navigation and may only read.
	const navigates = reads && request.headers['sec-fetch-mode'] === 'navigate';
	return site === undefined || site === 'same-origin' || site === 'none' || navigates;
}

/** The `token` of `/?token=…`; `undefined` for any other URL. */
function offeredToken(url: string): string | undefined {
	const match = /^\/\?token=([\w-]*)$/.exec(url);
	return match?.[1];
}

/** Equality that takes the same time wherever the strings differ. */
function equal(a: string, b: string): boolean {
	const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}
