import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import {
	PAGE_HEADERS,
	RESOURCE_PREFIX,
	RPC_PREFIX,
	type ServedApp,
	type SessionCarrier,
} from '../../contract/index.ts';
import { Fault } from '../../domain/fault.ts';
import { cookie, expiredCookie, readCookie } from './cookies.ts';
import { createGate, type Gate, type RefusalReason } from './gate.ts';
import { answerResource, sendText } from './resources.ts';
import { openStaticFiles, type StaticFiles } from './static-files.ts';

export type ServeOptions = {
	/** 1-65535; 0 takes any free port. */
	readonly port: number;
	readonly app: ServedApp;
	/** Where the built renderer lies (`out/renderer`). */
	readonly rendererDir: string;
	/** Plain text for a person whose link was used up, or who came without one. */
	readonly refusalText: (reason: Extract<RefusalReason, 'linkUsed' | 'noCookie'>) => string;
	/** How long a client may take; tests are less patient. */
	readonly patience?: Patience;
	/** Called once with the link, when the host listens. */
	readonly openWith?: (url: string) => Promise<void>;
};

export type RunningServe = {
	readonly port: number;
	/** With the one-time token: the first browser to open it gets in. */
	readonly url: string;
	/** Stops listening, ends streams, lets running answers finish for up to 2 s. */
	close(): Promise<void>;
};

/** Largest body of a call, bytes: the longest input (a search, an account) is far below. */
export const MAX_BODY_BYTES = 1024 * 1024;

const CLOSE_GRACE_MS = 2_000;

/** What a call's body may be: JSON, or a form with files in it. The `Origin` is what keeps other pages out; this is the second lock. */
const CALL_TYPES = /^(application\/json|multipart\/form-data)(;|$)/;

/** Milliseconds until a client that sends its headers, or its whole request, in drops is cut off; looked at every `checkMs`. */
export type Patience = { readonly headersMs: number; readonly requestMs: number; readonly checkMs: number };

/** Over loopback a whole upload takes seconds. An answer may take as long as it likes: progress streams never end. */
const PATIENCE: Patience = { headersMs: 10_000, requestMs: 60_000, checkMs: 2_000 };

/** A browser holds six connections to a host; more than these many together are an attack on the memory. */
const MAX_CONNECTIONS = 128;

/**
 * Serves the app to browsers on this machine only (127.0.0.1).
 *
 * @throws {Fault} `portTaken`; `fileMissing` when the renderer has not been built.
 */
export async function startServe(options: ServeOptions): Promise<RunningServe> {
	const files = await openStaticFiles(options.rendererDir);
	const server = createPatientServer(options.patience ?? PATIENCE);
	const port = await listen(server, options.port);
	const gate = createGate(port);
	const rpc = new RPCHandler(options.app.router, { plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY_BYTES })] });
	const host: Host = { options, files, gate, rpc, sessionCookie: `sohoa-session-${port}` };
	const open = new Set<ServerResponse>();
	server.on('request', (request, response) => {
		open.add(response);
		response.once('close', () => open.delete(response));
		answer(host, request, response).catch(() => {
			if (response.headersSent) response.destroy();
			else sendText(response, 500, 'unexpected');
		});
	});
	const url = `http://127.0.0.1:${port}/?token=${gate.token}`;
	await options.openWith?.(url);
	return { port, url, close: () => close(server, open) };
}

function createPatientServer({ headersMs, requestMs, checkMs }: Patience): Server {
	const server = createServer({
		headersTimeout: headersMs,
		requestTimeout: requestMs,
		connectionsCheckingInterval: checkMs,
		keepAliveTimeout: 5_000,
	});
	server.maxConnections = MAX_CONNECTIONS;
	return server;
}

type Host = {
	readonly options: ServeOptions;
	readonly files: StaticFiles;
	readonly gate: Gate;
	readonly rpc: { handle: RPCHandler<{ readonly session: SessionCarrier }>['handle'] };
	readonly sessionCookie: string;
};

async function answer(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	const passage = host.gate.check(request);
	if (passage.kind === 'refuse') {
		const { reason, status } = passage;
		const text = reason === 'linkUsed' || reason === 'noCookie' ? host.options.refusalText(reason) : reason;
		// What else a stranger sends is not read.
		response.setHeader('connection', 'close');
		return sendText(response, status, text);
	}
	if (passage.kind === 'enter') {
		response.writeHead(303, { location: '/', 'set-cookie': passage.setCookie, 'cache-control': 'no-store' }).end();
		return;
	}
	const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
	if (path.startsWith(`${RPC_PREFIX}/`)) return answerCall(host, request, response);
	if (path.startsWith(RESOURCE_PREFIX)) {
		const token = readCookie(request.headers.cookie, host.sessionCookie);
		return answerResource(host.options.app, request, response, path, token);
	}
	return answerFile(host.files, request, response, path);
}

async function answerCall(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
	response.setHeader('cache-control', 'no-store');
	if (request.method === 'POST' && !CALL_TYPES.test(request.headers['content-type'] ?? '')) {
		return sendText(response, 415, 'invalidInput');
	}
	const session = cookieCarrier(host.sessionCookie, request, response);
	const { matched } = await host.rpc.handle(request, response, { prefix: RPC_PREFIX, context: { session } });
	if (!matched) sendText(response, 404, 'invalidInput');
}

async function answerFile(
	files: StaticFiles,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
): Promise<void> {
	const found = request.method === 'POST' ? undefined : await files.find(path);
	if (found === undefined) return sendText(response, 404, 'fileMissing');
	response.writeHead(200, { ...found.headers, 'content-length': found.body.byteLength });
	response.end(request.method === 'HEAD' ? undefined : found.body);
}

/** The session token in an HttpOnly cookie. */
function cookieCarrier(name: string, request: IncomingMessage, response: ServerResponse): SessionCarrier {
	let token = readCookie(request.headers.cookie, name);
	return {
		read: () => (token === '' ? undefined : token),
		write: (value) => {
			token = value;
			response.setHeader('set-cookie', cookie(name, value));
		},
		clear: () => {
			token = undefined;
			response.setHeader('set-cookie', expiredCookie(name));
		},
	};
}

function listen(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(error.code === 'EADDRINUSE' ? new Fault('portTaken', { port }, error) : error);
		});
		server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
			server.removeAllListeners('error');
			resolve((server.address() as AddressInfo).port);
		});
	});
}

async function close(server: Server, open: ReadonlySet<ServerResponse>): Promise<void> {
	const closed = new Promise<void>((resolve) => {
		server.close(() => resolve());
	});
	server.closeIdleConnections();
	// A stream never finishes by itself; its handler sees the abort.
	for (const response of open) if (isStream(response)) response.destroy();
	const force = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
	await closed;
	clearTimeout(force);
}

function isStream(response: ServerResponse): boolean {
	return String(response.getHeader('content-type')).startsWith('text/event-stream');
}
