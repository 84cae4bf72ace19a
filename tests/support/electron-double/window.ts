import { EventEmitter } from 'node:events';
import { app, theChromium } from './app.ts';
import type { CdpConnection } from './cdp.ts';
import { DoubleWebContents, stoppable, type WebPreferences } from './web-contents.ts';

type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
type Options = Partial<Bounds> & { readonly show?: boolean; readonly webPreferences?: WebPreferences };

/** The work area of the one display that there is. */
export const WORK_AREA: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };

const all = new Set<BrowserWindow>();

/** Electron's `BrowserWindow`: a tab of a Chromium without a screen. Where it stands and whether it is seen is only noted. */
export class BrowserWindow extends EventEmitter {
	static getAllWindows(): readonly BrowserWindow[] {
		return [...all];
	}

	readonly webContents: DoubleWebContents;
	readonly #target: Promise<string>;
	#bounds: Bounds;
	#visible: boolean;
	#focused = false;
	#maximized = false;
	#minimized = false;
	#open = true;

	constructor({ webPreferences = {}, show = true, ...bounds }: Options) {
		super();
		this.#bounds = { x: 100, y: 100, width: 800, height: 600, ...pickBounds(bounds) };
		this.#visible = show;
		const chromium = theChromium();
		this.#target = chromium.then(({ connection }) => openTab(connection));
		const session = Promise.all([chromium, this.#target]).then(([{ connection }, id]) => connection.attach(id));
		this.webContents = new DoubleWebContents(session, webPreferences);
		this.webContents.once('dom-ready', () => {
			this.emit('ready-to-show');
			// A test that connects while a page is being made would wait for ever.
			void chromium.then(({ endpoint }) => process.send?.({ kind: 'chromium', endpoint }));
		});
		all.add(this);
		app.emit('web-contents-created', {}, this.webContents);
	}

	loadURL(url: string): Promise<void> {
		return this.webContents.loadURL(url);
	}

	show(): void {
		this.#visible = true;
		this.focus();
	}

	focus(): void {
		for (const window of all) window.#focused = window === this;
	}

	blur(): void {
		this.#focused = false;
	}

	maximize(): void {
		this.#maximized = true;
	}

	unmaximize(): void {
		this.#maximized = false;
	}

	minimize(): void {
		this.#minimized = true;
		this.blur();
	}

	restore(): void {
		this.#minimized = false;
	}

	isDestroyed = (): boolean => !this.#open;
	isVisible = (): boolean => this.#visible;
	isFocused = (): boolean => this.#focused;
	isMaximized = (): boolean => this.#maximized;
	isMinimized = (): boolean => this.#minimized;
	getNormalBounds = (): Bounds => this.#bounds;
	getBounds = (): Bounds => (this.#maximized ? WORK_AREA : this.#bounds);

	setBounds(bounds: Partial<Bounds>): void {
		this.#bounds = { ...this.#bounds, ...bounds };
	}

	/** As a person closes it: it may refuse. */
	close(): void {
		const event = stoppable({});
		if (this.#open) this.emit('close', event);
		if (!event.stopped) this.destroy();
	}

	destroy(): void {
		if (!this.#open) return;
		this.#open = false;
		all.delete(this);
		void Promise.all([theChromium(), this.#target])
			.then(([{ connection }, targetId]) => connection.browser.send('Target.closeTarget', { targetId }))
			.catch(() => undefined);
		this.emit('closed');
		if (all.size === 0) app.lastWindowClosed();
	}
}

function pickBounds({ x, y, width, height }: Partial<Bounds>): Partial<Bounds> {
	return Object.fromEntries(Object.entries({ x, y, width, height }).filter(([, value]) => value !== undefined));
}

async function openTab(connection: CdpConnection): Promise<string> {
	const { targetId } = await connection.browser.send<{ targetId: string }>('Target.createTarget', {
		url: 'about:blank',
	});
	return targetId;
}
