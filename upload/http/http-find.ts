import { createHash } from 'node:crypto';
import { asSha256, Fault, type Sha256, toFaultRecord } from '../../domain/index.ts';
import type { Presence } from '../destination.ts';
import { type Answer, exchange, type Lost, type Sink } from './exchange.ts';
import type { HttpContext } from './http-context.ts';
import { parseDocumentAnswer, parseJson, receiptOf } from './receipt-answer.ts';
import { retryAfterMs } from './retry-after.ts';

/** The longest document that is fetched back. */
const MAX_DOCUMENT_BYTES = 2_000_000_000;
const MAX_REDIRECTS = 3;

type Unknown = Extract<Presence, { kind: 'unknown' }>;

/**
 * `GET {DocCode}`; where its answer tells no hash, or none is believed, `GET download/{DocCode}` and a hash of what comes.
 *
 * @throws {Fault} `cancelled`.
 */
export async function findOverHttp(context: HttpContext, docCode: string, signal: AbortSignal): Promise<Presence> {
	const answer = await get(context, encodeURIComponent(docCode), signal);
	if (answer.kind === 'lost') return unknown(answer.fault);
	if (answer.status === 404 || answer.status === 410) {
		const json = parseJson(answer.body);
		return { kind: 'absent', plainly: typeof json === 'object' && json !== null };
	}
	if (answer.status !== 200) return unanswered(answer, context.now());
	const said = parseDocumentAnswer(answer.body);
	if (said === undefined || (said.docCode ?? docCode) !== docCode) {
		return unknown(new Fault('repositoryUntrue'));
	}
	const told = context.proof === 'answer' ? said.sha256 : undefined;
	const sha256 = told ?? (await hashOfDownload(context, docCode, signal));
	if (typeof sha256 !== 'string') return sha256;
	return { kind: 'present', receipt: { ...receiptOf(said, docCode, sha256, context.now()), reconciled: true } };
}

async function hashOfDownload(context: HttpContext, docCode: string, signal: AbortSignal): Promise<Sha256 | Unknown> {
	const hash = createHash('sha256');
	const sink: Sink = { take: (piece) => void hash.update(piece), maxBytes: MAX_DOCUMENT_BYTES };
	const answer = await get(context, `download/${encodeURIComponent(docCode)}`, signal, sink);
	if (answer.kind === 'lost') return unknown(answer.fault);
	return answer.status === 200 ? asSha256(hash.digest('hex')) : unanswered(answer, context.now());
}

/** A GET below the root. A redirect is followed within the same scheme, host and port only. */
async function get(context: HttpContext, path: string, signal: AbortSignal, sink?: Sink): Promise<Answer | Lost> {
	const { headers, ca, timeouts } = context;
	let url = new URL(path, context.root);
	for (let hops = 0; ; hops += 1) {
		const answer = await exchange({ method: 'GET', url, headers, ca, timeouts, signal, ...(sink && { sink }) });
		const target = answer.kind === 'answer' ? redirectOf(answer, url) : undefined;
		if (target === undefined || target.origin !== context.root.origin || hops === MAX_REDIRECTS) return answer;
		url = target;
	}
}

function redirectOf({ status, headers }: Answer, from: URL): URL | undefined {
	if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) return undefined;
	return URL.canParse(headers.location, from.href) ? new URL(headers.location, from.href) : undefined;
}

/** An answer that says nothing about the document. */
function unanswered({ status, headers }: Answer, now: Date): Unknown {
	if (status === 429 || status === 503) {
		const afterMs = retryAfterMs(headers['retry-after'], now);
		return { ...unknown(new Fault('repositoryBusy')), ...(afterMs !== undefined && { afterMs }) };
	}
	if (status >= 500) return unknown(new Fault('repositoryFailed', { status }));
	// A token that is wrong now is wrong in a minute too.
	return { ...unknown(new Fault('repositoryRefused', { status })), lasting: status === 401 || status === 403 };
}

function unknown(fault: Fault | Lost['fault']): Unknown {
	return { kind: 'unknown', fault: fault instanceof Fault ? toFaultRecord(fault) : fault, lasting: false };
}
