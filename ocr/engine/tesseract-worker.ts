/**
 * Worker-thread entry: tesseract.js' own worker script with three changes: the model comes as proven bytes and is never
 * looked for on disk or network; the core is the smallest that does the job (7.0.0 always takes the one with the legacy
 * engine under Node: it compares a boolean with a number); and results are thinned before they cross the thread.
 */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { ThreadRequest } from '../thread.ts';
import type { EngineBlock, EngineLine } from './engine.ts';
import type { RawPage } from './tesseract-protocol.ts';

/** What tesseract.js' script sends: progress any number of times, then one `resolve` or `reject` (a text). */
type ScriptReply = {
	readonly jobId: string;
	readonly status: 'resolve' | 'reject' | 'progress';
	readonly data?: unknown;
};

type WorkerScript = {
	setAdapter(adapter: object): void;
	dispatchHandlers(packet: ThreadRequest, send: (reply: ScriptReply) => void): void;
};
type FeatureDetect = { simd(): Promise<boolean>; relaxedSimd(): Promise<boolean> };

const require = createRequire(import.meta.url);

function notUsed(): never {
	throw new Error('Models are handed over as bytes');
}

/** Loads the fastest core that this machine runs. */
async function getCore(lstmOnly: boolean): Promise<unknown> {
	const { simd, relaxedSimd } = requireFromTesseract('wasm-feature-detect') as FeatureDetect;
	const speed = (await relaxedSimd()) ? '-relaxedsimd' : (await simd()) ? '-simd' : '';
	return requireFromTesseract(`tesseract.js-core/tesseract-core${speed}${lstmOnly ? '-lstm' : ''}`);
}

/** Resolves as tesseract.js itself would, wherever its dependencies are installed. */
function requireFromTesseract(id: string): unknown {
	return createRequire(require.resolve('tesseract.js/package.json'))(id);
}

/** Lines and blocks without symbols, choices and paragraphs: a tenth of what tesseract.js would send. */
function thin(page: RawPage): { lines: EngineLine[]; blocks: EngineBlock[] } {
	const lines: EngineLine[] = [];
	const blocks: EngineBlock[] = [];
	for (const block of page.blocks ?? []) {
		blocks.push({ box: toBox(block.bbox) });
		for (const line of block.paragraphs.flatMap((paragraph) => paragraph.lines)) {
			const words = line.words.map((word) => ({
				text: word.text,
				box: toBox(word.bbox),
				confidence: Math.min(1, Math.max(0, word.confidence / 100)),
			}));
			lines.push({ box: toBox(line.bbox), words, block: blocks.length - 1 });
		}
	}
	return { lines, blocks };
}

function toBox(bbox: { x0: number; y0: number; x1: number; y1: number }): [number, number, number, number] {
	return [bbox.x0, bbox.y0, bbox.x1 - bbox.x0, bbox.y1 - bbox.y0];
}

function serve(port: NonNullable<typeof parentPort>): void {
	const script = require('tesseract.js/src/worker-script/index.js') as WorkerScript;
	script.setAdapter({
		getCore,
		gunzip: notUsed,
		fetch: notUsed,
		readCache: notUsed,
		writeCache: notUsed,
		deleteCache: notUsed,
		checkCache: notUsed,
	});
	port.on('message', (packet: ThreadRequest) => {
		script.dispatchHandlers(packet, (reply) => {
			if (reply.status === 'progress') return;
			const done = packet.action === 'recognize' && reply.status === 'resolve';
			port.postMessage(done ? { ...reply, data: thin(reply.data as RawPage) } : reply);
		});
	});
}

if (parentPort !== null) serve(parentPort);
