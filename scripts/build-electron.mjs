// Bundles our own code for Electron into out/electron; packages stay in node_modules (native ones can't be bundled).
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './ensure-modules.mjs';

const common = {
	absWorkingDir: ROOT,
	bundle: true,
	platform: 'node',
	target: 'node24',
	packages: 'external',
	external: ['electron'],
	sourcemap: 'linked',
	logLevel: 'warning',
};

await build({
	...common,
	format: 'esm',
	outdir: join(ROOT, 'out/electron'),
	// Each worker is an entry of its own, beside core.js: ocr/worker-entry.ts and scan/pdf-client.ts look for them there.
	entryPoints: {
		main: 'electron/main.ts',
		core: 'electron/core-process.ts',
		'page-worker': 'ocr/page-worker.ts',
		'tesseract-worker': 'ocr/engine/tesseract-worker.ts',
		'pdf-worker': 'scan/pdf-worker.ts',
	},
});

// ocr/engine/load-model.ts looks for the shipped model beside the bundle.
await cp(join(ROOT, 'ocr/model'), join(ROOT, 'out/electron/model'), { recursive: true });

await build({
	...common,
	// A sandboxed preload script can only be CommonJS.
	format: 'cjs',
	outfile: join(ROOT, 'out/electron/preload.cjs'),
	entryPoints: ['electron/preload.ts'],
});
