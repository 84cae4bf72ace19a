// Entry of the utility process: `app` and `db`, with the only connection to SQLite.
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { createApp, type SohoaApp } from '../app/index.ts';
import { parseResourcePath, type SessionCarrier } from '../contract/index.ts';
import { assertNever } from '../domain/assert-never.ts';
import { Fault, toFaultRecord } from '../domain/fault.ts';
import type { CoreStart, FromCore, ToCore } from './core-messages.ts';

let sessionToken: string | undefined;

function keepSession(token: string | undefined): void {
	sessionToken = token;
	say(token === undefined ? { kind: 'session' } : { kind: 'session', token });
}

/** There is one window: who signed in there is signed in, also after its page was loaded again. */
const session: SessionCarrier = {
	read: () => sessionToken,
	write: (token) => keepSession(token),
	clear: () => keepSession(undefined),
};
let app: SohoaApp | undefined;

function say(message: FromCore): void {
	process.parentPort.postMessage(message);
}

async function start({ dataDir, session: token, repositoryToken }: CoreStart): Promise<void> {
	try {
		sessionToken = token;
		app = await createApp({ dataDir, repositoryToken });
		app.startJobs();
		say({ kind: 'ready' });
	} catch (error) {
		say({ kind: 'failed', fault: toFaultRecord(error) });
	}
}

function connect(port: MessagePortMain | undefined): void {
	if (app === undefined || port === undefined) throw new Error('Connected before it was started');
	new RPCHandler(app.served.router).upgrade(port, { context: { session } });
	port.start();
}

async function sendResource(request: number, path: string): Promise<void> {
	try {
		const resource = parseResourcePath(path);
		if (app === undefined || resource === undefined) throw new Fault('outcomeMissing');
		const { signal } = new AbortController();
		const { contentType, bytes } = await app.served.readResource(resource, session.read(), signal);
		say({ kind: 'resource', request, contentType, bytes });
	} catch (error) {
		say({ kind: 'resourceFailed', request, fault: toFaultRecord(error) });
	}
}

async function stop(): Promise<void> {
	await app?.close();
	process.exit(0);
}

process.parentPort.on('message', ({ data, ports }) => {
	const message = data as ToCore;
	switch (message.kind) {
		case 'start':
			return void start(message);
		case 'connect':
			return connect(ports[0]);
		case 'resource':
			return void sendResource(message.request, message.path);
		case 'stop':
			return void stop();
		default:
			return assertNever(message);
	}
});
