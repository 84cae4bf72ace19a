/** Stands in the built `index.html` where a host puts a fresh nonce, 128 random bits or more, at each delivery. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * What the renderer's page may do, the same under every host: its own scripts, pictures and procedures, nothing inline but
 * styles that carry the nonce (antd writes its styles at run time), no eval, no frames, no forms that leave.
 */
export function contentSecurityPolicy(nonce: string): string {
	return [
		"default-src 'none'",
		"script-src 'self'",
		`style-src 'self' 'nonce-${nonce}'`,
		"img-src 'self' data: blob:",
		"font-src 'self'",
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; ');
}

/** Headers of every answer: no sniffing, no referrer, no other origin, none of the machine's devices. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=()',
};

const TYPES: Readonly<Record<string, string>> = {
	html: 'text/html; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
	css: 'text/css; charset=utf-8',
	json: 'application/json; charset=utf-8',
	svg: 'image/svg+xml',
	png: 'image/png',
	ico: 'image/x-icon',
	woff2: 'font/woff2',
	ttf: 'font/ttf',
	wasm: 'application/wasm',
};

/** The media type of one of the renderer's files, by its ending; `undefined` for one that a build does not make. */
export function rendererFileType(name: string): string | undefined {
	return TYPES[name.slice(name.lastIndexOf('.') + 1)];
}
