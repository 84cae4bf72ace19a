import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createImplementer } from '../../../../app/router/implementer.ts';
import { MAX_BODY_BYTES, type RunningServe, startServe } from '../../../../cli/serve/index.ts';
import { browserCommand, hasScreen } from '../../../../cli/serve/open-in-browser.ts';
import {
	documentPath,
	NONCE_PLACEHOLDER,
	pagePath,
	type Resource,
	type ServedApp,
} from '../../../../contract/index.ts';
import { Fault } from '../../../../domain/fault.ts';
import { asId, type OutcomeId } from '../../../../domain/ids.ts';
import { untouched } from '../../../support/contract-stub.ts';

const id = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e');
const otherId = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0f');

let folder: string;
let rendererDir: string;
let serve: RunningServe;
let streamEnded: Promise<void>;
const asked: { resource: Resource; token: string | undefined }[] = [];

/** The host is real; behind it stands a small router with fixed answers, for `app` is not what is tested here. */
function testApp(): ServedApp {
	const os = createImplementer();
	const missing = (): never => {
		throw new Fault('outcomeMissing');
	};
	const actor = { accountId: id, name: 'lan', roles: ['clerk'], orgUnit: { id, name: 'UBND xã An Bình' } } as never;
	let ended: () => void = () => {};
	streamEnded = new Promise((resolve) => {
		ended = resolve;
	});
	const router = os.router({
		...untouched(os),
		office: {
			status: os.office.status.handler(() => ({ version: '0.1.0' })),
			setUp: os.office.setUp.handler(() => {}),
		},
		session: {
			signIn: os.session.signIn.handler(({ context }) => {
				context.session.write('session-1');
				return actor;
			}),
			signOut: os.session.signOut.handler(({ context }) => context.session.clear()),
			current: os.session.current.handler(({ context }) => (context.session.read() === 'session-1' ? actor : null)),
		},
		outcomes: {
			list: os.outcomes.list.handler(() => ({ items: [] })),
			search: os.outcomes.search.handler(() => ({ hits: [] })),
			get: os.outcomes.get.handler(missing),
			pageWords: os.outcomes.pageWords.handler(missing),
			progress: os.outcomes.progress.handler(async function* ({ signal }) {
				try {
					yield [];
					await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
				} finally {
					ended();
				}
			}),
		},
	});
	return {
		router,
		async readResource(resource, token) {
			asked.push({ resource, token });
			if (token !== 'session-1') throw new Fault('sessionExpired');
			if (resource.kind === 'stackPage' || resource.outcomeId !== id) throw new Fault('outcomeMissing');
			if (resource.kind === 'page') throw new TypeError('secret detail');
			return { contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') };
		},
	};
}

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer };

/** One real HTTP request, its path sent byte for byte (fetch would tidy it up). */
function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = httpRequest({ host: '127.0.0.1', port: serve.port, path, method, headers }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', reject);
			response.on('end', () => {
				const { statusCode = 0, headers: answered } = response;
				resolve({ status: statusCode, headers: answered, body: Buffer.concat(chunks).toString() });
			});
		});
		request.on('error', reject);
		request.end(body);
	});
}

/** What comes back for these bytes until the host hangs up. */
function raw(bytes: string): Promise<string> {
	return new Promise((resolve) => {
		let answer = '';
		const socket = connect(serve.port, '127.0.0.1', () => socket.write(bytes));
		socket.on('error', () => {});
		socket.on('data', (chunk) => {
			answer += chunk.toString();
		});
		socket.once('close', () => resolve(answer));
	});
}

