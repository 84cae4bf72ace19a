import { beforeEach, describe, expect, it } from 'vitest';
import { startServe } from '../../../../cli/serve/index.ts';
import { documentPath } from '../../../../contract/index.ts';
import { ask, asked, at, call, enter, firstCookie, id, link, openServedFolder, origin, testApp } from './served.ts';

openServedFolder();

describe('who a host lets in', () => {
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

	it('listens on the loopback address only', () => {
		expect(at.serve.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
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
				`sohoa-host-${at.serve.port}=`,
				`sohoa-host-${at.serve.port}=${'A'.repeat(43)}`,
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
		const host = `localhost:${at.serve.port}`;
		expect((await ask('/', { headers: { cookie, host } })).status).toBe(200);
		expect((await call('office/status', cookie, undefined, { host, origin: `http://${host}` })).status).toBe(200);
		expect((await call('office/status', cookie, undefined, { host })).status).toBe(403);
	});

	it('refuses a call from another origin, or from none', async () => {
		const cookie = await enter();
		for (const wrong of ['http://evil.example', 'null', 'http://127.0.0.1:1', `https://127.0.0.1:${at.serve.port}`]) {
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
});
