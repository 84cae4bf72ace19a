import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { Fault, fromFaultRecord } from '../domain/fault.ts';
import type { CoreStart, FromCore, ToCore } from './core-messages.ts';

export type ResourceAnswer = { readonly contentType: string; readonly bytes: Uint8Array };

/** Main's hold on one core process. */
export type CoreClient = {
	/** Gives the core the page's end of the procedures. */
	connect(port: MessagePortMain): void;
	/** @throws {Fault} what the core answered; `hostGone` when it went away. */
	readResource(path: string): Promise<ResourceAnswer>;
	/** Lets running work come to rest, then ends the process; by force when it takes too long. */
	stop(): Promise<void>;
};

export type CoreEvents = {
	/** It had started, and ended without being asked to. */
	onGone(): void;
	/** Somebody signed in (their token) or out (`undefined`). */
	onSession(token: string | undefined): void;
};

type Waiting = { readonly resolve: (answer: ResourceAnswer) => void; readonly reject: (error: Error) => void };

/** How long running work may take to come to rest when the person quits, ms. Ending it by force loses no saved work. */
const STOP_GRACE_MS = 20_000;

/**
 * Starts the core in a process of its own and waits until the data folder is open.
 *
 * @throws {Fault} of the data folder and database family; `hostGone` when it ended before.
 */
export async function startCore(entry: string, given: CoreStart, events: CoreEvents): Promise<CoreClient> {
	const core = utilityProcess.fork(entry, [], { serviceName: 'sohoa-core' });
	const waiting = new Map<number, Waiting>();
	let asked = 0;
	let stopping = false;
	let gone = false;
	const ended = new Promise<void>((resolve) => core.once('exit', () => resolve()));
	await opened(core, given);
	core.on('message', (message: FromCore) => {
		if (message.kind === 'session') events.onSession(message.token);
		else settle(waiting, message);
	});
	void ended.then(() => {
		gone = true;
		for (const { reject } of waiting.values()) reject(new Fault('hostGone'));
		waiting.clear();
		if (!stopping) events.onGone();
	});
	return {
		connect: (port) => core.postMessage({ kind: 'connect' } satisfies ToCore, [port]),
		readResource: (path) =>
			new Promise((resolve, reject) => {
				if (gone) return reject(new Fault('hostGone'));
				asked += 1;
				waiting.set(asked, { resolve, reject });
				core.postMessage({ kind: 'resource', request: asked, path } satisfies ToCore);
			}),
		async stop() {
			stopping = true;
			core.postMessage({ kind: 'stop' } satisfies ToCore);
			const force = setTimeout(() => core.kill(), STOP_GRACE_MS);
			await ended;
			clearTimeout(force);
		},
	};
}

function opened(core: UtilityProcess, given: CoreStart): Promise<void> {
	return new Promise((resolve, reject) => {
		core.once('exit', () => reject(new Fault('hostGone')));
		core.once('message', (message: FromCore) => {
			if (message.kind === 'failed') {
				core.kill();
				reject(fromFaultRecord(message.fault));
			} else resolve();
		});
		core.postMessage({ kind: 'start', ...given } satisfies ToCore);
	});
}

function settle(waiting: Map<number, Waiting>, message: FromCore): void {
	if (message.kind !== 'resource' && message.kind !== 'resourceFailed') return;
	const one = waiting.get(message.request);
	waiting.delete(message.request);
	if (message.kind === 'resource') one?.resolve({ contentType: message.contentType, bytes: message.bytes });
	else one?.reject(fromFaultRecord(message.fault));
}
