// Preloaded into a process that plays a utility process: gives it Electron's `process.parentPort`.
import { EventEmitter } from 'node:events';

/** What crosses between the two processes. `ports` and `port` number the ports that were handed over. */
export type Crossing =
	| { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }
	| { readonly kind: 'port'; readonly port: number; readonly data: unknown }
	| { readonly kind: 'portClosed'; readonly port: number };

/** As Electron has it in a utility process: emits `{ data }`, and must be started. */
class UtilityPort extends EventEmitter {
	readonly #number: number;
	#waiting: unknown[] | undefined = [];

	constructor(number: number) {
		super();
		this.#number = number;
	}

	postMessage(data: unknown): void {
		send({ kind: 'port', port: this.#number, data });
	}

	start(): void {
		const waiting = this.#waiting ?? [];
		this.#waiting = undefined;
		for (const data of waiting) this.receive(data);
	}

	close(): void {
		send({ kind: 'portClosed', port: this.#number });
	}

	receive(data: unknown): void {
		if (this.#waiting === undefined) this.emit('message', { data, ports: [] });
		else this.#waiting.push(data);
	}
}

const ports = new Map<number, UtilityPort>();

function send(crossing: Crossing): void {
	process.send?.(crossing);
}

class ParentPort extends EventEmitter {
	#listening = false;

	override on(name: string, listener: (...given: unknown[]) => void): this {
		super.on(name, listener);
		// Before anybody listens, Node keeps what arrives.
		if (!this.#listening) process.on('message', (crossing) => this.#take(crossing as Crossing));
		this.#listening = true;
		return this;
	}

	postMessage(data: unknown): void {
		send({ kind: 'message', data, ports: [] });
	}

	#take(crossing: Crossing): void {
		if (crossing.kind === 'message') {
			const given = crossing.ports.map((number) => new UtilityPort(number));
			for (const [i, port] of given.entries()) ports.set(crossing.ports[i] ?? 0, port);
			this.emit('message', { data: crossing.data, ports: given });
		} else if (crossing.kind === 'port') {
			ports.get(crossing.port)?.receive(crossing.data);
		} else {
			ports.get(crossing.port)?.emit('close');
			ports.delete(crossing.port);
		}
	}
}

Object.assign(process, { parentPort: new ParentPort() });
// Utility processes end with the one that started them.
process.on('disconnect', () => process.exit(1));
