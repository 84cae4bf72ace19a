import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, type MessageBoxOptions, safeStorage } from 'electron';
import { PORT_MESSAGE } from '../contract/index.ts';
import { toFaultRecord } from '../domain/fault.ts';
import { faultWords, languageOf, texts } from '../i18n/index.ts';
import { isOurs } from './app-origin.ts';
import { answerScheme, declareScheme } from './app-protocol.ts';
import { confineEverything } from './confine.ts';
import { startCore } from './core-client.ts';
import { type CoreKeeper, keepCore } from './core-keeper.ts';
import { dataFolderOf } from './data-folder.ts';
import { isOpened } from './launch.ts';
import { offerClipboard, setMenu } from './menus.ts';
import { openSecretStore, repositoryToken } from './secret-store.ts';
import { documentOpener, openWindow } from './window.ts';

/** The bundles lie side by side in `out/electron`, the screens in `out/renderer`. */
const HERE = import.meta.dirname;
const LANGUAGE = languageOf(process.env);
const WORDS = texts(LANGUAGE).screen.host;

/** A fault in the person's language; nothing can be shown in a window yet, or no longer. */
function showFault(error: unknown): void {
	const { text, advice } = faultWords(toFaultRecord(error), LANGUAGE);
	dialog.showErrorBox('Sohoa', `${text}\n\n${advice}`);
}

/** Only the page in our own window may reach the core. */
function forwardPorts(window: BrowserWindow, core: Pick<CoreKeeper, 'connect'>): void {
	ipcMain.on(PORT_MESSAGE, ({ senderFrame, ports }) => {
		const [port] = ports;
		if (port === undefined || senderFrame !== window.webContents.mainFrame || !isOurs(senderFrame.url)) return;
		core.connect(port);
	});
}

async function start(): Promise<void> {
	const userData = app.getPath('userData');
	const dataDir = dataFolderOf({ env: process.env, platform: process.platform, userData });
	const token = await repositoryToken(process.env, await openSecretStore(safeStorage, process.platform, userData));
	let window: BrowserWindow | undefined;
	const core = await keepCore({
		start: (session, events) =>
			startCore(
				join(HERE, 'core.js'),
				{
					dataDir,
					...(session !== undefined && { session }),
					...(token !== undefined && { repositoryToken: token }),
				},
				events,
			),
		askAgain: (error) => askAgain(window, error),
		giveUp: () => app.quit(),
		now: () => performance.now(),
	});
	stopBeforeQuit(core);
	setMenu(WORDS.menu, process.platform, !app.isPackaged);
	confineEverything(documentOpener());
	answerScheme(join(HERE, '../renderer'), core);
	const opened = openWindow(join(HERE, 'preload.cjs'), join(userData, 'window.json'));
	window = opened;
	offerClipboard(opened.webContents, WORDS.menu);
	forwardPorts(opened, core);
	// Documents that stand open go with the screens.
	opened.on('closed', () => app.quit());
	app.on('second-instance', () => {
		// It may be closed already, while the core comes to rest.
		if (opened.isDestroyed()) return;
		if (opened.isMinimized()) opened.restore();
		opened.focus();
	});
}

/** The page stays open behind this box, with what is typed there. */
async function askAgain(window: BrowserWindow | undefined, error: unknown): Promise<boolean> {
	const { title, text, again, quit } = WORDS.stopped;
	const detail = `${text}\n\n${faultWords(toFaultRecord(error), LANGUAGE).text}`;
	const buttons = [again, quit];
	const box: MessageBoxOptions = { type: 'error', title: 'Sohoa', message: title, detail, buttons, cancelId: 1 };
	const answer = window === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box);
	return (await answer).response === 0;
}

/** Running jobs are put down in order before the process goes. */
function stopBeforeQuit(core: Pick<CoreKeeper, 'stop'>): void {
	let state: 'running' | 'stopping' | 'stopped' = 'running';
	app.on('will-quit', (event) => {
		if (state === 'stopped') return;
		event.preventDefault();
		if (state === 'stopping') return;
		state = 'stopping';
		void core.stop().finally(() => {
			state = 'stopped';
			app.quit();
		});
	});
}

function main(): void {
	if (isOpened(app.isPackaged, (name) => app.commandLine.hasSwitch(name))) {
		app.exit(1);
		return;
	}
	if (!app.requestSingleInstanceLock()) {
		app.quit();
		return;
	}
	declareScheme();
	app.enableSandbox();
	app
		.whenReady()
		.then(start)
		.catch((error: unknown) => {
			showFault(error);
			app.exit(1);
		});
}

main();
