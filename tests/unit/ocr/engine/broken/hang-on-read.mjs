// A tesseract.js worker that starts well and spins for ever on the first page, as a wasm loop would.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ jobId, action }) => {
	if (action === 'recognize') for (;;);
	parentPort.postMessage({ jobId, status: 'resolve', data: {} });
});
