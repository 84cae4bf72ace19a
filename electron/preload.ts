// The whole preload script: it forwards the page's MessagePort to main, and nothing else, ever.
import { ipcRenderer } from 'electron';
import { PORT_MESSAGE } from '../contract/port-message.ts';

type Ports = Parameters<typeof ipcRenderer.postMessage>[2];

/** As much of the page's window as is used here. */
type PageWindow = {
	addEventListener(
		type: 'message',
		listener: (event: { readonly source: unknown; readonly data: unknown; readonly ports: Ports }) => void,
	): void;
};
declare const window: PageWindow;

window.addEventListener('message', ({ source, data, ports }) => {
	if (source === window && data === PORT_MESSAGE) ipcRenderer.postMessage(PORT_MESSAGE, null, ports);
});
