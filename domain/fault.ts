import type { FaultCode } from './fault-codes.ts';

/** What a fault carries for its text and for logs: no personal data, no file contents. */
export type FaultData = Readonly<Record<string, string | number | boolean>>;

/**
 * A thing that goes wrong in normal life: one code a cause, texts and advice in `i18n/*.json` under `fault.<code>`.
 * Anything else that is thrown is a bug. `message` is English, for logs.
 */
export class Fault extends Error {
	override readonly name = 'Fault';
	readonly code: FaultCode;
	readonly data: FaultData;

	constructor(code: FaultCode, data: FaultData = {}, cause?: unknown) {
		super(`${code} ${JSON.stringify(data)}`, cause === undefined ? undefined : { cause });
		this.code = code;
		this.data = data;
	}
}

/** Whether `error` is a fault, of the given code when one is named. */
export function isFault(error: unknown, code?: FaultCode): error is Fault {
	return error instanceof Fault && (code === undefined || error.code === code);
}

/** A fault as plain data, fit to cross a thread or a wire. */
export type FaultRecord = { readonly code: FaultCode; readonly message: string; readonly data: FaultData };

/** Any error as a record: a fault as it is, anything else as `unexpected` with its class name only (messages may hold personal data). */
export function toFaultRecord(error: unknown): FaultRecord {
	const fault = isFault(error)
		? error
		: new Fault('unexpected', { error: error instanceof Error ? error.name : typeof error }, error);
	return { code: fault.code, message: fault.message, data: fault.data };
}

/** A record back as a fault. */
export function fromFaultRecord(record: FaultRecord): Fault {
	return new Fault(record.code, record.data);
}
