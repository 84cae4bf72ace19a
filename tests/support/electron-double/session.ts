import { EventEmitter } from 'node:events';

type RequestFilter = (
	details: { readonly url: string },
	answer: (verdict: { readonly cancel?: boolean }) => void,
) => void;
type SchemeHandler = (request: Request) => Promise<Response> | Response;
type PermissionHandler = (
	contents: unknown,
	permission: string,
	answer: (granted: boolean) => void,
	details: object,
) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** What was offered for saving; `refused`: the product stopped it. Nothing is saved here: there is nobody at the dialog. */
export type Offered = { readonly url: string; readonly refused: boolean; readonly defaultPath?: string };

class DoubleSession extends EventEmitter {
	/** For tests. */
	readonly offered: Offered[] = [];
	spellChecker = true;
	permissionRequest: PermissionHandler | undefined;
	permissionCheck: PermissionCheck | undefined;
	devicePermission: (() => boolean) | undefined;
	requestFilter: RequestFilter | undefined;

	readonly webRequest = {
		onBeforeRequest: (filter: RequestFilter): void => {
			this.requestFilter = filter;
		},
	};

	setPermissionRequestHandler(handler: PermissionHandler): void {
		this.permissionRequest = handler;
	}

	setPermissionCheckHandler(handler: PermissionCheck): void {
		this.permissionCheck = handler;
	}

	setDevicePermissionHandler(handler: () => boolean): void {
		this.devicePermission = handler;
	}

	setSpellCheckerEnabled(on: boolean): void {
		this.spellChecker = on;
	}
}

export const session = { defaultSession: new DoubleSession() };

/** `ipcMain`: what preload scripts sent. */
export const ipcMain = new EventEmitter();

const schemes = new Map<string, SchemeHandler>();
const declared = new Map<string, object>();

export const protocol = {
	/** For tests. */
	declared,
	registerSchemesAsPrivileged(list: readonly { readonly scheme: string; readonly privileges: object }[]): void {
		for (const { scheme, privileges } of list) declared.set(scheme, privileges);
	},
	handle(scheme: string, handler: SchemeHandler): void {
		if (!declared.has(scheme)) throw new Error('Declare a scheme before the app is ready');
		schemes.set(scheme, handler);
	},
};

/** What the product's request filter says. */
export function mayRequest(url: string): Promise<boolean> {
	const { requestFilter } = session.defaultSession;
	if (requestFilter === undefined) return Promise.resolve(true);
	return new Promise((resolve) => requestFilter({ url }, ({ cancel }) => resolve(cancel !== true)));
}

/** The product's answer to a request of its own scheme; `undefined` for other schemes: there is no network here. */
export async function schemeAnswer(url: string, method: string): Promise<Response | undefined> {
	const handler = schemes.get(new URL(url).protocol.slice(0, -1));
	return handler?.(new Request(url, { method }));
}

/** A download began in a page. */
export function downloadBegins(url: string, name: string): void {
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
	session.defaultSession.emit('will-download', event, item);
	session.defaultSession.offered.push({ url, refused, ...options });
}
