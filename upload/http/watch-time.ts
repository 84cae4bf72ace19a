import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { Fault } from '../../domain/index.ts';

/** Limits of one exchange, ms. */
export type ExchangeTimeouts = {
	/** Name, connection and TLS. */
	readonly connectMs: number;
	/** The longest pause while the body goes out. */
	readonly stallMs: number;
	/** From the body's end to the answer's headers. */
	readonly headersMs: number;
	/** The answer's body; the longest pause in it while a document comes in. */
	readonly bodyMs: number;
	/** All of it. */
	readonly wholeMs: number;
};

/** Ends a request whose time is up, or that is cancelled. */
export type Watch = {
	/** From now on, this limit counts. */
	enter(phase: Exclude<keyof ExchangeTimeouts, 'wholeMs'>): void;
	/** Why the watch ended the request, if it did. */
	reason(): Fault | undefined;
	stop(): void;
};

export function watchTime(request: ClientRequest, timeouts: ExchangeTimeouts, signal: AbortSignal): Watch {
	let reason: Fault | undefined;
	let over = false;
	const end = (fault: Fault) => {
		reason ??= fault;
		reset(request.socket);
		request.destroy();
	};
	const late = () => end(new Fault('repositoryTimedOut'));
	const cancelled = () => end(new Fault('cancelled'));
	const whole = setTimeout(late, timeouts.wholeMs);
	let phase = setTimeout(late, timeouts.connectMs);
	signal.addEventListener('abort', cancelled, { once: true });
	return {
		enter(name) {
			clearTimeout(phase);
			// Late events of a request that has ended must not keep the process alive.
			if (!over && reason === undefined) phase = setTimeout(late, timeouts[name]);
		},
		reason: () => reason,
		stop() {
			over = true;
			clearTimeout(whole);
			clearTimeout(phase);
			signal.removeEventListener('abort', cancelled);
		},
	};
}

/** Throws away what still waits to be sent: a plain close would let the system deliver it minutes later. TLS sockets can't. */
function reset(socket: Socket | null): void {
	if (socket !== null && !socket.connecting && !('encrypted' in socket)) socket.resetAndDestroy();
}
