// A tesseract.js worker that never answers: what a missing model looked like in tesseract.js.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', () => undefined);
