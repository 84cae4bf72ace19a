import type { MessagePortMain } from 'electron';
import { Fault, isFault } from '../domain/fault.ts';
import type { CoreClient, CoreEvents, ResourceAnswer } from './core-client.ts';

/** What keeping the core needs from its surroundings. */
export type KeeperHost = {
	/** Starts one core process; `session`: who was signed in before. */
	start(session: string | undefined, events: CoreEvents): Promise<CoreClient>;
	/** The core keeps ending: whether the person wants to try once more. */
	askAgain(error: unknown): Promise<boolean>;
	/** The person has had enough. */
	giveUp(): void;
	/** Milliseconds on any clock that only goes forward. */
	now(): number;
};

/** The core as main sees it: always the same one, whichever process it is in. */
export type CoreKeeper = {
	/** Gives the core the page's end of the procedures; what the page asks while the core restarts waits. */
	connect(port: MessagePortMain): void;
	/** @throws {Fault} what the core answered; `hostGone` when it went away twice. */
	readResource(path: string): Promise<ResourceAnswer>;
	/** Lets running work come to rest, then ends the process. Also while it restarts. */
	stop(): Promise<void>;
};

/** The core may end this often within {@link WINDOW_MS} before the person is asked. */
const MAX_ENDS = 3;
const WINDOW_MS = 5 * 60_000;

/**
 * Starts the core and starts it again when it ends by itself: the page stays as it is, with what is typed there. The session
 * token lives on in this process's memory; its session row, in the database, says whether it still counts.
 *
 * @throws {Fault} when the very first start fails.
 */
export async function keepCore(host: KeeperHost): Promise<CoreKeeper> {
	const ports: MessagePortMain[] = [];
	const ends: number[] = [];
	let session: string | undefined;
	let stopping = false;
	let current: Promise<CoreClient>;
	let running: CoreClient | undefined;

	async function start(): Promise<CoreClient> {
		const core = await host.start(session, {
			onSession: (token) => {
				session = token;
			},
			onGone: () => {
				running = undefined;
				if (!stopping) recover();
			},
		});
		running = core;
		for (const port of ports.splice(0)) core.connect(port);
		return core;
	}

	function recover(): void {
		current = startAgain(new Fault('hostGone'));
		// Whoever waits for it hears of it; nobody may.
		current.catch(() => undefined);
	}

	async function startAgain(reason: unknown): Promise<CoreClient> {
		ends.push(host.now());
		const often = ends.filter((at) => host.now() - at < WINDOW_MS).length > MAX_ENDS;
		if (stopping) throw new Fault('hostGone');
		if (often && !(await host.askAgain(reason))) {
			host.giveUp();
			throw new Fault('hostGone');
		}
		return start().catch(startAgain);
	}

	current = start();
	await current;
	return {
		connect(port) {
			if (running === undefined) ports.push(port);
			else running.connect(port);
		},
		async readResource(path) {
			const core = await current;
			// A picture that was on its way is fetched once more from the next process: reading changes nothing.
			return core.readResource(path).catch(async (error: unknown) => {
				if (!isFault(error, 'hostGone') || stopping) throw error;
				return (await current).readResource(path);
			});
		},
		async stop() {
			stopping = true;
			const core = await current.catch(() => undefined);
			await core?.stop();
		},
	};
}
