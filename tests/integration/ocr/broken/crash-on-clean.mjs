// A page worker that dies of every page.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', () => {
	throw new Error('injected crash');
});
