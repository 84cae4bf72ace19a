// Stands in for Electron's main process around the bundled core (out/electron/core.js): hands it a MessagePort as main would,
// asks it through the procedures, and prints what came back. Run as: node core-process-host.mjs CORE DATA_DIR
import { EventEmitter, once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

const [core, dataDir] = process.argv.slice(2);
const said = new EventEmitter();
const parentPort = Object.assign(new EventEmitter(), { postMessage: (message) => said.emit(message.kind, message) });
process.parentPort = parentPort;
const tell = (data, ports = []) => parentPort.emit('message', { data, ports });

await import(pathToFileURL(core).href);
const ready = once(said, 'ready');
tell({ kind: 'start', dataDir });
await ready;

/** Electron's port in the core emits `{ data }`, as the web's does, and has to be started. */
const { port1, port2 } = new MessageChannel();
const corePort = {
	on: (name, listener) => port2.on(name, (data) => listener({ data })),
	postMessage: (data) => port2.postMessage(data),
	start: () => port2.start(),
};
tell({ kind: 'connect' }, [corePort]);
const client = createORPCClient(new RPCLink({ port: port1 }));
port1.start();

const admin = { name: 'quantri', password: 'Mat-khau-9' };
const before = await client.office.status();
await client.office.setUp({
	officeName: 'UBND xã An Bình',
	agencyCode: 'H00.01',
	adminName: admin.name,
	adminPassword: admin.password,
});
const unknown = await client.session.current();
await client.session.signIn(admin);
const current = await client.session.current();
const denied = await client.outcomes.list({}).catch((error) => error.data?.code);
const failed = once(said, 'resourceFailed');
tell({ kind: 'resource', request: 7, path: '/resource/outcomes/../document' });
const [resource] = await failed;

process.on('exit', () => {
	const seen = { before, unknown, current: current?.name, denied, resource: [resource.request, resource.fault.code] };
	process.stdout.write(JSON.stringify(seen));
});
tell({ kind: 'stop' });
