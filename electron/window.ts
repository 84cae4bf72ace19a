import { app, BrowserWindow, screen, session, type WebContents } from 'electron';
import { isDocument, isOurs, ORIGIN } from './app-origin.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

/** What every window's page may not have (peers.md §4.6: 2, 3, 4, 6, 8, 9). */
const CONFINED = {
	sandbox: true,
	contextIsolation: true,
	nodeIntegration: false,
	webSecurity: true,
	allowRunningInsecureContent: false,
	spellcheck: false,
} as const;

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
	if (state.maximized) window.maximize();
	window.once('ready-to-show', () => window.show());
	window.on('close', () => {
		writeWindowState(statePath, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
	});
	void window.loadURL(`${ORIGIN}/`);
	return window;
}

/** Before any window: nothing is asked of the person, nothing comes from outside, nothing leads out. */
export function confineEverything(): void {
	const { defaultSession } = session;
	defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
	defaultSession.setPermissionCheckHandler(() => false);
	defaultSession.setDevicePermissionHandler(() => false);
	defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url) }));
	app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** Our pages, what they hold in memory, the PDF viewer inside Chromium and, while developing, its tools. */
function mayLoad(url: string): boolean {
	return isOurs(url) || /^(data|blob|devtools|chrome-extension):/.test(url);
}

function confine(contents: WebContents): void {
	contents.on('will-attach-webview', (event) => event.preventDefault());
	contents.on('will-navigate', (event) => {
		if (!isOurs(event.url)) event.preventDefault();
	});
	contents.on('will-redirect', (event) => event.preventDefault());
	contents.setWindowOpenHandler(({ url }) => {
		if (!isDocument(url)) return { action: 'deny' };
		const webPreferences = { ...CONFINED, plugins: true };
		return { action: 'allow', overrideBrowserWindowOptions: { autoHideMenuBar: true, webPreferences } };
	});
}
