/** Worker-thread entry: cleans one page after another, off the host's event loop. Pictures come in, OCR copies go out by transfer. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import sharp from 'sharp';
import { type Fault, fromFaultRecord, isFault, toFaultRecord } from '../domain/index.ts';
import { type CleanedPage, cleanPage, type GrayImage, type Orientation } from './cleanup/index.ts';
import type { CleanRefusal, CleanRequest } from './page-protocol.ts';
import type { CallAnswer, ThreadReply, ThreadRequest } from './thread.ts';

type Question = { resolve(answer: Orientation): void; reject(fault: Fault): void };

function serve(port: MessagePort): void {
	// The other cores read pages meanwhile; libvips' own threads and cache would only take their time and memory.
	sharp.concurrency(1);
	sharp.cache(false);
	const questions = new Map<number, Question>();
	let calls = 0;

	const send = (reply: ThreadReply, transfer: readonly ArrayBuffer[] = []): void =>
		port.postMessage(reply, [...transfer]);
	const detectOrientation = (gray: GrayImage): Promise<Orientation> => {
		calls += 1;
		const callId = calls;
		return new Promise((resolve, reject) => {
			questions.set(callId, { resolve, reject });
			send({ status: 'call', callId, data: gray });
		});
	};
	const hearAnswer = (answer: CallAnswer): void => {
		const question = questions.get(answer.callId);
		questions.delete(answer.callId);
		if (answer.ok) question?.resolve(answer.data as Orientation);
		else question?.reject(fromFaultRecord(answer.fault));
	};
	port.on('message', (request: ThreadRequest) => {
		if (request.action === 'answer') hearAnswer(request.payload as CallAnswer);
		else void clean(request, detectOrientation, send);
	});
}

async function clean(
	{ jobId, payload }: ThreadRequest,
	detectOrientation: (gray: GrayImage) => Promise<Orientation>,
	send: (reply: ThreadReply, transfer?: readonly ArrayBuffer[]) => void,
): Promise<void> {
	try {
		const { picture, without } = payload as CleanRequest;
		const cleaned = await cleanPage(picture, { detectOrientation, without });
		const bytes = alone(cleaned.ocrCopy.data);
		const data: CleanedPage = { ...cleaned, ocrCopy: { ...cleaned.ocrCopy, data: bytes } };
		send({ status: 'resolve', jobId, data }, [bytes.buffer]);
	} catch (error) {
		send({ status: 'reject', jobId, data: refusalOf(error) });
	}
}

/** The bytes in a buffer of their own, which can be transferred. */
function alone(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const { buffer, byteLength } = bytes;
	const own = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
	return own ? new Uint8Array(buffer) : new Uint8Array(bytes);
}

function refusalOf(error: unknown): CleanRefusal {
	if (isFault(error)) return { fault: toFaultRecord(error) };
	return { bug: error instanceof Error ? error : new Error('Not an error was thrown') };
}

if (parentPort !== null) serve(parentPort);
