/** The value of the cookie `name` in a request's `cookie` header; `undefined` when it is not there. */
export function readCookie(header: string | undefined, name: string): string | undefined {
	for (const pair of (header ?? '').split(';')) {
		const at = pair.indexOf('=');
		if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
	}
	return undefined;
}

/**
 * A `set-cookie` that no script can read and no other site's page can send. It goes when the browser closes.
 *
 * @throws {TypeError} for a value that a cookie can't hold as it is (RFC 6265 §4.1.1, narrowed to what tokens need).
 */
export function cookie(name: string, value: string): string {
	if (!/^[\w.~+/=-]+$/.test(value)) throw new TypeError('Not fit for a cookie');
	return `${name}=${value}; HttpOnly; SameSite=Strict; Path=/`;
}

/** A `set-cookie` that makes the browser forget. */
export function expiredCookie(name: string): string {
	return `${name}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0`;
}
