import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { PORT_MESSAGE, RPC_PREFIX, type SohoaClient } from '../contract/index.ts';
import { fetchFromHost, portLink } from './state/host.ts';

/**
 * The procedures. Under Electron (`sohoa:` pages) through a MessagePort that the preload script forwards, else by HTTP to the
 * host that served the page.
 */
export const client: SohoaClient = createORPCClient(
	window.location.protocol === 'sohoa:'
		? portLink(openPort)
		: new FetchLink({ url: `${window.location.origin}${RPC_PREFIX}`, fetch: fetchFromHost }),
);

/** Query and mutation options for TanStack Query, one for each procedure. */
export const api = createTanstackQueryUtils(client);

function openPort(): MessagePort {
	const { port1, port2 } = new MessageChannel();
	window.postMessage(PORT_MESSAGE, window.location.origin, [port2]);
	return port1;
}
