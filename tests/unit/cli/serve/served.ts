import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createImplementer } from '../../../../app/router/implementer.ts';
import type { RunningServe } from '../../../../cli/serve/index.ts';
import { NONCE_PLACEHOLDER, type Resource, type ServedApp } from '../../../../contract/index.ts';
import { Fault } from '../../../../domain/fault.ts';
import { asId, type OutcomeId } from '../../../../domain/ids.ts';
import { untouched } from '../../../support/contract-stub.ts';

/** An outcome that the app has. */
export const id = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e');
/** One that it has not. */
export const otherId = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0f');

/** What stands for the test that runs: a folder with a built renderer and something beside it, and the host that a test has started. */
export const at = {
	folder: '',
	rendererDir: '',
	streamEnded: Promise.resolve(),
	get serve(): RunningServe {
		if (running === undefined) throw new Error('No host was started');
		return running;
	},
	set serve(started: RunningServe) {
		running = started;
	},
};
let running: RunningServe | undefined;

/** What was asked of the app. */
export const asked: { resource: Resource; token: string | undefined }[] = [];

/** The host is real; behind it stands a small router with fixed answers, for `app` is not what is tested here. */
export function testApp(): ServedApp {
	const os = createImplementer();
	const rest = untouched(os);
	const missing = (): never => {
		throw new Fault('outcomeMissing');
	};
	const actor = { accountId: id, name: 'lan', roles: ['clerk'], orgUnit: { id, name: 'UBND xã An Bình' } } as never;
	let ended: () => void = () => {};
	at.streamEnded = new Promise((resolve) => {
		ended = resolve;
	});
	const router = os.router({
		...rest,
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
			...rest.outcomes,
			list: os.outcomes.list.handler(() => ({ items: [] })),
			search: os.outcomes.search.handler(() => ({ hits: [] })),
			get: os.outcomes.get.handler(missing),
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

/** What came back. */
export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
/** What is asked. */
export type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer };

/** One real HTTP request, its path sent byte for byte (fetch would tidy it up). */
export function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = httpRequest({ host: '127.0.0.1', port: at.serve.port, path, method, headers }, (response) => {
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
export function raw(bytes: string): Promise<string> {
	return new Promise((resolve) => {
		let answer = '';
		const socket = connect(at.serve.port, '127.0.0.1', () => socket.write(bytes));
		socket.on('error', () => {});
		socket.on('data', (chunk) => {
			answer += chunk.toString();
		});
		socket.once('close', () => resolve(answer));
	});
}

/** The path of the link that the host printed. */
export const link = (): string => at.serve.url.slice(at.serve.url.indexOf('/?'));
/** The host's own origin. */
export const origin = (): string => `http://127.0.0.1:${at.serve.port}`;
/** The first cookie of an answer, as it is sent back. */
export const firstCookie = (answer: Answer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';

/** Opens the link, as the browser would. */
export async function enter(): Promise<string> {
	return firstCookie(await ask(link()));
}

/** Calls a procedure as the page would. */
export function call(
	path: string,
	cookie: string,
	input?: unknown,
	headers: Record<string, string> = {},
): Promise<Answer> {
	return ask(`/rpc/${path}`, {
		method: 'POST',
		headers: { cookie, origin: origin(), 'content-type': 'application/json', ...headers },
		body: JSON.stringify(input === undefined ? {} : { json: input }),
	});
}

/** Makes the folder for the tests of a file. */
export function openServedFolder(): void {
	beforeAll(async () => {
		at.folder = await mkdtemp(join(tmpdir(), 'sohoa-at.serve-'));
		at.rendererDir = join(at.folder, 'renderer');
		await mkdir(join(at.rendererDir, 'assets'), { recursive: true });
		await writeFile(join(at.rendererDir, 'index.html'), `<meta name="csp-nonce" content="${NONCE_PLACEHOLDER}">`);
		await writeFile(join(at.rendererDir, 'assets', 'main-abc.js'), 'export {};');
		await writeFile(join(at.rendererDir, 'notes.txt'), 'not one of the kinds a build makes');
		await writeFile(join(at.folder, 'secret.json'), '{"secret":true}');
		await symlink(join(at.folder, 'secret.json'), join(at.rendererDir, 'linked.json'));
	});
	afterAll(() => rm(at.folder, { recursive: true }));
}
