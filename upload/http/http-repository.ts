import type { Clock } from '../../domain/index.ts';
import type { Destination } from '../destination.ts';
import { checkedDocCode } from '../document/doc-code.ts';
import { checkedBaseUrl, type HttpContext } from './http-context.ts';
import { findOverHttp } from './http-find.ts';
import { storeOverHttp } from './http-store.ts';
import type { ExchangeTimeouts } from './watch-time.ts';

/** How to reach a repository by CV 7197's calls. */
export type HttpRepositoryOptions = {
	/** `http:` or `https:`; the only host that is ever spoken to. Below it, `api/v1/documents/…`. */
	readonly baseUrl: string;
	/** Sent as `Authorization: Bearer`. */
	readonly token?: string | undefined;
	/** PEM of the authorities to trust, for an office's own. */
	readonly ca?: string | undefined;
	readonly timeouts?: { readonly [K in keyof ExchangeTimeouts]?: number | undefined } | undefined;
	/** See {@link Destination.settleMs}. */
	readonly settleMs?: number | undefined;
	/** `answer`: the hash that the repository tells is believed. `bytes`: the document is fetched back and hashed. */
	readonly proof?: 'answer' | 'bytes' | undefined;
	readonly clock?: Clock | undefined;
};

/** Room for a document of 100 MB over 1 Mbit/s, and for a repository that checks signatures before it answers. */
export const DEFAULT_TIMEOUTS: ExchangeTimeouts = {
	connectMs: 15_000,
	stallMs: 60_000,
	headersMs: 120_000,
	bodyMs: 30_000,
	wholeMs: 20 * 60_000,
};

/**
 * Linux sends again what waits in a closed socket at most 2 minutes later (TCP_RTO_MAX), and a gateway may take another minute
 * before it gives up on what is behind it (nginx's default `proxy_read_timeout`).
 */
export const DEFAULT_SETTLE_MS = 180_000;

/**
 * A repository behind HTTP, by the minimum API of CV 7197/BKHCN-CĐSQG (domain.md §5.1): `POST import`, `GET {DocCode}` and
 * `GET download/{DocCode}`. `PUT {DocCode}` is not called: nothing that was stored is ever changed.
 *
 * @throws {Fault} `invalidInput` when `baseUrl` is no http(s) URL, or holds a name, a password, a query or a fragment.
 */
export function httpRepository(options: HttpRepositoryOptions): Destination {
	const context: HttpContext = {
		root: new URL('api/v1/documents/', checkedBaseUrl(options.baseUrl)),
		headers: {
			Accept: 'application/json',
			'Accept-Encoding': 'identity',
			'User-Agent': 'Sohoa',
			...(options.token !== undefined && { Authorization: `Bearer ${options.token}` }),
		},
		ca: options.ca,
		timeouts: withDefaults(options.timeouts),
		proof: options.proof ?? 'answer',
		now: () => options.clock?.now() ?? new Date(),
	};
	return {
		kind: 'http',
		settleMs: options.settleMs ?? DEFAULT_SETTLE_MS,
		find: async (docCode, signal) => findOverHttp(context, checkedDocCode(docCode), signal),
		store: (upload, control) => storeOverHttp(context, upload, control),
	};
}

function withDefaults(given: HttpRepositoryOptions['timeouts']): ExchangeTimeouts {
	const set = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
	return { ...DEFAULT_TIMEOUTS, ...Object.fromEntries(set) };
}
