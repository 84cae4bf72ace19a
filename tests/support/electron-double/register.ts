// Preloaded into the process that plays Electron's main: there, `electron` is the double.
import { registerHooks } from 'node:module';

const DOUBLE = new URL('electron.ts', import.meta.url).href;

registerHooks({
	resolve: (specifier, context, next) =>
		specifier === 'electron'
			? { url: DOUBLE, shortCircuit: true, format: 'module-typescript' }
			: next(specifier, context),
});
