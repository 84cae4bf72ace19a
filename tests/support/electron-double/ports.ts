import { EventEmitter } from 'node:events';

/** The way to a port's other end, in another process. */
export type FarEnd = { send(data: unknown): void; close(): void };

/**
 * Electron's `MessagePortMain`: one end of a channel whose other end lies in a page. Until it is started, or handed to
 * another process, what arrives waits.
 */
export class DoublePort extends EventEmitter {
	readonly #far: FarEnd;
	#waiting: unknown[] = [];
	#sink: ((data: unknown) => void) | undefined;
	#onClose: (() => void) | undefined;
	#closed = false;

	constructor(far: FarEnd) {
		super();
		this.#far = far;
	}

	postMessage(data: unknown): void {
		if (!this.#closed) this.#far.send(data);
	}

	start(): void {
		this.#flow((data) => this.emit('message', { data, ports: [] }));
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#far.close();
		this.#ended();
	}

	/** For the double: a message from the other end. */
	receive(data: unknown): void {
		if (this.#sink === undefined) this.#waiting.push(data);
		else this.#sink(data);
	}

	/** For the double: the other end has gone. */
	farClosed(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#ended();
	}

	/** For the double: from now on, what arrives goes to another process. */
	handOver(sink: (data: unknown) => void, onClose: () => void): void {
		this.#onClose = onClose;
		if (this.#closed) onClose();
		else this.#flow(sink);
	}

	#flow(sink: (data: unknown) => void): void {
		this.#sink = sink;
		for (const data of this.#waiting.splice(0)) sink(data);
	}

	#ended(): void {
		if (this.#onClose === undefined) this.emit('close');
		else this.#onClose();
	}
}
