// A tesseract.js worker that starts well and dies of the first page.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ jobId, action }) => {
	if (action === 'recognize') throw new Error('injected crash');
	parentPort.postMessage({ jobId, status: 'resolve', data: {} });
});
