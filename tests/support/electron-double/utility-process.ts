import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DoublePort } from './ports.ts';
import type { Crossing } from './utility.ts';

const SHIM = fileURLToPath(new URL('utility.ts', import.meta.url));

/** Those that run, for `app.getAppMetrics`. */
export const running = new Set<DoubleUtilityProcess>();

/** Electron's `UtilityProcess`: a real process, with messages and ports to and fro. */
export class DoubleUtilityProcess extends EventEmitter {
	readonly serviceName: string;
	readonly #child: ChildProcess;
	readonly #ports = new Map<number, DoublePort>();
	#given = 0;

	constructor(entry: string, args: readonly string[], serviceName: string) {
		super();
		this.serviceName = serviceName;
		this.#child = fork(entry, args, { execArgv: ['--import', SHIM], serialization: 'advanced' });
		running.add(this);
		this.#child.on('message', (crossing) => this.#take(crossing as Crossing));
		this.#child.once('exit', (code) => {
			running.delete(this);
			for (const port of this.#ports.values()) port.close();
			this.emit('exit', code ?? 1);
		});
	}

	get pid(): number | undefined {
		return this.#child.exitCode === null ? this.#child.pid : undefined;
	}

	postMessage(data: unknown, ports: readonly DoublePort[] = []): void {
		const numbers = ports.map((_, i) => this.#given + i + 1);
		this.#given += ports.length;
		this.#send({ kind: 'message', data, ports: numbers });
		// What has waited in a port follows the message that brings it.
		for (const [i, port] of ports.entries()) this.#give(port, numbers[i] ?? 0);
	}

	kill(): boolean {
		return this.#child.kill();
	}

	#give(port: DoublePort, number: number): void {
		// What is handed to a process that has ended is gone, and its other end hears of it.
		if (!this.#child.connected) port.close();
		this.#ports.set(number, port);
		port.handOver(
			(data) => this.#send({ kind: 'port', port: number, data }),
			() => {
				this.#ports.delete(number);
				this.#send({ kind: 'portClosed', port: number });
			},
		);
	}

	#send(crossing: Crossing): void {
		// The process may end between the question and the message.
		if (this.#child.connected) this.#child.send(crossing, () => undefined);
	}

	#take(crossing: Crossing): void {
		if (crossing.kind === 'message') this.emit('message', crossing.data);
		else if (crossing.kind === 'port') this.#ports.get(crossing.port)?.postMessage(crossing.data);
		else this.#ports.get(crossing.port)?.close();
	}
}
