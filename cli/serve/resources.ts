import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseResourcePath, type ServedApp } from '../../contract/index.ts';
import { toFaultRecord } from '../../domain/fault.ts';
import type { FaultCode } from '../../domain/fault-codes.ts';

const STATUS: Partial<Record<FaultCode, number>> = {
	sessionExpired: 401,
	notAllowed: 403,
	outcomeMissing: 404,
	stackMissing: 404,
	fileLost: 404,
	invalidInput: 404,
	cancelled: 499,
};

/** Answers `/resource/…`: the bytes, or the fault's code as text. Nothing is kept by the browser. */
export async function answerResource(
	app: ServedApp,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	sessionToken: string | undefined,
): Promise<void> {
	const resource = request.method === 'POST' ? undefined : parseResourcePath(path);
	if (resource === undefined) return sendText(response, 404, 'outcomeMissing');
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	try {
		const found = await app.readResource(resource, sessionToken, gone.signal);
		response.writeHead(200, {
			'content-type': found.contentType,
			'content-length': found.bytes.byteLength,
			'content-disposition': 'inline',
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
			'cache-control': 'no-store',
		});
		response.end(request.method === 'HEAD' ? undefined : found.bytes);
	} catch (error) {
		const { code } = toFaultRecord(error);
		if (!response.headersSent) sendText(response, STATUS[code] ?? 500, code);
	}
}

/** A short plain-text answer that is not kept. */
export function sendText(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
	response.end(`${text}\n`);
}
