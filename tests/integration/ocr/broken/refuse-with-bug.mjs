// A page worker in which a bug throws.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ jobId }) => {
	parentPort.postMessage({ jobId, status: 'reject', data: { bug: new TypeError('injected bug') } });
});
