import { readFileSync, writeFileSync } from 'node:fs';

/** Where a window stands, in device-independent px of the whole desktop. */
export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type WindowState = { readonly bounds?: Bounds; readonly maximized: boolean };

/** For a machine that was never used: full screen, as clerks use it. */
export const FIRST_STATE: WindowState = { maximized: true };

/** The stored state, as far as it still lies on one of the `displays`; the first state otherwise, also for a broken file. */
export function readWindowState(path: string, displays: readonly Bounds[]): WindowState {
	try {
		const { bounds, maximized } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
		if (!isBounds(bounds)) return FIRST_STATE;
		return displays.some((display) => mostlyInside(bounds, display))
			? { bounds, maximized: maximized === true }
			: FIRST_STATE;
	} catch {
		return FIRST_STATE;
	}
}

/** Keeps the state. A disk that refuses costs the window its place next time, nothing else. */
export function writeWindowState(path: string, state: WindowState): void {
	try {
		writeFileSync(path, JSON.stringify(state));
	} catch {
		return;
	}
}

function isBounds(value: unknown): value is Bounds {
	if (typeof value !== 'object' || value === null) return false;
	const { x, y, width, height } = value as Record<string, unknown>;
	return [x, y, width, height].every(Number.isInteger) && Number(width) >= 400 && Number(height) >= 300;
}

/** Whether at least half of the window, title bar included, lies on the display. */
function mostlyInside(window: Bounds, display: Bounds): boolean {
	const wide = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
	const high = Math.min(window.y + window.height, display.y + display.height) - Math.max(window.y, display.y);
	return window.y >= display.y && wide * 2 >= window.width && high * 2 >= window.height;
}
