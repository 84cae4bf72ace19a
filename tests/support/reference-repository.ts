import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FaultPlan, FindFault, StoreFault } from './reference-repository-faults.ts';
import { parseForm, problemOf, readBody, sha256 } from './reference-repository-form.ts';

/** One document that the repository has. There may be two of one DocCode: that is what tests look for. */
export type ReferenceDocument = {
	readonly docCode: string;
	readonly reference: string;
	readonly sha256: string;
	readonly byteLength: number;
	readonly receivedAt: string;
	readonly metadata: Readonly<Record<string, unknown>>;
	readonly key: string;
};

export type ReferenceRepositoryOptions = {
	/** Whether a key that was seen before gets its first answer again. Ignored: every store makes a document. */
	readonly keyHonoured?: boolean;
	/** What a second store of a DocCode under another key gets. Default `storeAgain`, the worst that can be. */
	readonly sameCode?: 'storeAgain' | 'conflict';
	readonly plan?: FaultPlan;
	/** Asked for as `Authorization: Bearer`. */
	readonly token?: string;
	/** Where bytes are kept for download; without it hashes only, and a download is answered 501. */
	readonly folder?: string;
	/** The server's clock, ms: late stores happen by it. Default: the machine's. */
	readonly now?: () => number;
	/** Whether answers to `GET {DocCode}` tell the hash. Default true. */
	readonly tellsHash?: boolean;
};

/** A results repository by CV 7197's four calls, on loopback. It keeps hashes, not bytes. */
export type ReferenceRepository = {
	readonly baseUrl: string;
	/** All documents of a DocCode, oldest first, those that were stored late by now among them. */
	documents(docCode: string): readonly ReferenceDocument[];
	/** How many documents there are in all. */
	size(): number;
	/** Stores whose headers came in; asks; metadata changes. */
	readonly requests: { posts: number; gets: number; puts: number };
	/** Puts a document in, as if stored before. */
	preload(docCode: string, sha256: string): void;
	setPlan(plan: FaultPlan | undefined): void;
	close(): Promise<void>;
};

type Store = {
	readonly options: ReferenceRepositoryOptions;
	readonly byCode: Map<string, ReferenceDocument[]>;
	readonly byKey: Map<string, ReferenceDocument>;
	late: { readonly at: number; readonly document: ReferenceDocument }[];
	plan: FaultPlan | undefined;
	readonly requests: { posts: number; gets: number; puts: number };
};

const PATH = '/api/v1/documents/';

