import { app, type BrowserWindow, session, type WebContents, type WebPreferences } from 'electron';
import { isApp, isDocument, isOurs, mayLoad } from './app-origin.ts';
import { guardDownloads } from './downloads.ts';

/** What every window's page may not have (docs/security.md, items 2-4, 6, 8-11). */
export const CONFINED = {
	sandbox: true,
	contextIsolation: true,
	nodeIntegration: false,
	nodeIntegrationInWorker: false,
	nodeIntegrationInSubFrames: false,
	webSecurity: true,
	allowRunningInsecureContent: false,
	experimentalFeatures: false,
	webviewTag: false,
	navigateOnDragDrop: false,
	// It fetches dictionaries from Google.
	spellcheck: false,
} as const satisfies WebPreferences;

/**
 * Before any window: nothing is asked of the person, nothing comes from outside, nothing leads out. `openDocument` shows an
 * outcome's PDF; it is the only thing that a page can open.
 */
export function confineEverything(openDocument: (url: string) => void): void {
	const { defaultSession } = session;
	defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
	defaultSession.setPermissionCheckHandler(() => false);
	defaultSession.setDevicePermissionHandler(() => false);
	defaultSession.setSpellCheckerEnabled(false);
	defaultSession.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, !app.isPackaged) }));
	guardDownloads(defaultSession);
	app.on('web-contents-created', (_event, contents) => confine(contents, openDocument));
}

function confine(contents: WebContents, openDocument: (url: string) => void): void {
	contents.on('will-attach-webview', (event) => event.preventDefault());
	contents.on('will-navigate', (event) => {
		// The page may load itself again; every other page, a dropped file too, would take its place.
		if (!isApp(event.url)) event.preventDefault();
	});
	contents.on('will-redirect', (event) => event.preventDefault());
	contents.setWindowOpenHandler(({ url }) => {
		// Ours to open, with our preferences and no tie to the page.
		if (isDocument(url)) openDocument(url);
		return { action: 'deny' };
	});
}

/** The screens hold no frames: whatever wants to load one is not ours. */
export function denyFrames(window: BrowserWindow): void {
	window.webContents.on('will-frame-navigate', (event) => {
		if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault();
	});
}
