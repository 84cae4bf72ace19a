// A page worker that spins for ever.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', () => {
	for (;;);
});