const link = (): string => serve.url.slice(serve.url.indexOf('/?'));
const origin = (): string => `http://127.0.0.1:${serve.port}`;
const firstCookie = (answer: Answer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';

/** Opens the link, as the browser would. */
async function enter(): Promise<string> {
	return firstCookie(await ask(link()));
}

/** Calls a procedure as the page would. */
function call(path: string, cookie: string, input?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
	return ask(`/rpc/${path}`, {
		method: 'POST',
		headers: { cookie, origin: origin(), 'content-type': 'application/json', ...headers },
		body: JSON.stringify(input === undefined ? {} : { json: input }),
	});
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sohoa-serve-'));
	rendererDir = join(folder, 'renderer');
	await mkdir(join(rendererDir, 'assets'), { recursive: true });
	await writeFile(join(rendererDir, 'index.html'), `<meta name="csp-nonce" content="${NONCE_PLACEHOLDER}">`);
	await writeFile(join(rendererDir, 'assets', 'main-abc.js'), 'export {};');
	await writeFile(join(rendererDir, 'notes.txt'), 'not one of the kinds a build makes');
	await writeFile(join(folder, 'secret.json'), '{"secret":true}');
	await symlink(join(folder, 'secret.json'), join(rendererDir, 'linked.json'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('startServe', () => {
	beforeEach(async () => {
		asked.length = 0;
		serve = await startServe({ port: 0, app: testApp(), rendererDir, refusalText: (reason) => `text of ${reason}` });
		return () => serve.close();
	});

	it('listens on the loopback address only', () => {
		expect(serve.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
	});

	it('turns the one-time link into an HttpOnly cookie, once', async () => {
		const first = await ask(link());
		expect(first.status).toBe(303);
		expect(first.headers.location).toBe('/');
		expect(first.headers['set-cookie']?.[0]).toMatch(/^sohoa-host-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
		expect(firstCookie(first)).not.toContain(link().slice('/?token='.length));
		const second = await ask(link());
		expect(second).toMatchObject({ status: 403, body: 'text of linkUsed\n' });
		expect(second.headers['set-cookie']).toBeUndefined();
	});

	it('lets the same browser open the used link again', async () => {
		const cookie = await enter();
		expect((await ask(link(), { headers: { cookie } })).status).toBe(303);
	});

	it('keeps the link open for the person when a wrong token or a preview came first', async () => {
		expect((await ask('/?token=wrong')).status).toBe(403);
		expect((await ask('/?token=')).status).toBe(403);
		expect((await ask(link(), { method: 'HEAD' })).status).toBe(403);
		expect((await ask(link())).status).toBe(303);
	});

	it.each(['/', '/assets/main-abc.js', documentPath(id), '/nothing'])(
		'shows nothing without the cookie: %s',
		async (path) => {
			for (const cookie of [
				'',
				`sohoa-host-${serve.port}=`,
				`sohoa-host-${serve.port}=${'A'.repeat(43)}`,
				'sohoa-host-1=x',
			]) {
				expect(await ask(path, { headers: { cookie } })).toMatchObject({ status: 403, body: 'text of noCookie\n' });
			}
			expect((await call('office/status', '')).status).toBe(403);
			expect(asked).toEqual([]);
		},
	);

	it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost', '[::1]:80', '127.0.0.1.evil.example'])(
		'refuses another host name (DNS rebinding): %s',
		async (host) => {
			const cookie = await enter();
			expect(await ask('/', { headers: { cookie, host } })).toMatchObject({ status: 403, body: 'host\n' });
			expect(await ask(link(), { headers: { host } })).toMatchObject({ status: 403 });
		},
	);

	it('answers under localhost too, to its own origin', async () => {
		const cookie = await enter();
		const host = `localhost:${serve.port}`;
		expect((await ask('/', { headers: { cookie, host } })).status).toBe(200);
		expect((await call('office/status', cookie, undefined, { host, origin: `http://${host}` })).status).toBe(200);
		expect((await call('office/status', cookie, undefined, { host })).status).toBe(403);
	});

	it('refuses a call from another origin, or from none', async () => {
		const cookie = await enter();
		for (const wrong of ['http://evil.example', 'null', 'http://127.0.0.1:1', `https://127.0.0.1:${serve.port}`]) {
			expect(await call('office/status', cookie, undefined, { origin: wrong })).toMatchObject({
				status: 403,
				body: 'origin\n',
			});
		}
		const headers = { cookie, 'content-type': 'application/json' };
		expect((await ask('/rpc/office/status', { method: 'POST', headers, body: '{}' })).status).toBe(403);
		expect((await ask('/', { headers: { cookie, origin: 'http://evil.example' } })).status).toBe(403);
	});

	it('refuses pictures and scripts asked for by a page of another site or port', async () => {
		const cookie = await enter();
		for (const site of ['cross-site', 'same-site']) {
			const headers = { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' };
			expect((await ask('/assets/main-abc.js', { headers })).status).toBe(403);
		}
		const followed = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
		expect((await ask('/', { headers: followed })).status).toBe(200);
	});

	it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('takes no %s', async (method) => {
		const cookie = await enter();
		expect((await ask('/', { method, headers: { cookie, origin: origin() } })).status).toBe(405);
	});

	it('serves the page with a fresh nonce and a policy without inline scripts or eval', async () => {
		const cookie = await enter();
		const pages = [await ask('/', { headers: { cookie } }), await ask('/', { headers: { cookie } })];
		const nonces = pages.map((page) => /content="([^"]+)"/.exec(page.body)?.[1] ?? '');
		expect(nonces[0]).toMatch(/^[\w+/=]{24}$/);
		expect(nonces[0]).not.toBe(nonces[1]);
		const policy = pages[0]?.headers['content-security-policy'] ?? '';
		expect(policy).toContain(`'nonce-${nonces[0]}'`);
		expect(policy).toContain("script-src 'self';");
		expect(policy).not.toContain('unsafe');
		expect(pages[0]?.headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
		});
	});

	it('serves built files by their exact names and nothing else', async () => {
		const cookie = await enter();
		const headers = { cookie };
		expect(await ask('/assets/main-abc.js', { headers })).toMatchObject({ status: 200, body: 'export {};' });
		for (const path of [
			'/../secret.json',
			'/assets/../../secret.json',
			'/%2e%2e/secret.json',
			'/assets/..%2f..%2fsecret.json',
			'/..\\secret.json',
			'//secret.json',
			'/linked.json',
			'/notes.txt',
			'/assets/',
			'/assets/main-abc.js/',
			'/assets/main-abc.js%00',
			join(folder, 'secret.json'),
		]) {
			const answer = await ask(path, { headers });
			expect([path, answer.status]).toEqual([path, 404]);
			expect(answer.body).not.toContain('secret"');
		}
	});

	it('carries the session in its own cookie: sign in, ask, sign out', async () => {
		const cookie = await enter();
		expect(JSON.parse((await call('session/current', cookie)).body)).toEqual({ json: null });
		const signedIn = await call('session/signIn', cookie, { name: 'lan', password: 'x' });
		expect(signedIn.status).toBe(200);
		expect(signedIn.headers['cache-control']).toBe('no-store');
		expect(signedIn.headers['set-cookie']).toEqual([
			`sohoa-session-${serve.port}=session-1; HttpOnly; SameSite=Strict; Path=/`,
		]);
		expect(signedIn.body).not.toContain('session-1');
		const both = `${cookie}; ${firstCookie(signedIn)}`;
		expect(JSON.parse((await call('session/current', both)).body)).toMatchObject({ json: { name: 'lan' } });
		const out = await call('session/signOut', both);
		expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0');
	});

	it('answers a fault with its code and 422', async () => {
		const answer = await call('outcomes/get', await enter(), { id });
		expect(answer.status).toBe(422);
		expect(JSON.parse(answer.body)).toMatchObject({ json: { code: 'FAULT', data: { code: 'outcomeMissing' } } });
	});

	it('turns down procedures that are not there, reads by GET, and broken bodies', async () => {
		const cookie = await enter();
		expect((await call('office/nothing', cookie)).status).toBe(404);
		expect((await ask('/rpc/office/status', { headers: { cookie } })).status).toBe(405);
		const headers = { cookie, origin: origin(), 'content-type': 'application/json' };
		expect((await ask('/rpc/session/signIn', { method: 'POST', headers, body: '{"json":' })).status).toBe(400);
	});

	it('takes no call in a form that a page of another site could send unasked', async () => {
		const cookie = await enter();
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
			const answer = await call('office/status', cookie, undefined, { 'content-type': type });
			expect([type, answer.status]).toEqual([type, 415]);
		}
		const exact = await call('office/status', cookie, undefined, { 'content-type': 'application/json; charset=utf-8' });
		expect(exact.status).toBe(200);
	});

	it('speaks no other protocol: upgrades are answered as plain requests, tunnels not at all', async () => {
		const cookie = await enter();
		const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
		const headers = { cookie, 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', ...upgrade };
		expect((await ask('/', { headers })).status).toBe(200);
		const tunnel = raw('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n');
		expect(await tunnel).not.toContain('200');
	});

	it('knows a file by its path alone, whatever host the request line names', async () => {
		const cookie = await enter();
		const head = `Host: 127.0.0.1:${serve.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
		expect(await raw(`GET http://evil.example/ HTTP/1.1\r\n${head}`)).toMatch(/^HTTP\/1.1 404/);
		expect(await raw(`GET / HTTP/1.1\r\nHost: evil.example\r\n${head}`)).toMatch(/^HTTP\/1.1 (400|403)/);
		expect(await raw(`GET / HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1.1 (400|403)/);
	});

	it('hangs up on a stranger instead of reading what else it sends', async () => {
		const answer = await ask('/rpc/office/status', { method: 'POST', body: 'x' });
		expect(answer).toMatchObject({ status: 403, headers: { connection: 'close' } });
	});

	it('refuses a body over the limit', async () => {
		const cookie = await enter();
		const fits = await call('outcomes/search', cookie, { query: 'x'.repeat(MAX_BODY_BYTES / 2) });
		expect(fits.status).toBe(422);
		const answer = await call('outcomes/search', cookie, { query: 'x'.repeat(MAX_BODY_BYTES) });
		expect(answer.status).toBe(413);
	});

	it('sends resources to the one who is signed in, kept by nobody', async () => {
		const cookie = `${await enter()}; sohoa-session-${serve.port}=session-1`;
		const answer = await ask(documentPath(id), { headers: { cookie } });
		expect(answer).toMatchObject({ status: 200, body: '%PDF-1.7' });
		expect(answer.headers).toMatchObject({
			'content-type': 'application/pdf',
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
		});
		expect(asked).toEqual([{ resource: { kind: 'document', outcomeId: id }, token: 'session-1' }]);
	});

	it('says why a resource did not come, and no more than that', async () => {
		const host = await enter();
		const signedIn = `${host}; sohoa-session-${serve.port}=session-1`;
		expect(await ask(documentPath(id), { headers: { cookie: host } })).toMatchObject({
			status: 401,
			body: 'sessionExpired\n',
		});
		expect((await ask(documentPath(otherId), { headers: { cookie: signedIn } })).status).toBe(404);
		expect(await ask(pagePath(id, 0), { headers: { cookie: signedIn } })).toMatchObject({
			status: 500,
			body: 'unexpected\n',
		});
		expect((await ask(`${documentPath(id)}/../x`, { headers: { cookie: signedIn } })).status).toBe(404);
	});

	it('says so when the port is taken', async () => {
		const taken = startServe({ port: serve.port, app: testApp(), rendererDir, refusalText: () => '' });
		await expect(taken).rejects.toMatchObject({ code: 'portTaken', data: { port: serve.port } });
	});
});

describe('start and stop', () => {
	it('says so when the renderer has not been built', async () => {
		const app = testApp();
		const refusalText = (): string => '';
		for (const dir of [join(folder, 'none'), join(rendererDir, 'assets')]) {
			await expect(startServe({ port: 0, app, rendererDir: dir, refusalText })).rejects.toMatchObject({
				code: 'fileMissing',
			});
		}
	});

	it('hands the link to the opener', async () => {
		let opened = '';
		const openWith = async (url: string): Promise<void> => {
			opened = url;
		};
		serve = await startServe({ port: 0, app: testApp(), rendererDir, refusalText: () => '', openWith });
		expect(opened).toBe(serve.url);
		await serve.close();
	});

	it('stops while a stream runs, and the stream is told', async () => {
		serve = await startServe({ port: 0, app: testApp(), rendererDir, refusalText: () => '' });
		const cookie = await enter();
		const headers = { cookie, origin: origin(), 'content-type': 'application/json' };
		const streaming = await new Promise<{ closed: Promise<void> }>((resolve, reject) => {
			const request = httpRequest(`${origin()}/rpc/outcomes/progress`, { method: 'POST', headers }, (response) => {
				const closed = new Promise<void>((done) => response.once('close', () => done()));
				response.on('error', () => {});
				response.once('data', () => resolve({ closed }));
			});
			request.once('error', reject);
			request.end('{}');
		});
		await serve.close();
		await streaming.closed;
		await streamEnded;
		await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});

	it('survives a client that speaks no HTTP', async () => {
		serve = await startServe({ port: 0, app: testApp(), rendererDir, refusalText: () => '' });
		await raw('\x16\x03\x01garbage\r\n\r\n');
		expect((await ask('/')).status).toBe(403);
		await serve.close();
	});

	it('cuts off a client that sends its request in drops', async () => {
		const patience = { headersMs: 100, requestMs: 200, checkMs: 20 };
		serve = await startServe({ port: 0, app: testApp(), rendererDir, refusalText: () => '', patience });
		const cookie = await enter();
		const head = `Host: 127.0.0.1:${serve.port}\r\n`;
		expect(await raw(`GET / HTTP/1.1\r\n${head}X-Slow: `)).toMatch(/^HTTP\/1.1 408/);
		const call = `Origin: ${origin()}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n`;
		// Whether it is told why or not: the connection ends.
		await raw(`POST /rpc/office/status HTTP/1.1\r\n${head}${call}\r\n{"json":`);
		await serve.close();
	});

	it('is not reachable from other addresses of the machine', async () => {
		serve = await startServe({ port: 0, app: testApp(), rendererDir, refusalText: () => '' });
		// If the host listened on every address, this port would be taken on 127.0.0.2 too.
		const other = createServer();
		await new Promise<void>((resolve, reject) => {
			other.once('error', reject);
			other.listen({ host: '127.0.0.2', port: serve.port, exclusive: true }, () => resolve());
		});
		await new Promise((resolve) => other.close(resolve));
		await serve.close();
	});

	it('opens a browser without a shell', () => {
		const url = 'http://127.0.0.1:1/?token=a';
		expect(hasScreen('linux', {})).toBe(false);
		expect(hasScreen('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
		expect(hasScreen('win32', {})).toBe(true);
		expect(browserCommand('linux', url)).toEqual(['xdg-open', url]);
		expect(browserCommand('darwin', url)).toEqual(['open', url]);
		expect(browserCommand('win32', url).at(-1)).toBe(url);
	});
});
