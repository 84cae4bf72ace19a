import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startServe } from '../../../../cli/serve/index.ts';
import { browserCommand, hasScreen } from '../../../../cli/serve/open-in-browser.ts';
import { ask, at, enter, openServedFolder, origin, raw, testApp } from './served.ts';

openServedFolder();

describe('start and stop', () => {
	it('says so when the renderer has not been built', async () => {
		const app = testApp();
		const refusalText = (): string => '';
		for (const dir of [join(at.folder, 'none'), join(at.rendererDir, 'assets')]) {
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
		at.serve = await startServe({
			port: 0,
			app: testApp(),
			rendererDir: at.rendererDir,
			refusalText: () => '',
			openWith,
		});
		expect(opened).toBe(at.serve.url);
		await at.serve.close();
	});

	it('stops while a stream runs, and the stream is told', async () => {
		at.serve = await startServe({ port: 0, app: testApp(), rendererDir: at.rendererDir, refusalText: () => '' });
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
		await at.serve.close();
		await streaming.closed;
		await at.streamEnded;
		await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});

	it('survives a client that speaks no HTTP', async () => {
		at.serve = await startServe({ port: 0, app: testApp(), rendererDir: at.rendererDir, refusalText: () => '' });
		await raw('\x16\x03\x01garbage\r\n\r\n');
		expect((await ask('/')).status).toBe(403);
		await at.serve.close();
	});

	it('cuts off a client that sends its request in drops', async () => {
		const patience = { headersMs: 100, requestMs: 200, checkMs: 20 };
		at.serve = await startServe({
			port: 0,
			app: testApp(),
			rendererDir: at.rendererDir,
			refusalText: () => '',
			patience,
		});
		const cookie = await enter();
		const head = `Host: 127.0.0.1:${at.serve.port}\r\n`;
		expect(await raw(`GET / HTTP/1.1\r\n${head}X-Slow: `)).toMatch(/^HTTP\/1.1 408/);
		const call = `Origin: ${origin()}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n`;
		// Whether it is told why or not: the connection ends.
		await raw(`POST /rpc/office/status HTTP/1.1\r\n${head}${call}\r\n{"json":`);
		await at.serve.close();
	});

	it('is not reachable from other addresses of the machine', async () => {
		at.serve = await startServe({ port: 0, app: testApp(), rendererDir: at.rendererDir, refusalText: () => '' });
		// If the host listened on every address, this port would be taken on 127.0.0.2 too.
		const other = createServer();
		await new Promise<void>((resolve, reject) => {
			other.once('error', reject);
			other.listen({ host: '127.0.0.2', port: at.serve.port, exclusive: true }, () => resolve());
		});
		await new Promise((resolve) => other.close(resolve));
		await at.serve.close();
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
