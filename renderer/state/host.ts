import type { ClientContext, ClientLink } from '@orpc/client';
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
	type Open = { readonly link: RPCLink<ClientContext>; gone: boolean };
	let current: Open | undefined;
	const open = (): Open => {
		const port = openPort();
		const opened: Open = { link: new RPCLink({ port }), gone: false };
		port.addEventListener('close', () => {
			opened.gone = true;
			if (current === opened) current = undefined;
			become('restarting');
		});
		port.start();
		return opened;
	};
	return {
		async call(path, input, options) {
			current ??= open();
			const used = current;
			try {
				const output = await used.link.call(path, input, options);
				answered();
				return output;
			} catch (error) {
				if (options.signal?.aborted === true) throw error;
				if (used.gone) throw new Fault('hostGone', {}, error);
				answered();
				throw error;
			}
		},
	};
}

/** `fetch` that notices when nobody answers, or one who does not know this page (403 is never an answer of a procedure). */
export async function fetchFromHost(request: Request, init: RequestInit): Promise<Response> {
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
