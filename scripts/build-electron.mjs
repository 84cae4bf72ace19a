// Bundles our own code for Electron into out/electron, or into the folder named; packages stay in node_modules (native ones
// can't be bundled).
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './ensure-modules.mjs';

const out = resolve(process.argv[2] ?? join(ROOT, 'out/electron'));

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
	outdir: out,
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
await cp(join(ROOT, 'ocr/model'), join(out, 'model'), { recursive: true });

await build({
	...common,
	// A sandboxed preload script can only be CommonJS.
	format: 'cjs',
	outfile: join(out, 'preload.cjs'),
	entryPoints: ['electron/preload.ts'],
});
