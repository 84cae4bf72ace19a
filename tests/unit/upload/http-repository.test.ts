import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HttpRepositoryOptions, httpRepository, type Upload } from '../../../upload/index.ts';
import type { SeenRequest } from '../../support/reference-repository-faults.ts';
import { makeUpload, NEVER, OUTCOME_CODE, repository, SHORT_TIMEOUTS, sha256, tempFolder } from './support.ts';

const beforeSend = async () => undefined;

function open(baseUrl: string, options: Partial<HttpRepositoryOptions> = {}) {
	const destination = httpRepository({ baseUrl, timeouts: SHORT_TIMEOUTS, ...options });
	return {
		find: (docCode: string) => destination.find(docCode, NEVER),
		store: (upload: Upload) => destination.store(upload, { signal: NEVER, beforeSend }),
	};
}

/** A server of this one test. */
async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		if ('closeAllConnections' in server) server.closeAllConnections();
		server.close();
	});
	return (server.address() as AddressInfo).port;
}

async function answering(listener: RequestListener): Promise<string> {
	return `http://127.0.0.1:${await listening(createServer(listener))}`;
}

const json = (value: unknown): RequestListener => {
	return (request, response) => {
		request.resume();
		response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
	};
};

describe('the HTTP repository', () => {
	it('sends metadata and document, and keeps codes and owners out of URLs and headers', async () => {
		const seen: SeenRequest[] = [];
		const watch = (request: SeenRequest) => void seen.push(request);
		const server = await repository({ token: 'secret', plan: { store: watch, find: watch } });
		const upload = makeUpload(tempFolder(), 21, Buffer.alloc(700_000, 'pdf'));
		const { store, find } = open(server.baseUrl, { token: 'secret' });
		expect(await store(upload)).toMatchObject({ kind: 'receipt', receipt: { sha256: upload.document.sha256 } });
		expect((await find(upload.docCode)).kind).toBe('present');
		const [stored] = server.documents(upload.docCode);
		expect(stored).toMatchObject({ sha256: upload.document.sha256, byteLength: 700_000, key: upload.idempotencyKey });
		expect(stored?.metadata).toEqual(upload.metadata);
		expect(stored?.metadata).toMatchObject({ OutcomeCode: OUTCOME_CODE, OwnerName: 'Nguyễn Văn Thử' });
		expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'POST /api/v1/documents/import',
			'GET /api/v1/documents/G06.01_GP_000021_V1',
		]);
		const outside = JSON.stringify(seen);
		for (const personal of ['019090001234', 'Nguy', OUTCOME_CODE, 'GP-UBND']) expect(outside).not.toContain(personal);
		expect(seen[0]?.headers).toMatchObject({
			'idempotency-key': upload.idempotencyKey,
			authorization: 'Bearer secret',
			'content-digest': expect.stringMatching(/^sha-256=:[A-Za-z0-9+/]{43}=:$/),
		});
	});

	it('encodes a code with Vietnamese letters', async () => {
		const server = await repository();
		const upload = { ...makeUpload(tempFolder()), docCode: 'G06.01_QĐ_000021_V1' };
		const { store, find } = open(server.baseUrl);
		await store({ ...upload, metadata: { ...upload.metadata, DocCode: upload.docCode } });
		expect((await find(upload.docCode)).kind).toBe('present');
	});

	it.each(['../secrets', 'a?b', '', 'G06.01_GP_000021_V1/../x'])('refuses the code %j', async (docCode) => {
		const { store, find } = open('http://127.0.0.1:1');
		await expect(find(docCode)).rejects.toThrow(RangeError);
		await expect(store({ ...makeUpload(tempFolder()), docCode })).rejects.toThrow(RangeError);
	});

	it('says that the sign-in is refused', async () => {
		const server = await repository({ token: 'secret' });
		const { store, find } = open(server.baseUrl, { token: 'wrong' });
		const fault = { code: 'repositoryRefused', data: { status: 401 } };
		expect(await store(makeUpload(tempFolder()))).toMatchObject({ kind: 'refused', lasting: true, fault });
		expect(await find('G06.01_GP_000021_V1')).toMatchObject({ kind: 'unknown', lasting: true, fault });
	});

	it('fetches a document back and hashes it, when the answer tells no hash or none is believed', async () => {
		const folder = tempFolder();
		const server = await repository({ folder, tellsHash: false });
		const upload = makeUpload(folder, 21, Buffer.alloc(400_000, 'pdf'));
		const { store, find } = open(server.baseUrl);
		await store(upload);
		const present = { kind: 'present', receipt: { sha256: upload.document.sha256 } };
		expect(await find(upload.docCode)).toMatchObject(present);
		const lying = await repository({ folder });
		lying.preload(upload.docCode, upload.document.sha256);
		expect(await open(lying.baseUrl, { proof: 'bytes' }).find(upload.docCode)).toMatchObject(present);
		writeFileSync(join(folder, upload.document.sha256), 'other');
		expect(await open(lying.baseUrl, { proof: 'bytes' }).find(upload.docCode)).toMatchObject({
			kind: 'present',
			receipt: { sha256: sha256('other') },
		});
		expect(await open((await repository({ tellsHash: false })).baseUrl).find(upload.docCode)).toMatchObject({
			kind: 'absent',
		});
	});

	it('cannot tell when the hash is not told and the download fails', async () => {
		const server = await repository({ tellsHash: false });
		server.preload('G06.01_GP_000021_V1', sha256('x'));
		expect(await open(server.baseUrl).find('G06.01_GP_000021_V1')).toMatchObject({
			kind: 'unknown',
			fault: { code: 'repositoryFailed', data: { status: 501 } },
		});
	});

	it.each<[string, unknown]>([
		['flat, other case', { docCode: 'G06.01_GP_000021_V1', id: 42, SHA256: sha256('x').toUpperCase() }],
		['in an envelope', { error_code: '0', data: { DocCode: 'G06.01_GP_000021_V1', Sha256: sha256('x') } }],
	])('reads an answer %s', async (_, answer) => {
		const { find } = open(await answering(json(answer)));
		expect(await find('G06.01_GP_000021_V1')).toMatchObject({ kind: 'present', receipt: { sha256: sha256('x') } });
	});

	it.each<[string, unknown]>([
		['of another document', { DocCode: 'G06.01_GP_000022_V1', Sha256: sha256('x') }],
		['that says nothing', { message: 'OK' }],
		['that is no object', ['x']],
		['that is null', null],
	])('does not believe an answer %s', async (_, answer) => {
		const { find, store } = open(await answering(json(answer)));
		const untrue = { code: 'repositoryUntrue' };
		expect(await find('G06.01_GP_000021_V1')).toMatchObject({ kind: 'unknown', fault: untrue });
		expect(await store(makeUpload(tempFolder()))).toMatchObject({ kind: 'unsure', fault: untrue });
	});

	it.each(['hash', 'docCode'] as const)('takes no receipt with another %s', async (about) => {
		const server = await repository({ plan: { store: () => ({ kind: 'lie', about }), find: () => undefined } });
		expect(await open(server.baseUrl).store(makeUpload(tempFolder()))).toMatchObject({
			kind: 'unsure',
			fault: { code: 'repositoryUntrue' },
		});
	});

	it('follows a redirect within its own host, and to no other', async () => {
		const server = await repository();
		server.preload('G06.01_GP_000021_V1', sha256('x'));
		const inner = new URL(server.baseUrl).origin;
		let foreignWasAsked = false;
		const foreign = await answering((_, response) => {
			foreignWasAsked = true;
			response.end('{}');
		});
		const target = { location: '' };
		const base = await answering((request, response) => {
			if (request.url === '/moved')
				return json({ DocCode: 'G06.01_GP_000021_V1', Sha256: sha256('x') })(request, response);
			response.writeHead(302, target).end();
		});
		target.location = '/moved';
		expect((await open(base).find('G06.01_GP_000021_V1')).kind).toBe('present');
		for (const location of [
			`${foreign}/x`,
			`${inner}/api/v1/documents/G06.01_GP_000021_V1`,
			'file:///etc/passwd',
			'',
		]) {
			target.location = location;
			expect(await open(base).find('G06.01_GP_000021_V1')).toMatchObject({
				kind: 'unknown',
				fault: { code: 'repositoryRefused', data: { status: 302 } },
			});
		}
		expect([foreignWasAsked, server.requests.gets]).toEqual([false, 0]);
	});

	it('does not send a document where a redirect points', async () => {
		let requests = 0;
		const base = await answering((request, response) => {
			requests += 1;
			request.resume();
			response.writeHead(308, { Location: '/elsewhere' }).end();
		});
		expect(await open(base).store(makeUpload(tempFolder()))).toMatchObject({
			kind: 'refused',
			fault: { code: 'repositoryRefused', data: { status: 308 } },
		});
		expect(requests).toBe(1);
	});

	it('gives up an answer that is too long', async () => {
		const base = await answering((_, response) => response.end(Buffer.alloc(1_000_000, ' ')));
		expect(await open(base).find('G06.01_GP_000021_V1')).toMatchObject({
			kind: 'unknown',
			fault: { code: 'repositoryFailed' },
		});
	});

	it('gives up an answer that drips', async () => {
		const base = await answering((_, response) => {
			response.write('{');
			const drip = setInterval(() => response.write(' '), 20);
			response.on('close', () => clearInterval(drip));
		});
		expect(await open(base).find('G06.01_GP_000021_V1')).toMatchObject({
			kind: 'unknown',
			fault: { code: 'repositoryTimedOut' },
		});
	});

	it('gives up a server that does not take the body', async () => {
		const server = createTcpServer((socket) => socket.pause().on('error', () => undefined));
		const port = await listening(server);
		const { store } = open(`http://127.0.0.1:${port}`, { timeouts: { ...SHORT_TIMEOUTS, stallMs: 150 } });
		const upload = makeUpload(tempFolder(), 21, Buffer.alloc(20_000_000));
		expect(await store(upload)).toMatchObject({ kind: 'unsure', fault: { code: 'repositoryTimedOut' } });
	});

	it('gives up a connection that does not come about', async () => {
		// TLS spoken to a server that never answers the handshake.
		const server = createTcpServer((socket) => socket.on('error', () => undefined));
		const port = await listening(server);
		const { store } = open(`https://127.0.0.1:${port}`, { timeouts: { ...SHORT_TIMEOUTS, connectMs: 150 } });
		expect(await store(makeUpload(tempFolder()))).toMatchObject({
			kind: 'notSent',
			fault: { code: 'repositoryTimedOut' },
		});
	});

	it('takes a refusal that comes before the whole body went out', async () => {
		const base = await answering((_, response) => {
			response.writeHead(413, { 'Content-Type': 'application/json' }).end('{}');
		});
		const upload = makeUpload(tempFolder(), 21, Buffer.alloc(3_000_000));
		expect(await open(base).store(upload)).toMatchObject({
			kind: 'refused',
			fault: { code: 'repositoryRefused', data: { status: 413 } },
		});
	});

	it('sends nothing of a document that is not what it should be', async () => {
		const server = await repository();
		const { store } = open(server.baseUrl);
		const upload = makeUpload(tempFolder());
		writeFileSync(upload.document.path, 'changed');
		await expect(store(upload)).rejects.toMatchObject({ code: 'fileLost', data: { reason: 'hash' } });
		rmSync(upload.document.path);
		await expect(store(upload)).rejects.toMatchObject({ code: 'fileLost', data: { reason: 'absent' } });
		expect(server.requests.posts).toBe(0);
	});

	it('never ends a body whose document changed while it was sent', async () => {
		const server = await repository();
		const upload = makeUpload(tempFolder(), 21, Buffer.alloc(900_000, 'a'));
		const destination = httpRepository({ baseUrl: server.baseUrl, timeouts: SHORT_TIMEOUTS });
		const change = async () => writeFileSync(upload.document.path, Buffer.alloc(900_000, 'b'));
		const store = destination.store(upload, { signal: NEVER, beforeSend: change });
		await expect(store).rejects.toMatchObject({ code: 'fileLost', data: { reason: 'hash' } });
		expect(server.size()).toBe(0);
	});

	it('has no use for a host that is not there', async () => {
		expect(await open('http://kho.invalid').find('G06.01_GP_000021_V1')).toMatchObject({
			kind: 'unknown',
			lasting: false,
			fault: { code: 'repositoryUnreachable' },
		});
	});

	it('leaves no timer behind that would keep the process alive', async () => {
		const server = await repository();
		const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
		const before = timers();
		const { store, find } = open(server.baseUrl, { timeouts: {} });
		for (const fault of [undefined, { kind: 'drop', when: 'beforeBody' }, { kind: 'drop', when: 'inBody' }] as const) {
			server.setPlan({ store: () => fault, find: () => undefined });
			const upload = makeUpload(tempFolder(), 21, Buffer.alloc(900_000, 'pdf'));
			await store(upload);
			await find(upload.docCode);
		}
		await new Promise((resolve) => setImmediate(resolve));
		expect(timers()).toBeLessThanOrEqual(before);
	});

	it('stops when it is cancelled, before and while it asks', async () => {
		const base = await answering(() => undefined);
		const destination = httpRepository({ baseUrl: base });
		await expect(destination.find('G06.01_GP_000021_V1', AbortSignal.abort())).rejects.toMatchObject({
			code: 'cancelled',
		});
		const stop = new AbortController();
		const asked = destination.find('G06.01_GP_000021_V1', stop.signal);
		setTimeout(() => stop.abort(), 30);
		await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
	});
});

