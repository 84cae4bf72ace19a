import type { Desk } from '../../contract/index.ts';
import type { AccountActor } from '../../domain/index.ts';
import { type Implementer, streamed } from './implementer.ts';
import type { Tools } from './tools.ts';

/** Procedures of contract/capture.ts. */
export function captureProcedures(os: Implementer, tools: Tools) {
	return { ...stackProcedures(os, tools), ...arrivalProcedures(os, tools), ...workProcedures(os, tools) };
}

function stackProcedures(os: Implementer, tools: Tools) {
	const { app, actorOf } = tools;
	return {
		desk: os.capture.desk.handler(async function* ({ context, signal }) {
			yield* streamed(desk(() => actorOf(context), tools, signal));
		}),
		stack: os.capture.stack.handler(async ({ input, context }) => app.showStack(await actorOf(context), input.stackId)),
		edit: os.capture.edit.handler(async ({ input, context }) => app.editStacks(await actorOf(context), input)),
		undo: os.capture.undo.handler(async ({ context }) => app.undoEdit(await actorOf(context))),
		redo: os.capture.redo.handler(async ({ context }) => app.redoEdit(await actorOf(context))),
		finish: os.capture.finish.handler(async ({ input, context }) => ({
			outcomeIds: await app.finishStack(await actorOf(context), input.stackId),
		})),
	};
}

function arrivalProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		scanners: os.capture.scanners.handler(async ({ context, signal }) =>
			app.listScanners(await actorOf(context), signal),
		),
		scannerChoices: os.capture.scannerChoices.handler(async ({ input, context, signal }) =>
			app.scannerCapabilities(await actorOf(context), input.device, signal),
		),
		scan: os.capture.scan.handler(async ({ input, context }) => {
			const { device, stackId, ...settings } = input;
			return { stackId: await app.scanToStack(await actorOf(context), { device, settings, stackId }) };
		}),
		stopScan: os.capture.stopScan.handler(async ({ context }) => app.stopScan(await actorOf(context))),
		beginFile: os.capture.beginFile.handler(async ({ input, context }) => ({
			uploadId: await app.beginFile(await actorOf(context), input),
		})),
		sendPiece: os.capture.sendPiece.handler(async ({ input, context }) => {
			const piece = { from: input.from, bytes: Buffer.from(input.base64, 'base64') };
			return { received: await app.sendPiece(await actorOf(context), input.uploadId, piece) };
		}),
		endFile: os.capture.endFile.handler(async ({ input, context }) => ({
			stackId: await app.endFile(await actorOf(context), input.uploadId),
		})),
		dropFile: os.capture.dropFile.handler(async ({ input, context }) =>
			app.dropFile(await actorOf(context), input.uploadId),
		),
		startWatching: os.capture.startWatching.handler(async ({ context }) => app.startWatching(await actorOf(context))),
		stopWatching: os.capture.stopWatching.handler(async ({ context }) => app.stopWatching(await actorOf(context))),
	};
}

function workProcedures(os: Implementer, { app, actorOf }: Tools) {
	return {
		retry: os.capture.retry.handler(async ({ input, context }) =>
			app.retryRecognition(await actorOf(context), input.jobId),
		),
		dropFailed: os.capture.dropFailed.handler(async ({ input, context }) =>
			app.dropFailedJob(await actorOf(context), input.jobId, input.reason),
		),
		reopen: os.capture.reopen.handler(async ({ input, context }) => ({
			stackId: await app.reopenAsStack(await actorOf(context), input.outcomeId, input.reason),
		})),
	};
}

/** The desk, at once and again at each change, until the signal fires. Changes that come while it is looked at are one. */
async function* desk(
	actorNow: () => Promise<AccountActor>,
	{ app, core }: Tools,
	signal: AbortSignal | undefined,
): AsyncGenerator<Desk> {
	let wake = Promise.withResolvers<void>();
	const stops = [core.capture, core.jobs].map((board) => board.subscribe(() => wake.resolve()));
	const onAbort = () => wake.resolve();
	signal?.addEventListener('abort', onAbort);
	try {
		while (!signal?.aborted) {
			wake = Promise.withResolvers<void>();
			// Asked each time: an account that was disabled meanwhile sees nothing more.
			yield await app.showDesk(await actorNow());
			await wake.promise;
		}
	} finally {
		for (const stop of stops) stop();
		signal?.removeEventListener('abort', onAbort);
	}
}
