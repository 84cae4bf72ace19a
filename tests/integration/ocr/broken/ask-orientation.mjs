// A page worker that is unsure of every page, and gives the answer it got as its result.
import { parentPort } from 'node:worker_threads';

let asked;
parentPort.on('message', ({ action, jobId, payload }) => {
	if (action === 'clean') {
		asked = jobId;
		parentPort.postMessage({
			status: 'call',
			callId: 1,
			data: { data: new Uint8Array(4), width: 2, height: 2, dpi: 150 },
		});
		return;
	}
	const reply = payload.ok
		? { status: 'resolve', data: payload.data }
		: { status: 'reject', data: { fault: payload.fault } };
	parentPort.postMessage({ jobId: asked, ...reply });
});
