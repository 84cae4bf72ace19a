import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, startServe } from '../../../../cli/serve/index.ts';
import { documentPath, pagePath } from '../../../../contract/index.ts';
import {
	ask,
	asked,
	at,
	call,
	enter,
	firstCookie,
	id,
	openServedFolder,
	origin,
	otherId,
	raw,
	testApp,
} from './served.ts';

openServedFolder();

describe('what a host answers', () => {
	beforeEach(async () => {
		asked.length = 0;
		at.serve = await startServe({
			port: 0,
			app: testApp(),
			rendererDir: at.rendererDir,
			refusalText: (reason) => `text of ${reason}`,
		});
		return () => at.serve.close();
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
			join(at.folder, 'secret.json'),
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
			`sohoa-session-${at.serve.port}=session-1; HttpOnly; SameSite=Strict; Path=/`,
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
		const head = `Host: 127.0.0.1:${at.serve.port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`;
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
		const cookie = `${await enter()}; sohoa-session-${at.serve.port}=session-1`;
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
		const signedIn = `${host}; sohoa-session-${at.serve.port}=session-1`;
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
		const taken = startServe({
			port: at.serve.port,
			app: testApp(),
			rendererDir: at.rendererDir,
			refusalText: () => '',
		});
		await expect(taken).rejects.toMatchObject({ code: 'portTaken', data: { port: at.serve.port } });
	});
});
