import { app, BrowserWindow, screen } from 'electron';
import { isDocument, ORIGIN } from './app-origin.ts';
import { CONFINED, denyFrames } from './confine.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

/** So many documents may be open at a time: a page gone wild can't fill the screen. */
const MAX_DOCUMENTS = 8;

/** The window with the screens, where it stood last time. */
export function openWindow(preload: string, statePath: string): BrowserWindow {
	const displays = screen.getAllDisplays().map((display) => display.workArea);
	const state = readWindowState(statePath, displays);
	const window = new BrowserWindow({
		width: 1366,
		height: 800,
		...state.bounds,
		minWidth: 900,
		minHeight: 600,
		show: false,
		autoHideMenuBar: true,
		title: 'Sohoa',
		webPreferences: { ...CONFINED, preload, devTools: !app.isPackaged },
	});
	denyFrames(window);
	if (state.maximized) window.maximize();
	window.once('ready-to-show', () => window.show());
	window.on('close', () => {
		writeWindowState(statePath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
	});
	reloadWhenGone(window);
	void window.loadURL(`${ORIGIN}/`);
	return window;
}

/** A page's process that crashed is loaded again, once a minute at most: one that crashes at once would do so for ever. */
function reloadWhenGone(window: BrowserWindow): void {
	let last = Number.NEGATIVE_INFINITY;
	window.webContents.on('render-process-gone', (_event, { reason }) => {
		if (reason === 'clean-exit' || performance.now() - last < 60_000) return;
		last = performance.now();
		window.webContents.reload();
	});
}

/**
 * Shows documents, each in a window of its own. No preload, no script of ours: Chromium's PDF viewer alone (a plugin).
 */
export function documentOpener(): (url: string) => void {
	const open = new Map<string, BrowserWindow>();
	return (url) => {
		const known = open.get(url);
		if (known !== undefined) return known.focus();
		if (!isDocument(url) || open.size >= MAX_DOCUMENTS) return;
		const webPreferences = { ...CONFINED, plugins: true, devTools: !app.isPackaged };
		const window = new BrowserWindow({ width: 1000, height: 900, autoHideMenuBar: true, webPreferences });
		open.set(url, window);
		window.on('closed', () => open.delete(url));
		void window.loadURL(url);
	};
}
