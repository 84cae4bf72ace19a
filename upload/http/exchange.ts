import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault, type FaultRecord, isFault, toFaultRecord } from '../../domain/index.ts';
import { type ExchangeTimeouts, type Watch, watchTime } from './watch-time.ts';

/** One request to be made. */
export type Exchange = {
	readonly method: 'GET' | 'POST' | 'PUT';
	readonly url: URL;
	readonly headers: Readonly<Record<string, string | number>>;
	readonly body?: () => AsyncIterable<Uint8Array>;
	/** PEM of the authorities to trust, instead of the well-known ones. */
	readonly ca?: string | undefined;
	readonly timeouts: ExchangeTimeouts;
	readonly signal: AbortSignal;
	/** Awaited once there is a connection, before the first byte. */
	readonly beforeSend?: () => Promise<void>;
	/** Takes the body of a 200. Without it, and of any other answer, bodies are kept up to {@link MAX_ANSWER_BYTES}. */
	readonly sink?: Sink;
};

/** Takes a body piece by piece, up to a greatest length. */
export type Sink = { readonly take: (piece: Uint8Array) => void; readonly maxBytes: number };

/** A longer answer is none of a repository's. */
export const MAX_ANSWER_BYTES = 256 * 1024;

export type Answer = {
	readonly kind: 'answer';
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	/** Empty when a sink took it. */
	readonly body: Uint8Array;
};

/** No whole answer. `sent`: bytes may have gone out. */
export type Lost = { readonly kind: 'lost'; readonly sent: boolean; readonly fault: FaultRecord };

/**
 * One request and its answer over a connection of its own. Nothing is sent again, no redirect is followed, and certificates are
 * always checked, also where NODE_TLS_REJECT_UNAUTHORIZED says otherwise.
 *
 * @throws {Fault} `cancelled`; whatever `beforeSend` and `body` throw.
 */
export async function exchange(order: Exchange): Promise<Answer | Lost> {
	if (order.signal.aborted) throw new Fault('cancelled');
	const request = openRequest(order);
	const watch = watchTime(request, order.timeouts, order.signal);
	// What this side did wrong is not the repository's loss.
	const own: { error?: unknown } = {};
	let sent = false;
	try {
		const answered = answerOf(request, order, watch);
		answered.catch(() => undefined);
		await Promise.race([connection(request), answered]);
		await order.beforeSend?.().catch((error: unknown) => {
			own.error = error;
			throw error;
		});
		sent = true;
		const pumped = pump(request, order, watch, own);
		pumped.catch(() => undefined);
		// A write that fails may leave an answer to be read: a refusal before the whole body went out.
		return await Promise.race([
			answered,
			pumped.then(
				() => answered,
				() => answered,
			),
		]);
	} catch (error) {
		if (own.error !== undefined) throw own.error;
		const loss = watch.reason() ?? lossOf(error);
		if (loss === undefined || isFault(loss, 'cancelled')) throw loss ?? error;
		return { kind: 'lost', sent, fault: toFaultRecord(loss) };
	} finally {
		watch.stop();
		request.destroy();
	}
}

function openRequest({ method, url, headers, ca }: Exchange): ClientRequest {
	// A connection of its own: on one that was used before, "closed meanwhile" and "took it and died" look the same.
	const options = { method, headers, agent: false } as const;
	const request =
		url.protocol === 'https:'
			? https.request(url, { ...options, rejectUnauthorized: true, ...(ca !== undefined && { ca }) })
			: http.request(url, options);
	// Errors are heard by `answerOf`; this one is for those that come when all is over.
	request.on('error', () => undefined);
	return request;
}

/** Resolves when bytes could be sent: after the TLS handshake, where there is one. */
function connection(request: ClientRequest): Promise<void> {
	return new Promise((resolve) => {
		request.once('socket', (socket) => {
			socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => resolve());
		});
	});
}

/** Sends the headers and the body. */
async function pump(request: ClientRequest, order: Exchange, watch: Watch, own: { error?: unknown }): Promise<void> {
	watch.enter('stallMs');
	request.once('finish', () => watch.enter('headersMs'));
	if (order.body === undefined) {
		request.end();
		return;
	}
	await pipeline(Readable.from(watched(order.body(), watch, own), { objectMode: false }), request);
}

async function* watched(pieces: AsyncIterable<Uint8Array>, watch: Watch, own: { error?: unknown }) {
	try {
		for await (const piece of pieces) {
			watch.enter('stallMs');
			yield piece;
		}
	} catch (error) {
		own.error = error;
		throw error;
	}
}

function answerOf(request: ClientRequest, order: Exchange, watch: Watch): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const closed = () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
		request.once('error', reject);
		request.once('close', closed);
		request.once('response', (response) => {
			// From here on the body says whether the answer is whole.
			request.off('close', closed);
			watch.enter('bodyMs');
			readBody(response, order, watch).then(
				(body) => resolve({ kind: 'answer', status: response.statusCode ?? 0, headers: response.headers, body }),
				reject,
			);
		});
	});
}

/** The body, whole or not at all. */
function readBody(response: IncomingMessage, { sink }: Exchange, watch: Watch): Promise<Uint8Array> {
	const status = response.statusCode ?? 0;
	const poured = status === 200 ? sink : undefined;
	const limit = poured?.maxBytes ?? MAX_ANSWER_BYTES;
	const pieces: Uint8Array[] = [];
	let byteLength = 0;
	return new Promise((resolve, reject) => {
		response.on('data', (piece: Uint8Array) => {
			byteLength += piece.length;
			if (byteLength > limit) return reject(new Fault('repositoryFailed', { status }));
			if (poured === undefined) pieces.push(piece);
			else {
				poured.take(piece);
				watch.enter('bodyMs');
			}
		});
		response.once('end', () => resolve(Buffer.concat(pieces)));
		response.on('error', reject);
		response.once('close', () => reject(Object.assign(new Error('cut short'), { code: 'ECONNRESET' })));
	});
}

/** What a network's or a parser's error means. `undefined`: a bug. */
function lossOf(error: unknown): Fault | undefined {
	if (isFault(error)) return error;
	const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
	if (code === undefined) return undefined;
	// What is no HTTP, or two answers where one belongs.
	if (code.startsWith('HPE_')) return new Fault('repositoryFailed', { status: code }, error);
	return new Fault('repositoryUnreachable', { reason: code }, error);
}
