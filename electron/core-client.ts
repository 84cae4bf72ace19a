import { once } from 'node:events';
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { Fault, fromFaultRecord } from '../domain/fault.ts';
import type { FromCore, ToCore } from './core-messages.ts';

type ResourceAnswer = { readonly contentType: string; readonly bytes: Uint8Array };

/** Main's hold on the core process. */
export type CoreClient = {
	/** Gives the core the page's end of the procedures. */
	connect(port: MessagePortMain): void;
	/** @throws {Fault} what the core answered; `cancelled` when it went away. */
	readResource(path: string): Promise<ResourceAnswer>;
	/** Lets running work come to rest, then ends the process. */
	stop(): Promise<void>;
};

type Waiting = { readonly resolve: (answer: ResourceAnswer) => void; readonly reject: (error: Error) => void };

/**
 * Starts the core in a process of its own and waits until the data folder is open. `onGone`: it ended without being asked to.
 *
 * @throws {Fault} of the data folder and database family.
 */
export async function startCore(entry: string, dataDir: string, onGone: () => void): Promise<CoreClient> {
	const core = utilityProcess.fork(entry, [], { serviceName: 'sohoa-core' });
	const waiting = new Map<number, Waiting>();
	let asked = 0;
	let stopping = false;
	core.on('exit', () => {
		for (const { reject } of waiting.values()) reject(new Fault('cancelled'));
		waiting.clear();
		if (!stopping) onGone();
	});
	await opened(core, dataDir);
	core.on('message', (message: FromCore) => settle(waiting, message));
	return {
		connect: (port) => core.postMessage({ kind: 'connect' } satisfies ToCore, [port]),
		readResource: (path) =>
			new Promise((resolve, reject) => {
				asked += 1;
				waiting.set(asked, { resolve, reject });
				core.postMessage({ kind: 'resource', request: asked, path } satisfies ToCore);
			}),
		async stop() {
			stopping = true;
			const ended = once(core, 'exit');
			core.postMessage({ kind: 'stop' } satisfies ToCore);
			await ended;
		},
	};
}

function opened(core: UtilityProcess, dataDir: string): Promise<void> {
	return new Promise((resolve, reject) => {
		core.once('exit', () => reject(new Fault('cancelled')));
		core.once('message', (message: FromCore) => {
			if (message.kind === 'failed') reject(fromFaultRecord(message.fault));
			else resolve();
		});
		core.postMessage({ kind: 'start', dataDir } satisfies ToCore);
	});
}

function settle(waiting: Map<number, Waiting>, message: FromCore): void {
	if (message.kind !== 'resource' && message.kind !== 'resourceFailed') return;
	const one = waiting.get(message.request);
	waiting.delete(message.request);
	if (message.kind === 'resource') one?.resolve({ contentType: message.contentType, bytes: message.bytes });
	else one?.reject(fromFaultRecord(message.fault));
}
