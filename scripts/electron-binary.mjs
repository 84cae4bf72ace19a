import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './ensure-modules.mjs';

/** Electron's binary, if it is here. It comes from outside the npm registry: closed networks have none. */
export function electronBinary() {
	const folder = join(ROOT, 'node_modules/electron');
	const named = join(folder, 'path.txt');
	if (!existsSync(named)) return undefined;
	const binary = join(folder, 'dist', readFileSync(named, 'utf8').trim());
	return existsSync(binary) ? binary : undefined;
}

/** Whether a window can be opened at all. */
export function hasDisplay() {
	return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}
