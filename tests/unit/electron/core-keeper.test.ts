import { describe, expect, it } from 'vitest';
import { Fault } from '../../../domain/fault.ts';
import type { CoreClient, CoreEvents } from '../../../electron/core-client.ts';
import { keepCore } from '../../../electron/core-keeper.ts';

type Port = Parameters<CoreClient['connect']>[0];

/** A core that does as told. */
function fakeCore(events: CoreEvents) {
	const ports: Port[] = [];
	const asked: ((error: Fault) => void)[] = [];
	const core = {
		events,
		ports,
		stopped: false,
		answers: true,
		connect: (port: Port) => void ports.push(port),
		readResource: (path: string) =>
			core.answers
				? Promise.resolve({ contentType: path, bytes: new Uint8Array() })
				: new Promise<never>((_, reject) => asked.push(reject)),
		stop: async () => {
			core.stopped = true;
		},
		/** As a crash does. */
		end() {
			for (const reject of asked.splice(0)) reject(new Fault('hostGone'));
			events.onGone();
		},
	};
	return core;
}

/** A host whose cores are made by hand; `startable` may be set to a fault or to a start that waits. */
function fakeHost() {
	const cores: ReturnType<typeof fakeCore>[] = [];
	const sessions: (string | undefined)[] = [];
	const host = {
		cores,
		sessions,
		clock: 0,
		asked: 0,
		again: false,
		gaveUp: false,
		startable: Promise.resolve() as Promise<void>,
		async start(session: string | undefined, events: CoreEvents) {
			sessions.push(session);
			await host.startable;
			const core = fakeCore(events);
			cores.push(core);
			return core;
		},
		askAgain: async () => {
			host.asked += 1;
			return host.again;
		},
		giveUp: () => {
			host.gaveUp = true;
		},
		now: () => host.clock,
	};
	return host;
}

const portOf = (name: string): Port => ({ name }) as unknown as Port;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('keepCore', () => {
	it('says why the first start failed, and tries no other', async () => {
		const host = fakeHost();
		host.startable = Promise.reject(new Fault('dataFolderInUse'));
		await expect(keepCore(host)).rejects.toMatchObject({ code: 'dataFolderInUse' });
		expect([host.sessions.length, host.asked]).toEqual([1, 0]);
	});

	it('starts the next core with who was signed in, and holds ports until it is up', async () => {
		const host = fakeHost();
		const keeper = await keepCore(host);
		keeper.connect(portOf('first'));
		host.cores[0]?.events.onSession('token-1');
		let open: () => void = () => {};
		host.startable = new Promise((resolve) => {
			open = resolve;
		});
		host.cores[0]?.end();
		keeper.connect(portOf('second'));
		await settled();
		expect(host.cores).toHaveLength(1);
		open();
		await settled();
		expect(host.sessions).toEqual([undefined, 'token-1']);
		expect(host.cores.map((core) => core.ports)).toEqual([[portOf('first')], [portOf('second')]]);
	});

	it('starts it with nobody once they have signed out', async () => {
		const host = fakeHost();
		await keepCore(host);
		host.cores[0]?.events.onSession('token-1');
		host.cores[0]?.events.onSession(undefined);
		host.cores[0]?.end();
		await settled();
		expect(host.sessions).toEqual([undefined, undefined]);
	});

	it('fetches a picture that was on its way from the next core, once', async () => {
		const host = fakeHost();
		const keeper = await keepCore(host);
		const [first] = host.cores;
		if (first !== undefined) first.answers = false;
		const picture = keeper.readResource('/a');
		await settled();
		first?.end();
		expect(await picture).toMatchObject({ contentType: '/a' });

		const [, second] = host.cores;
		if (second !== undefined) second.answers = false;
		const lost = keeper.readResource('/b');
		await settled();
		void keeper.stop();
		second?.end();
		await expect(lost).rejects.toMatchObject({ code: 'hostGone' });
	});

	it('asks the person after the third end in five minutes, and goes when they want to', async () => {
		const host = fakeHost();
		const keeper = await keepCore(host);
		for (let i = 0; i < 3; i += 1) {
			host.clock += 1_000;
			host.cores.at(-1)?.end();
			await settled();
		}
		expect([host.cores.length, host.asked]).toEqual([4, 0]);
		host.again = true;
		host.cores.at(-1)?.end();
		await settled();
		expect([host.cores.length, host.asked, host.gaveUp]).toEqual([5, 1, false]);
		host.again = false;
		host.cores.at(-1)?.end();
		await settled();
		expect([host.cores.length, host.asked, host.gaveUp]).toEqual([5, 2, true]);
		await expect(keeper.readResource('/a')).rejects.toMatchObject({ code: 'hostGone' });
		await keeper.stop();
	});

	it('does not count what is long past', async () => {
		const host = fakeHost();
		await keepCore(host);
		for (let i = 0; i < 10; i += 1) {
			host.clock += 2 * 60_000;
			host.cores.at(-1)?.end();
			await settled();
		}
		expect([host.cores.length, host.asked]).toEqual([11, 0]);
	});

	it('counts starts that fail, so that a folder that can’t be opened any more is said', async () => {
		const host = fakeHost();
		await keepCore(host);
		host.startable = Promise.reject(new Fault('databaseDamaged'));
		host.startable.catch(() => undefined);
		host.cores[0]?.end();
		await settled();
		expect([host.sessions.length, host.asked, host.gaveUp]).toEqual([4, 1, true]);
	});

	it('stops the core that runs, and starts none after that', async () => {
		const host = fakeHost();
		const keeper = await keepCore(host);
		await keeper.stop();
		expect(host.cores[0]?.stopped).toBe(true);
		host.cores[0]?.end();
		await settled();
		expect(host.cores).toHaveLength(1);
	});
});
