import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Chromium, startChromium } from './cdp.ts';
import { takeInstanceLock } from './single-instance.ts';
import { running } from './utility-process.ts';
import { stoppable } from './web-contents.ts';

/** The value of `--name=value` or `--name` on the command line. */
function switchValue(name: string): string | undefined {
	const given = process.argv.find((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
	return given?.slice(name.length + 3);
}

let chromium: Promise<Chromium> | undefined;

/** The Chromium behind all windows. */
export function theChromium(): Promise<Chromium> {
	if (chromium === undefined) throw new Error('No window before the app is ready');
	return chromium;
}

/** How windows are closed; set by `electron.ts`, because windows know the app. */
type Windows = { closeAll(): boolean };

class DoubleApp extends EventEmitter {
	readonly isPackaged = process.env.SOHOA_DOUBLE_PACKAGED === '1';
	/** For tests. */
	sandboxed = false;
	windows: Windows = { closeAll: () => true };
	#quitting = false;

	readonly commandLine = {
		hasSwitch: (name: string): boolean => switchValue(name) !== undefined,
		getSwitchValue: (name: string): string => switchValue(name) ?? '',
	};

	getPath(name: string): string {
		if (name !== 'userData') throw new Error(`The double has no ${name}`);
		const folder = switchValue('user-data-dir');
		if (folder === undefined) throw new Error('Name a --user-data-dir');
		mkdirSync(folder, { recursive: true });
		return folder;
	}

	getAppMetrics(): readonly { readonly type: string; readonly name: string; readonly pid: number | undefined }[] {
		return [...running].map(({ serviceName, pid }) => ({ type: 'Utility', name: serviceName, pid }));
	}

	enableSandbox(): void {
		this.sandboxed = true;
	}

	async whenReady(): Promise<void> {
		chromium ??= startChromium(join(this.getPath('userData'), 'chromium'));
		const { browser } = (await chromium).connection;
		// Chromium has opened a page's window before anybody was asked; the product opens its own windows itself.
		browser.on('Target.targetCreated', ({ targetInfo: { targetId, openerId } }) => {
			if (openerId !== undefined) void browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
		});
		await browser.send('Target.setDiscoverTargets', { discover: true });
	}

	requestSingleInstanceLock(): boolean {
		const onSecond = (): void => {
			this.emit('second-instance', {}, [], process.cwd());
		};
		return takeInstanceLock(join(this.getPath('userData'), 'instance.lock'), onSecond);
	}

	quit(): void {
		const before = stoppable({});
		this.emit('before-quit', before);
		if (before.stopped) return;
		this.#quitting = true;
		const closed = this.windows.closeAll();
		this.#quitting = false;
		if (!closed) return;
		const event = stoppable({});
		this.emit('will-quit', event);
		if (event.stopped) return;
		this.emit('quit', {}, 0);
		this.exit(0);
	}

	exit(code = 0): void {
		process.exit(code);
	}

	lastWindowClosed(): void {
		if (this.#quitting) return;
		if (this.listenerCount('window-all-closed') === 0) this.quit();
		else this.emit('window-all-closed');
	}
}

export const app = new DoubleApp();