describe('TLS', () => {
	/** A certificate for 127.0.0.1 that nobody has signed but itself. */
	function certificate() {
		const folder = join(tempFolder(), 'tls');
		mkdirSync(folder);
		const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
		const subject = ['-subj', '/CN=Kho thu', '-addext', 'subjectAltName=IP:127.0.0.1'];
		const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
		execFileSync('openssl', [...request, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
		return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
	}

	it('is always checked, and an authority of the office can be named', async () => {
		const { key, cert } = certificate();
		const answer = json({ DocCode: 'G06.01_GP_000021_V1', Sha256: sha256('x') });
		const base = `https://127.0.0.1:${await listening(createTlsServer({ key, cert }, answer))}`;
		const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
		process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
		onTestFinished(() => {
			if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
			else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
		});
		const fault = { code: 'repositoryUnreachable', data: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' } };
		expect(await open(base).find('G06.01_GP_000021_V1')).toMatchObject({ kind: 'unknown', fault });
		expect(await open(base).store(makeUpload(tempFolder()))).toMatchObject({ kind: 'notSent', fault });
		expect((await open(base, { ca: cert }).find('G06.01_GP_000021_V1')).kind).toBe('present');
		const otherName = base.replace('127.0.0.1', 'localhost');
		expect(await open(otherName, { ca: cert }).find('G06.01_GP_000021_V1')).toMatchObject({
			kind: 'unknown',
			fault: { code: 'repositoryUnreachable', data: { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' } },
		});
	});
});
