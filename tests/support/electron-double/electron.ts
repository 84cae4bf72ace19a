// What `import … from 'electron'` finds in the process that plays Electron's main. Only what our bundles use is here.
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { ipcMain, protocol, session } from './session.ts';
import { DoubleUtilityProcess } from './utility-process.ts';
import { BrowserWindow, WORK_AREA } from './window.ts';

app.windows = {
	closeAll() {
		for (const window of BrowserWindow.getAllWindows()) window.close();
		return BrowserWindow.getAllWindows().length === 0;
	},
};

const utilityProcess = {
	fork: (entry: string, args: readonly string[], { serviceName = '' }: { readonly serviceName?: string } = {}) =>
		new DoubleUtilityProcess(entry, args, serviceName),
};

/** Nobody sits before it: boxes are noted, and answered with their last button. */
const dialog = {
	shown: [] as unknown[],
	showErrorBox: (title: string, content: string): void => {
		dialog.shown.push({ title, content });
		process.stderr.write(`${title}: ${content}\n`);
	},
	showMessageBox: async (...given: readonly unknown[]): Promise<{ readonly response: number }> => {
		const box = given.at(-1) as { readonly buttons?: readonly string[] };
		dialog.shown.push(box);
		return { response: (box.buttons?.length ?? 1) - 1 };
	},
};

type MenuTemplate = readonly Readonly<Record<string, unknown>>[];

class Menu {
	static applicationMenu: Menu | null | undefined;
	static readonly popped: Menu[] = [];
	readonly template: MenuTemplate;

	constructor(template: MenuTemplate) {
		this.template = template;
	}

	static buildFromTemplate(template: MenuTemplate): Menu {
		return new Menu(template);
	}

	static setApplicationMenu(menu: Menu | null): void {
		Menu.applicationMenu = menu;
	}

	popup(): void {
		Menu.popped.push(this);
	}
}

/** A key store that seals by turning text round: what was sealed can be told from what was not. */
const safeStorage = {
	isAsyncEncryptionAvailable: async (): Promise<boolean> => true,
	getSelectedStorageBackend: (): string => 'gnome_libsecret',
	encryptStringAsync: async (text: string): Promise<Buffer> => Buffer.from(`sealed ${[...text].reverse().join('')}`),
	decryptStringAsync: async (sealed: Buffer): Promise<{ readonly result: string }> => ({
		result: [...sealed.toString().slice('sealed '.length)].reverse().join(''),
	}),
};

const screen = Object.assign(new EventEmitter(), { getAllDisplays: () => [{ workArea: WORK_AREA }] });

export { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, screen, session, utilityProcess };

const electron = { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, screen, session, utilityProcess };

/** From a test: a function of `(electron, given)` to be run here, as Playwright's `electronApplication.evaluate` does. */
export type Evaluate = {
	readonly kind: 'evaluate';
	readonly id: number;
	readonly source: string;
	readonly given: unknown;
};
/** To the test. */
export type FromDouble =
	| { readonly kind: 'chromium'; readonly endpoint: string }
	| { readonly kind: 'evaluated'; readonly id: number; readonly value?: unknown; readonly error?: string };

process.on('message', async ({ id, source, given }: Evaluate) => {
	try {
		const work = new Function(`return (${source})`)() as (all: typeof electron, given: unknown) => unknown;
		process.send?.({ kind: 'evaluated', id, value: await work(electron, given) } satisfies FromDouble);
	} catch (error) {
		process.send?.({ kind: 'evaluated', id, error: String(error) } satisfies FromDouble);
	}
});
// A host whose test has gone goes too.
process.on('disconnect', () => process.exit(1));
