import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CdpSession } from './cdp.ts';
import { asProduct } from './origin.ts';
import { session } from './session.ts';

type Begun = { readonly guid: string; readonly url: string; readonly suggestedFilename: string };
type Progress = { readonly guid: string; readonly state: 'inProgress' | 'completed' | 'canceled' };

/**
 * Downloads as Electron has them: the product is asked first (`will-download`), then the person at the save dialog, and only then does
 * a file arrive, where the person wanted it. Meanwhile Chromium keeps the bytes in `staging`.
 */
export async function watchDownloads(browser: CdpSession, staging: string): Promise<void> {
	await mkdir(staging, { recursive: true });
	/** Where each goes; `undefined`: nowhere. */
	const targets = new Map<string, string | undefined>();
	browser.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }: Begun) => {
		const target = askForTarget(asProduct(url), suggestedFilename);
		targets.set(guid, target);
		if (target === undefined) void browser.send('Browser.cancelDownload', { guid }).catch(() => undefined);
	});
	browser.on('Browser.downloadProgress', ({ guid, state }: Progress) => {
		if (state === 'inProgress') return;
		const target = targets.get(guid);
		const bytes = join(staging, guid);
		// A short one may have come whole before it was stopped.
		void (target === undefined ? rm(bytes, { force: true }) : rename(bytes, target));
	});
	await browser.send('Browser.setDownloadBehavior', {
		behavior: 'allowAndName',
		downloadPath: staging,
		eventsEnabled: true,
	});
}

function askForTarget(url: string, name: string): string | undefined {
	let refused = false;
	let options: { readonly defaultPath?: string } = {};
	const item = {
		getURL: () => url,
		getFilename: () => name,
		setSaveDialogOptions: (given: typeof options) => {
			options = given;
		},
	};
	const event = {
		preventDefault: () => {
			refused = true;
		},
	};
	const { defaultSession } = session;
	defaultSession.emit('will-download', event, item);
	defaultSession.offered.push({ url, refused, ...options });
	const { saveFolder } = defaultSession;
	return refused || saveFolder === undefined ? undefined : join(saveFolder, options.defaultPath ?? name);
}
