import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../app/index.ts';
import { type ReferenceRepository, startReferenceRepository } from '../support/reference-repository.ts';
import { type FaultPlan, seeded, seededFaults } from '../support/reference-repository-faults.ts';
import { ADMIN } from './prepare.ts';

/** Which server is sent to, and how often the uploader dies. */
export type UploadWish = {
	readonly dataDir: string;
	readonly outcomes: number;
	readonly keyHonoured: boolean;
	readonly kills: number;
	readonly seed: number;
	/** Share of stores that go wrong, 0-1. */
	readonly storeRate: number;
};

/** How the uploads of a data folder went. */
export type UploadRun = {
	readonly server: ReferenceRepository;
	/** Faults that the server was told to make, by kind. */
	readonly faults: Readonly<Record<string, number>>;
	readonly kills: number;
	readonly wallMs: number;
	/** Processor time of all uploaders, ms. */
	readonly cpuMs: number;
	/** The highest resident memory that an uploader told of, bytes, in each quarter of the outcomes. */
	readonly peaks: readonly number[];
};

/**
 * The server stores no later than this after the end of a try, ms: often after the uploader has asked again. And the uploader
 * waits so long before it sends again.
 */
const LATEST_MS = 1_500;
const SETTLE_MS = 2_000;
/** Share of asks that go wrong. */
const FIND_RATE = 0.1;
/** A server that is silent costs so long, ms. */
const SILENCE_MS = 1_000;
/** Journal points that an upload passes at least: started, marked as sent, answered, stored. */
const POINTS = 4;

/**
 * Uploads everything that is queued to a faulty server, in processes that are killed at seeded moments in the first part of
 * the run; the last one runs to the end, so that its memory shows what a long run takes. The caller closes the server.
 */
export async function uploadAll(wish: UploadWish): Promise<UploadRun> {
	const { dataDir, outcomes, keyHonoured, seed, storeRate } = wish;
	const faults: Record<string, number> = {};
	const plan = counted(seededFaults({ seed, storeRate, findRate: FIND_RATE, latestMs: LATEST_MS }), faults);
	const server = await startReferenceRepository({ keyHonoured, plan });
	await pointTo(dataDir, server.baseUrl);
	const random = seeded(seed);
	const peaks = [0, 0, 0, 0];
	const started = performance.now();
	let kills = 0;
	let cpuMs = 0;
	for (;;) {
		const mean = (outcomes * POINTS) / 2 / Math.max(1, wish.kills);
		const death =
			kills < wish.kills ? { points: Math.ceil(mean * (0.3 + 1.4 * random())), delayMs: random() * 30 } : undefined;
		const { killed, cpu } = await live(dataDir, death, (stored, rss) => {
			const quarter = Math.min(3, Math.floor((stored * 4) / outcomes));
			peaks[quarter] = Math.max(peaks[quarter] ?? 0, rss);
		});
		cpuMs += cpu;
		if (!killed) break;
		kills += 1;
	}
	const wallMs = performance.now() - started;
	// What is still to be stored late would be there twice.
	await sleep(LATEST_MS);
	return { server, faults, kills, wallMs, cpuMs, peaks };
}

/** Sets the office's repository, with limits that are short enough for a test. */
async function pointTo(dataDir: string, baseUrl: string): Promise<void> {
	const app = await createApp({ dataDir });
	try {
		const { actor } = await app.signIn(ADMIN.name, ADMIN.password);
		const timeouts = { headersMs: SILENCE_MS };
		await app.changeSettings(actor, { repository: { kind: 'http', baseUrl, settleMs: SETTLE_MS, timeouts } });
	} finally {
		await app.close();
	}
}

function counted(plan: FaultPlan, counts: Record<string, number>): FaultPlan {
	const count = <F extends { readonly kind: string }>(what: string, fault: F | undefined): F | undefined => {
		if (fault !== undefined) counts[`${what} ${fault.kind}`] = (counts[`${what} ${fault.kind}`] ?? 0) + 1;
		return fault;
	};
	return {
		store: (request) => count('store', plan.store(request)),
		find: (request) => count('ask', plan.find(request)),
	};
}

type Death = { readonly points: number; readonly delayMs: number };

/** One life of the uploader: whether it was killed, and the processor time that it told of last, ms. `onMemory`: how many outcomes are stored by now, and its memory, bytes. */
function live(
	dataDir: string,
	death: Death | undefined,
	onMemory: (stored: number, rss: number) => void,
): Promise<{ readonly killed: boolean; readonly cpu: number }> {
	const script = join(import.meta.dirname, 'upload-child.ts');
	const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
	let before = 0;
	let points = 0;
	let cpu = 0;
	createInterface({ input: child.stdout }).on('line', (line) => {
		const [point, count, rss, cpuMs] = line.split(' ');
		if (point === 'open') before = Number(count);
		else points += 1;
		cpu = Number(cpuMs);
		onMemory(point === 'open' ? before : before + Number(count), Number(rss));
		if (points === death?.points) setTimeout(() => child.kill('SIGKILL'), death.delayMs);
	});
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			if (code === 0 || signal === 'SIGKILL') resolve({ killed: signal === 'SIGKILL', cpu });
			else reject(new Error(`The uploader ended with ${code ?? signal}`));
		});
	});
}
