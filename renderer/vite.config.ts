import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
	root: here('.'),
	// Relative, so that the same build works under `cli serve` and under Electron's own protocol.
	base: './',
	plugins: [react()],
	// The hosts read `index.html` with this nonce in it and put a fresh one there (contract/renderer-page.ts).
	html: { cspNonce: '__CSP_NONCE__' },
	build: {
		outDir: here('../out/renderer'),
		emptyOutDir: true,
		target: 'es2023',
		// Electron 45 and the browsers of 2026 need no polyfill, and data: URLs for scripts are against the policy.
		modulePreload: { polyfill: false },
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 2_000,
	},
});
