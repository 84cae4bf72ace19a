import type { CdpSession } from './cdp.ts';

/** Chromium without Electron knows no schemes of ours: in it, `sohoa://app` is this https origin. Nothing is ever fetched from there. */
const STAND_IN = 'https://sohoa.localhost';
const REAL = 'sohoa://app';

/** A URL as the product knows it. */
export function asProduct(url: string): string {
	return url.replace(STAND_IN, REAL);
}

/** A URL as this Chromium knows it. */
export function asChromium(url: string): string {
	return url.replace(REAL, STAND_IN);
}

type Answer = { readonly status: number; readonly headers: Headers; arrayBuffer(): Promise<ArrayBuffer> };

/** Answers a paused request. Scripts that ask which scheme they came by are told that `https:` is ours. */
export async function fulfil(session: CdpSession, requestId: string, answer: Answer): Promise<void> {
	let body = Buffer.from(await answer.arrayBuffer());
	if (answer.headers.get('content-type')?.startsWith('text/javascript') === true) {
		body = Buffer.from(body.toString().replace(/(["'`])sohoa:\1/g, '"https:"'));
	}
	const responseHeaders = [...answer.headers].map(([name, value]) => ({ name, value }));
	await session.send('Fetch.fulfillRequest', {
		requestId,
		responseCode: answer.status,
		responseHeaders,
		body: body.toString('base64'),
	});
}