/** Starts a repository on a free port of loopback. */
export async function startReferenceRepository(options: ReferenceRepositoryOptions = {}): Promise<ReferenceRepository> {
	const store: Store = {
		options,
		byCode: new Map(),
		byKey: new Map(),
		late: [],
		plan: options.plan,
		requests: { posts: 0, gets: 0, puts: 0 },
	};
	const server = createServer((request, response) => {
		// A client that went away is nothing to a server.
		request.on('error', () => undefined);
		response.on('error', () => undefined);
		handle(store, request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		documents(docCode) {
			storeLate(store);
			return store.byCode.get(docCode) ?? [];
		},
		size() {
			storeLate(store);
			return [...store.byCode.values()].reduce((sum, documents) => sum + documents.length, 0);
		},
		requests: store.requests,
		preload(docCode, sha256) {
			add(store, documentOf(store, { DocCode: docCode }, sha256, 0, randomUUID()));
		},
		setPlan(plan) {
			store.plan = plan;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function nowOf({ options }: Store): number {
	return options.now?.() ?? Date.now();
}

function documentOf(
	store: Store,
	metadata: Readonly<Record<string, unknown>>,
	sha256: string,
	byteLength: number,
	key: string,
): ReferenceDocument {
	const receivedAt = new Date(nowOf(store)).toISOString();
	return { docCode: String(metadata.DocCode), reference: randomUUID(), sha256, byteLength, receivedAt, metadata, key };
}

/** Adds a document, or finds the one that its key has made. */
function add(store: Store, document: ReferenceDocument): ReferenceDocument {
	const known = store.options.keyHonoured === false ? undefined : store.byKey.get(document.key);
	if (known !== undefined) return known;
	store.byKey.set(document.key, document);
	store.byCode.set(document.docCode, [...(store.byCode.get(document.docCode) ?? []), document]);
	return document;
}

function storeLate(store: Store): void {
	const now = nowOf(store);
	const due = store.late.filter(({ at }) => at <= now);
	store.late = store.late.filter(({ at }) => at > now);
	for (const { document } of due) add(store, document);
}

async function handle(store: Store, request: IncomingMessage, response: ServerResponse): Promise<unknown> {
	storeLate(store);
	const url = request.url ?? '';
	const { token } = store.options;
	if (!url.startsWith(PATH)) return json(response, 404, { error: 'noSuchPath' });
	if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
		request.resume();
		return json(response, 401, { error: 'signIn' });
	}
	const path = url.slice(PATH.length);
	const seen = { method: request.method ?? '', url, headers: request.headers };
	if (request.method === 'POST' && path === 'import') {
		store.requests.posts += 1;
		return importDocument(store, request, response, store.plan?.store(seen));
	}
	if (request.method === 'GET') {
		store.requests.gets += 1;
		return find(store, response, path, store.plan?.find(seen));
	}
	if (request.method === 'PUT') {
		store.requests.puts += 1;
		return amend(store, request, response, decodeURIComponent(path));
	}
	return json(response, 405, { error: 'noSuchMethod' });
}

async function importDocument(
	store: Store,
	request: IncomingMessage,
	response: ServerResponse,
	fault: StoreFault | undefined,
): Promise<unknown> {
	if (fault?.kind === 'drop' && fault.when === 'beforeBody') return request.socket.destroy();
	const body = await readBody(request, fault?.kind === 'drop' && fault.when === 'inBody');
	if (body === undefined) return request.socket.destroy();
	const form = parseForm(body, request.headers['content-type'] ?? '');
	const key = String(request.headers['idempotency-key'] ?? '');
	const problem = problemOf(form, body, request.headers['content-digest'], key);
	if (form === undefined || problem !== undefined) return json(response, 400, { error: problem });
	const document = documentOf(store, form.metadata, sha256(form.file), form.file.length, key);
	const keep = async (): Promise<ReferenceDocument> => {
		if (store.options.folder !== undefined) {
			await writeFile(join(store.options.folder, document.sha256), form.file);
		}
		return add(store, document);
	};
	const there = store.byCode.get(document.docCode) ?? [];
	if (store.options.sameCode === 'conflict' && there.length > 0 && there[0]?.key !== key) {
		return json(response, 409, { error: 'docCodeTaken' });
	}
	if (fault === undefined) return json(response, 201, receiptOf(await keep()));
	return misbehave(store, response, fault, document, keep);
}

async function misbehave(
	store: Store,
	response: ServerResponse,
	fault: StoreFault,
	document: ReferenceDocument,
	keep: () => Promise<ReferenceDocument>,
): Promise<unknown> {
	if ('stored' in fault && fault.stored) await keep();
	const socket = response.socket;
	switch (fault.kind) {
		case 'drop':
			return socket?.destroy();
		case 'status': {
			const headers = fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter };
			return json(response, fault.status, { error: 'asPlanned' }, headers);
		}
		case 'late':
			store.late.push({ at: nowOf(store) + fault.delayMs, document });
			return fault.status === 0 ? socket?.destroy() : json(response, fault.status, { error: 'later' });
		case 'silent':
			return undefined;
		case 'slow': {
			const receipt = receiptOf(await keep());
			return setTimeout(() => json(response, 201, receipt), fault.ms);
		}
		case 'twice': {
			const text = JSON.stringify(receiptOf(await keep()));
			const answer = `HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
			return socket?.end(answer + answer);
		}
		case 'garbage':
			return socket?.end('\0\0 no HTTP at all \r\n\r\n');
		case 'emptyAnswer':
			return response.writeHead(200).end();
		case 'html':
			return html(response, 200);
		case 'lie': {
			if (fault.about === 'storing') return json(response, 201, receiptOf(document));
			const receipt = receiptOf(await keep());
			const lie = fault.about === 'hash' ? { Sha256: sha256(Buffer.from('another')) } : { DocCode: 'G99_VB_000001_V1' };
			return json(response, 201, { ...receipt, ...lie });
		}
	}
}

function find(store: Store, response: ServerResponse, path: string, fault: FindFault | undefined): unknown {
	switch (fault?.kind) {
		case 'drop':
			return response.socket?.destroy();
		case 'silent':
			return undefined;
		case 'html':
			return html(response, fault.status);
		case 'status': {
			const headers = fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter };
			return json(response, fault.status, { error: 'asPlanned' }, headers);
		}
	}
	const download = path.startsWith('download/');
	const document = store.byCode.get(decodeURIComponent(path.replace(/^download\//, '')))?.at(-1);
	if (document === undefined) return json(response, 404, { error: 'noSuchDocument' });
	if (!download) {
		const { Sha256, ...rest } = receiptOf(document);
		return json(response, 200, store.options.tellsHash === false ? rest : { ...rest, Sha256 });
	}
	if (store.options.folder === undefined) return json(response, 501, { error: 'bytesNotKept' });
	response.writeHead(200, { 'Content-Type': 'application/pdf' });
	return createReadStream(join(store.options.folder, document.sha256)).pipe(response);
}

async function amend(
	store: Store,
	request: IncomingMessage,
	response: ServerResponse,
	docCode: string,
): Promise<unknown> {
	const body = await readBody(request, false);
	const documents = store.byCode.get(docCode);
	const document = documents?.at(-1);
	if (body === undefined || documents === undefined || document === undefined) {
		return json(response, 404, { error: 'noSuchDocument' });
	}
	const amended = { ...document, metadata: JSON.parse(body.toString()) as ReferenceDocument['metadata'] };
	store.byCode.set(docCode, [...documents.slice(0, -1), amended]);
	return json(response, 200, receiptOf(amended));
}

function receiptOf({ docCode, reference, sha256: hash, receivedAt }: ReferenceDocument) {
	return { DocCode: docCode, Reference: reference, Sha256: hash, ReceivedAt: receivedAt };
}

function json(
	response: ServerResponse,
	status: number,
	value: unknown,
	headers: Record<string, string> = {},
): ServerResponse {
	return response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));
}

function html(response: ServerResponse, status: number): ServerResponse {
	return response.writeHead(status, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Gateway</title>');
}
