import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';

/** What Chromium says about itself, and to whom. */
export type CdpEvent = { readonly method: string; readonly params: Readonly<Record<string, unknown>> };

type Answer = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };
type Message = Partial<CdpEvent> & {
	readonly id?: number;
	readonly sessionId?: string;
	readonly result?: unknown;
	readonly error?: { readonly message: string };
};

/** One session of the DevTools protocol. Emits each event under its method's name. */
export class CdpSession extends EventEmitter {
	readonly #connection: CdpConnection;
	readonly #id: string | undefined;

	constructor(connection: CdpConnection, id?: string) {
		super();
		this.#connection = connection;
		this.#id = id;
	}

	send<T = Readonly<Record<string, unknown>>>(method: string, params: object = {}): Promise<T> {
		return this.#connection.send(method, params, this.#id) as Promise<T>;
	}
}

/** A connection to a Chromium, with the sessions in it. */
export class CdpConnection {
	readonly browser = new CdpSession(this);
	readonly #socket: WebSocket;
	readonly #answers = new Map<number, Answer>();
	readonly #sessions = new Map<string, CdpSession>();
	#asked = 0;

	constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data)) as Message));
	}

	/** Attaches to a page. */
	async attach(targetId: string): Promise<CdpSession> {
		const { sessionId } = await this.browser.send<{ sessionId: string }>('Target.attachToTarget', {
			targetId,
			flatten: true,
		});
		const session = new CdpSession(this, sessionId);
		this.#sessions.set(sessionId, session);
		return session;
	}

	send(method: string, params: object, sessionId: string | undefined): Promise<unknown> {
		this.#asked += 1;
		const id = this.#asked;
		this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
		return new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
	}

	#take({ id, sessionId, method, params, result, error }: Message): void {
		if (id === undefined) {
			const session = sessionId === undefined ? this.browser : this.#sessions.get(sessionId);
			if (method !== undefined) session?.emit(method, params);
			return;
		}
		const answer = this.#answers.get(id);
		this.#answers.delete(id);
		if (error === undefined) answer?.resolve(result);
		else answer?.reject(new Error(error.message));
	}
}

export type Chromium = {
	readonly endpoint: string;
	readonly process: ChildProcess;
	readonly connection: CdpConnection;
};

/** Starts Debian's Chromium without a screen and without a way out: every host name leads nowhere. */
export async function startChromium(profile: string): Promise<Chromium> {
	const child = spawn(
		'/usr/bin/chromium',
		[
			'--headless=new',
			'--no-sandbox',
			'--disable-quic',
			'--disable-background-networking',
			'--no-first-run',
			'--window-size=1366,768',
			'--hide-scrollbars',
			'--host-resolver-rules=MAP * ~NOTFOUND',
			'--remote-debugging-port=0',
			`--user-data-dir=${profile}`,
		],
		{ stdio: ['ignore', 'ignore', 'pipe'] },
	);
	process.once('exit', () => child.kill('SIGKILL'));
	const endpoint = await new Promise<string>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}`)));
		createInterface({ input: child.stderr }).on('line', (line) => {
			const [, url] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
			if (url !== undefined) resolve(url);
		});
	});
	const socket = new WebSocket(endpoint);
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve);
		socket.addEventListener('error', () => reject(new Error('Chromium does not answer')));
	});
	return { endpoint, process: child, connection: new CdpConnection(socket) };
}
