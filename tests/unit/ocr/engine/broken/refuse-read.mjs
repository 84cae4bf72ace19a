// A tesseract.js worker whose engine aborts inside wasm: the script catches that and refuses the job.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ jobId, action }) => {
	const status = action === 'recognize' ? 'reject' : 'resolve';
	parentPort.postMessage({ jobId, status, data: 'RuntimeError: memory access out of bounds' });
});
