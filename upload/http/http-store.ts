import { Fault, toFaultRecord } from '../../domain/index.ts';
import type { StoreControl, StoreResult, Upload } from '../destination.ts';
import { checkedDocCode } from '../document/doc-code.ts';
import { type Answer, exchange } from './exchange.ts';
import type { HttpContext } from './http-context.ts';
import { multipartBody } from './multipart.ts';
import { parseDocumentAnswer, receiptOf } from './receipt-answer.ts';
import { retryAfterMs } from './retry-after.ts';

/** `POST import`: metadata and document in one request. @throws {Fault} `cancelled`, `fileLost`. */
export async function storeOverHttp(context: HttpContext, upload: Upload, control: StoreControl): Promise<StoreResult> {
	checkedDocCode(upload.docCode);
	const body = await multipartBody(upload);
	const answer = await exchange({
		method: 'POST',
		url: new URL('import', context.root),
		headers: {
			...context.headers,
			'Content-Type': body.contentType,
			'Content-Length': body.byteLength,
			'Content-Digest': body.contentDigest,
			'Idempotency-Key': upload.idempotencyKey,
		},
		body: body.chunks,
		ca: context.ca,
		timeouts: context.timeouts,
		...control,
	});
	if (answer.kind === 'lost') return { kind: answer.sent ? 'unsure' : 'notSent', fault: answer.fault };
	return storeResult(answer, upload, context.now());
}

/** What an answer to a store means. Whatever does not surely say "not stored" is unsure. */
function storeResult(answer: Answer, upload: Upload, now: Date): StoreResult {
	const { status } = answer;
	const afterMs = retryAfterMs(answer.headers['retry-after'], now);
	const pause = afterMs === undefined ? {} : { afterMs };
	const unsure = (fault: Fault): StoreResult => ({ kind: 'unsure', fault: toFaultRecord(fault), ...pause });
	const refused = (fault: Fault): StoreResult => ({ kind: 'refused', fault: toFaultRecord(fault), lasting: true });
	if (status === 200 || status === 201) return receiptResult(answer, upload, now);
	switch (status) {
		case 202:
		case 503:
			return unsure(new Fault('repositoryBusy'));
		case 408:
			return unsure(new Fault('repositoryTimedOut'));
		case 409:
			// Either it has this code already, or a store with this key is still under way.
			return unsure(new Fault('repositoryConflict'));
		case 425:
		case 429:
			// By their definition nothing was done (RFC 8470 §5.2, RFC 6585 §4).
			return { kind: 'refused', fault: toFaultRecord(new Fault('repositoryBusy')), lasting: false, ...pause };
		case 507:
			return refused(new Fault('repositoryFull'));
	}
	if (status < 300) return unsure(new Fault('repositoryUntrue'));
	// A redirect too: it was not stored here, and is sent nowhere else.
	return status < 500
		? refused(new Fault('repositoryRefused', { status }))
		: unsure(new Fault('repositoryFailed', { status }));
}

/** A receipt counts when it names the very bytes, and no other document. */
function receiptResult(answer: Answer, upload: Upload, now: Date): StoreResult {
	const said = parseDocumentAnswer(answer.body);
	const { docCode, document } = upload;
	if (said?.sha256 !== document.sha256 || (said.docCode ?? docCode) !== docCode) {
		return { kind: 'unsure', fault: toFaultRecord(new Fault('repositoryUntrue')) };
	}
	return { kind: 'receipt', receipt: { ...receiptOf(said, docCode, document.sha256, now), reconciled: false } };
}
