import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain } from 'electron';
import { PORT_MESSAGE } from '../contract/index.ts';
import { toFaultRecord } from '../domain/fault.ts';
import { fill, languageOf, texts } from '../i18n/index.ts';
import { isOurs } from './app-origin.ts';
import { answerScheme, declareScheme } from './app-protocol.ts';
import { type CoreClient, startCore } from './core-client.ts';
import { dataFolderOf } from './data-folder.ts';
import { confineEverything, openWindow } from './window.ts';

/** The bundles lie side by side in `out/electron`, the screens in `out/renderer`. */
const HERE = import.meta.dirname;

/** A fault in the person's language; nothing can be shown in a window yet, or no longer. */
function showFault(error: unknown): void {
	const { code, data } = toFaultRecord(error);
	const { text, advice } = texts(languageOf(process.env)).fault[code];
	dialog.showErrorBox('Sohoa', `${fill(text, data)}\n\n${fill(advice, data)}`);
}

/** Only the page in our own window may reach the core. */
function forwardPorts(window: BrowserWindow, core: CoreClient): void {
	ipcMain.on(PORT_MESSAGE, ({ senderFrame, ports }) => {
		const [port] = ports;
		if (port === undefined || senderFrame !== window.webContents.mainFrame || !isOurs(senderFrame.url)) return;
		core.connect(port);
	});
}

async function start(): Promise<void> {
	const userData = app.getPath('userData');
	const dataDir = dataFolderOf({ env: process.env, platform: process.platform, userData });
	const onGone = (): void => {
		showFault(new Error('The core process ended'));
		app.exit(1);
	};
	const core = await startCore(join(HERE, 'core.js'), dataDir, onGone);
	stopBeforeQuit(core);
	confineEverything();
	answerScheme(join(HERE, '../renderer'), core);
	const window = openWindow(join(HERE, 'preload.cjs'), join(userData, 'window.json'));
	forwardPorts(window, core);
	app.on('second-instance', () => {
		if (window.isMinimized()) window.restore();
		window.focus();
	});
}

/** Running jobs are put down in order before the process goes. */
function stopBeforeQuit(core: CoreClient): void {
	let stopped = false;
	app.on('will-quit', (event) => {
		if (stopped) return;
		event.preventDefault();
		void core.stop().finally(() => {
			stopped = true;
			app.quit();
		});
	});
}

function main(): void {
	if (!app.requestSingleInstanceLock()) {
		app.quit();
		return;
	}
	declareScheme();
	app.enableSandbox();
	app.on('window-all-closed', () => app.quit());
	app
		.whenReady()
		.then(start)
		.catch((error: unknown) => {
			showFault(error);
			app.exit(1);
		});
}

main();
