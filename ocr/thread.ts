import { Worker } from 'node:worker_threads';
import { type FaultRecord, toFaultRecord } from '../domain/index.ts';
import { WorkerStopped } from './worker-stopped.ts';

/** What a thread is told. It answers with the same `jobId`. The shape is the one tesseract.js' worker script speaks. */
export type ThreadRequest = {
	readonly workerId: string;
	readonly jobId: string;
	readonly action: string;
	readonly payload: unknown;
};

/** What a thread answers. `call` asks the host for something in the middle of a job (host answers with action `answer`). */
export type ThreadReply =
	| { readonly status: 'resolve' | 'reject'; readonly jobId: string; readonly data?: unknown }
	| { readonly status: 'call'; readonly callId: number; readonly data: unknown };

/** The payload of an `answer`. */
export type CallAnswer =
	| { readonly callId: number; readonly ok: true; readonly data: unknown }
	| { readonly callId: number; readonly ok: false; readonly fault: FaultRecord };

/** A worker thread that is asked one thing after another. */
export type Thread = {
	/** @throws {WorkerStopped} when the thread dies meanwhile; else whatever `toError` made of a refusal. */
	ask(action: string, payload: unknown, transfer?: readonly ArrayBuffer[]): Promise<unknown>;
	/** Kills the thread, whatever it is doing; what it was asked is rejected. Safe to call twice. */
	stop(why: string): Promise<void>;
};

/** How refusals and questions of a thread are understood. */
export type ThreadOptions = {
	/** A refusal's data as an error. */
	readonly toError: (data: unknown) => Error;
	/** Answers a question of the thread; not given: it may not ask. */
	readonly onCall?: (data: unknown) => Promise<unknown>;
};

type Pending = { resolve(data: unknown): void; reject(error: Error): void };

/** Starts a thread. A thread that can't start, fails or ends rejects all it was asked: nothing stays pending. */
export function createThread(entry: URL, options: ThreadOptions): Thread {
	// What libraries print in there must not reach the host's stdout, where `--json` speaks.
	const worker = new Worker(entry, { execArgv: [], stdout: true, stderr: true });
	worker.stdout.resume();
	worker.stderr.resume();
	const pending = new Map<string, Pending>();
	let dead: WorkerStopped | undefined;
	let jobs = 0;

	const die = (why: string, cause?: unknown): void => {
		dead ??= new WorkerStopped(why, { cause });
		for (const job of pending.values()) job.reject(dead);
		pending.clear();
	};
	const post = (action: string, jobId: string, payload: unknown, transfer: readonly ArrayBuffer[]): void =>
		worker.postMessage({ workerId: 'w', jobId, action, payload } satisfies ThreadRequest, [...transfer]);
	const answer = async (callId: number, data: unknown): Promise<CallAnswer> => {
		try {
			return { callId, ok: true, data: await options.onCall?.(data) };
		} catch (error) {
			return { callId, ok: false, fault: toFaultRecord(error) };
		}
	};
	const hear = (reply: ThreadReply): void => {
		if (reply.status === 'call') {
			void answer(reply.callId, reply.data).then((payload) => post('answer', '', payload, []));
			return;
		}
		const job = pending.get(reply.jobId);
		pending.delete(reply.jobId);
		if (reply.status === 'resolve') job?.resolve(reply.data);
		else job?.reject(options.toError(reply.data));
	};
	worker.on('error', (error) => die('thread failed', error));
	worker.on('exit', () => die('thread ended'));
	worker.on('message', hear);
	return {
		ask(action, payload, transfer = []) {
			if (dead !== undefined) return Promise.reject(dead);
			jobs += 1;
			const jobId = String(jobs);
			return new Promise((resolve, reject) => {
				pending.set(jobId, { resolve, reject });
				post(action, jobId, payload, transfer);
			});
		},
		async stop(why) {
			die(why);
			await worker.terminate();
		},
	};
}
