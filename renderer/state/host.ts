import { AsyncIteratorClass, type ClientContext, type ClientLink, mapEventIterator } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink } from '@orpc/client/message-port';
import { Fault } from '../../domain/fault.ts';

/**
 * Whether what answers the page is there. `restarting`: Electron starts the core again by itself. `unreachable`: the loopback
 * host is gone. `changed`: another host listens in its place and does not know this page. `back`: it was gone, and answers.
 */
export type HostState = 'here' | 'restarting' | 'unreachable' | 'changed' | 'back';

let state: HostState = 'here';
const listeners = new Set<() => void>();

/** How the host is, now. */
export function hostState(): HostState {
	return state;
}

/** Calls `listener` at each change; the answer ends that. */
export function onHostState(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** The person has seen that it is back. */
export function forgetHostTrouble(): void {
	if (state === 'back') become('here');
}

function become(next: HostState): void {
	if (next === state) return;
	state = next;
	for (const listener of listeners) listener();
}

function answered(): void {
	if (state !== 'here') become('back');
}

/**
 * A link over a MessagePort that is opened anew when its other end has gone. A call that was under way then is not sent again:
 * whether it was done is not known.
 */
export function portLink(openPort: () => MessagePort): ClientLink<ClientContext> {
	type Open = { readonly link: RPCLink<ClientContext>; readonly end: { gone: boolean } };
	let current: Open | undefined;
	const open = (): Open => {
		const port = openPort();
		const end = { gone: false };
		// Before the link listens: what it lets fail as the port closes has to know why.
		port.addEventListener('close', () => {
			end.gone = true;
			if (current?.end === end) current = undefined;
			become('restarting');
		});
		const opened: Open = { link: new RPCLink({ port }), end };
		port.start();
		return opened;
	};
	return {
		async call(path, input, options) {
			current ??= open();
			const { link, end } = current;
			const asFault = (error: unknown): unknown =>
				end.gone && options.signal?.aborted !== true ? new Fault('hostGone', {}, error) : error;
			try {
				const output = await link.call(path, input, options);
				answered();
				return watchStream(output, asFault);
			} catch (error) {
				if (!end.gone && options.signal?.aborted !== true) answered();
				throw asFault(error);
			}
		},
	};
}

/** A link over HTTP to the loopback host. An answer or a stream that breaks off half-way says that it is gone, as no answer does. */
export function httpLink(url: string): ClientLink<ClientContext> {
	const link = new FetchLink<ClientContext>({ url, fetch: fetchFromHost });
	return {
		async call(path, input, options) {
			const asFault = (error: unknown): unknown => {
				// What the network does to a body is a TypeError; a fault of the host is not.
				if (!(error instanceof TypeError) || options.signal?.aborted === true) return error;
				become('unreachable');
				return new Fault('hostGone', {}, error);
			};
			try {
				return watchStream(await link.call(path, input, options), asFault);
			} catch (error) {
				throw asFault(error);
			}
		},
	};
}

/** What a call answered; when that is a stream, what breaks it is put into words. */
function watchStream(output: unknown, asFault: (error: unknown) => unknown): unknown {
	if (!(output instanceof AsyncIteratorClass)) return output;
	return mapEventIterator(output, { value: async (value) => value, error: async (error) => asFault(error) });
}

/** `fetch` that notices when nobody answers, or one who does not know this page (403 is never an answer of a procedure). */
async function fetchFromHost(request: Request, init: RequestInit): Promise<Response> {
	const response = await fetch(request, init).catch((error: unknown) => {
		if (request.signal.aborted) throw error;
		become('unreachable');
		throw new Fault('hostGone', {}, error);
	});
	if (response.status === 403) {
		become('changed');
		throw new Fault('hostGone');
	}
	answered();
	return response;
}
