/** The isolated world that the preload script runs in, and the only name that it has there. */
export const WORLD = 'Electron Isolated Context';
export const BINDING = 'toElectronDouble';
export const FROM_MAIN = 'fromElectronDouble';

/** Data on its way through text: what oRPC sends over a port is text or bytes. */
export type Packed = { readonly text: string } | { readonly bytes: string } | { readonly json: unknown };

/** From the isolated world to the double. */
export type FromPreload =
	| { readonly kind: 'ipc'; readonly channel: string; readonly data: Packed; readonly ports: readonly number[] }
	| { readonly kind: 'port'; readonly port: number; readonly data: Packed };

/** From the double to the isolated world; without `data` the port is closed. */
export type ToPreload = { readonly port: number; readonly data?: Packed };

/** What a port says last, when the other end has gone. */
const LAST_WORD = 'electron-double:closed';

/**
 * The source of what runs in the page's own world first. Electron patches Blink so that a port emits `close` when its other
 * end has gone; Chromium has no such event: here the last word makes it, and nobody else sees that word.
 */
export const CLOSE_EVENT_SOURCE = `(() => {
	const Channel = globalThis.MessageChannel;
	globalThis.MessageChannel = class MessageChannel extends Channel {
		constructor() {
			super();
			this.port1.addEventListener('message', (event) => {
				if (event.data !== ${JSON.stringify(LAST_WORD)}) return;
				event.stopImmediatePropagation();
				this.port1.dispatchEvent(new Event('close'));
			});
		}
	};
})();`;

export function pack(data: unknown): Packed {
	if (typeof data === 'string') return { text: data };
	if (data instanceof ArrayBuffer) return { bytes: Buffer.from(data).toString('base64') };
	if (ArrayBuffer.isView(data)) {
		return { bytes: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
	}
	return { json: data ?? null };
}

export function unpack(packed: Packed): unknown {
	if ('text' in packed) return packed.text;
	if ('bytes' in packed) return new Uint8Array(Buffer.from(packed.bytes, 'base64'));
	return packed.json;
}

/**
 * The source of what runs in the isolated world before the page's own scripts: as much of a sandboxed preload script's
 * `require('electron')` as ours uses, then the built preload script itself.
 */
export function preloadSource(preload: string): string {
	return `(() => {
	const toMain = (message) => globalThis.${BINDING}(JSON.stringify(message));
	const pack = (data) => {
		if (typeof data === 'string') return { text: data };
		if (data instanceof ArrayBuffer) return { bytes: new Uint8Array(data).toBase64() };
		if (ArrayBuffer.isView(data)) return { bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength).toBase64() };
		return { json: data ?? null };
	};
	const unpack = (packed) => 'text' in packed ? packed.text : 'bytes' in packed ? Uint8Array.fromBase64(packed.bytes) : packed.json;
	const ports = new Map();
	let last = 0;
	const take = (port) => {
		last += 1;
		const number = last;
		ports.set(number, port);
		port.addEventListener('message', ({ data }) => toMain({ kind: 'port', port: number, data: pack(data) }));
		port.start();
		return number;
	};
	globalThis.${FROM_MAIN} = (messages) => {
		for (const { port, data } of messages) {
			if (data !== undefined) ports.get(port)?.postMessage(unpack(data));
			else {
				const closing = ports.get(port);
				ports.delete(port);
				closing?.postMessage(${JSON.stringify(LAST_WORD)});
				closing?.close();
			}
		}
	};
	const ipcRenderer = {
		postMessage: (channel, data, given = []) => {
			const numbers = given.map(take);
			toMain({ kind: 'ipc', channel, data: pack(data), ports: numbers });
		},
	};
	const require = (name) => {
		if (name === 'electron') return { ipcRenderer };
		throw new Error('A sandboxed preload script has no module ' + name);
	};
	const module = { exports: {} };
	(function (require, module, exports) {
${preload}
	})(require, module, module.exports);
})();`;
}
