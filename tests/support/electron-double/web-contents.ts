import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { CdpSession } from './cdp.ts';
import { asChromium, asProduct, fulfil } from './origin.ts';
import { DoublePort } from './ports.ts';
import {
	BINDING,
	CLOSE_EVENT_SOURCE,
	FROM_MAIN,
	type FromPreload,
	pack,
	preloadSource,
	type ToPreload,
	unpack,
	WORLD,
} from './preload-world.ts';
import { downloadBegins, ipcMain, mayRequest, schemeAnswer } from './session.ts';

export type WebPreferences = { readonly preload?: string } & Readonly<Record<string, unknown>>;
type OpenHandler = (details: { readonly url: string }) => { readonly action: string };
type Paused = {
	readonly requestId: string;
	readonly frameId: string;
	readonly resourceType: string;
	readonly request: { readonly url: string; readonly method: string };
};
type Context = { readonly id: number; readonly name: string };

/** An event that can be stopped. */
export function stoppable<T extends object>(more: T): T & { readonly stopped: boolean; preventDefault(): void } {
	let stopped = false;
	const event = {
		preventDefault() {
			stopped = true;
		},
		get stopped() {
			return stopped;
		},
	};
	return Object.assign(event, more);
}

/** Electron's `WebContents` over a real page of a real Chromium. */
export class DoubleWebContents extends EventEmitter {
	readonly mainFrame = { url: 'about:blank' };
	/** For tests: what the window was made with. */
	readonly webPreferences: WebPreferences;
	readonly #session: Promise<CdpSession>;
	readonly #ports = new Map<string, DoublePort>();
	#openHandler: OpenHandler = () => ({ action: 'allow' });
	#mainFrameId = '';
	#world: number | undefined;
	#expected: string | undefined;
	#outbox: ToPreload[] = [];

	constructor(session: Promise<CdpSession>, webPreferences: WebPreferences) {
		super();
		this.webPreferences = webPreferences;
		this.#session = session.then((page) => this.#prepare(page));
		this.#session.catch(() => undefined);
	}

	setWindowOpenHandler(handler: OpenHandler): void {
		this.#openHandler = handler;
	}

	async loadURL(url: string): Promise<void> {
		const page = await this.#session;
		this.#expected = url;
		await page.send('Page.navigate', { url: asChromium(url) });
	}

	reload(): void {
		this.#expected = this.mainFrame.url;
		void this.#session.then((page) => page.send('Page.reload'));
	}

	forcefullyCrashRenderer(): void {
		// There is nobody left to answer.
		void this.#session.then((page) => page.send('Page.crash')).catch(() => undefined);
	}

	async #prepare(page: CdpSession): Promise<CdpSession> {
		page.on('Fetch.requestPaused', (paused) => void this.#answer(page, paused as Paused));
		page.on('Runtime.executionContextCreated', ({ context }) => this.#enter(context as Context));
		page.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#leave(executionContextId));
		page.on('Runtime.executionContextsCleared', () => this.#leave(this.#world));
		page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
			if (name === BINDING) this.#fromPreload(executionContextId, JSON.parse(payload) as FromPreload);
		});
		page.on('Page.frameNavigated', ({ frame }) => {
			if (frame.id === this.#mainFrameId) this.mainFrame.url = asProduct(`${frame.url}${frame.urlFragment ?? ''}`);
		});
		page.on('Page.domContentEventFired', () => this.emit('dom-ready'));
		page.on('Page.loadEventFired', () => this.emit('did-finish-load'));
		page.on('Page.windowOpen', ({ url }) => this.#openHandler({ url: asProduct(url) }));
		page.on('Page.downloadWillBegin', ({ url, suggestedFilename }) =>
			downloadBegins(asProduct(url), suggestedFilename),
		);
		page.on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
		const { frameTree } = await page.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
		this.#mainFrameId = frameTree.frame.id;
		await page.send('Page.enable');
		await page.send('Inspector.enable');
		await page.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
		const { preload } = this.webPreferences;
		if (preload !== undefined) {
			await page.send('Runtime.enable');
			await page.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
			const source = preloadSource(await readFile(preload, 'utf8'));
			await page.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD });
			await page.send('Page.addScriptToEvaluateOnNewDocument', { source: CLOSE_EVENT_SOURCE });
		}
		return page;
	}

	/** Asks the product's own handlers, as Electron does, and only then lets the request come to an answer. */
	async #answer(page: CdpSession, { requestId, frameId, resourceType, request }: Paused): Promise<void> {
		const url = asProduct(request.url);
		const refuse = (errorReason: string) => page.send('Fetch.failRequest', { requestId, errorReason });
		try {
			if (resourceType === 'Document' && this.#staysAway(url, frameId === this.#mainFrameId)) await refuse('Aborted');
			else if (!(await mayRequest(url))) await refuse('BlockedByClient');
			else {
				const answer = await schemeAnswer(url, request.method);
				if (answer === undefined) await refuse('Failed');
				else await fulfil(page, requestId, answer);
			}
		} catch {
			// The page, or what asked, has gone meanwhile.
			await refuse('Failed').catch(() => undefined);
		}
	}

	/** Whether the product stops a navigation that the page began. */
	#staysAway(url: string, isMainFrame: boolean): boolean {
		const expected = this.#expected;
		if (isMainFrame) this.#expected = undefined;
		if (isMainFrame && expected !== undefined && expected.split('#', 1)[0] === url.split('#', 1)[0]) return false;
		const event = stoppable({ url, isMainFrame });
		this.emit('will-frame-navigate', event);
		if (isMainFrame) this.emit('will-navigate', event);
		return event.stopped;
	}

	#enter({ id, name }: Context): void {
		if (name === WORLD) this.#world = id;
	}

	#leave(context: number | undefined): void {
		if (context === undefined || context !== this.#world) return;
		this.#world = undefined;
		for (const port of this.#ports.values()) port.farClosed();
		this.#ports.clear();
	}

	#fromPreload(context: number, message: FromPreload): void {
		const keyOf = (port: number): string => `${context}/${port}`;
		if (message.kind === 'port') this.#ports.get(keyOf(message.port))?.receive(unpack(message.data));
		else {
			const ports = message.ports.map((number) => {
				const port = new DoublePort({
					send: (data) => this.#toPreload(context, { port: number, data: pack(data) }),
					close: () => this.#toPreload(context, { port: number }),
				});
				this.#ports.set(keyOf(number), port);
				return port;
			});
			const event = { senderFrame: this.mainFrame, sender: this, ports };
			ipcMain.emit(message.channel, event, unpack(message.data));
		}
	}

	/** In order, and many at a time where they come quickly. */
	#toPreload(context: number, message: ToPreload): void {
		if (context !== this.#world) return;
		this.#outbox.push(message);
		if (this.#outbox.length > 1) return;
		queueMicrotask(() => {
			const messages = this.#outbox;
			this.#outbox = [];
			const expression = `${FROM_MAIN}(${JSON.stringify(messages)})`;
			void this.#session
				.then((page) => page.send('Runtime.evaluate', { expression, contextId: context }))
				.catch(() => undefined);
		});
	}
}
