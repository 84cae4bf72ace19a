import { isDefinedError } from '@orpc/client';
import { ORPCError, ValidationError } from '@orpc/contract';
import { z } from 'zod';
import { Fault, type FaultRecord, toFaultRecord } from '../domain/fault.ts';
import { FAULT_CODES, type FaultCode } from '../domain/fault-codes.ts';
import { plainDataSchema } from './values.ts';

/** One of `FAULT_CODES`. */
const faultCodeSchema = z.enum(Object.keys(FAULT_CODES) as [FaultCode, ...FaultCode[]]);

/** A fault as it crosses the wire. `message` is English, for logs; people read the texts of i18n under the code. */
export const faultRecordSchema: z.ZodType<FaultRecord, FaultRecord> = z.object({
	code: faultCodeSchema,
	message: z.string(),
	data: plainDataSchema,
});

/** The only error of every procedure: it carries the fault. HTTP hosts answer it with 422. */
export const FAULT_ERRORS = { FAULT: { status: 422, data: faultRecordSchema } } as const;

/** What a procedure throws: see {@link FAULT_ERRORS}. */
export type FaultError = ORPCError<'FAULT', FaultRecord>;

/**
 * Anything that a use case or oRPC threw, as the one error of the contract. A value that the schemas refuse becomes
 * `invalidInput` (with the paths, never the values); what is no fault becomes `unexpected`.
 */
export function toFaultError(error: unknown): FaultError {
	if (error instanceof ORPCError && error.code === 'FAULT') return error;
	const data = toFaultRecord(asInvalidInput(error) ?? error);
	return new ORPCError('FAULT', { defined: true, status: 422, message: data.code, data, cause: error });
}

/** The fault in what a client caught. A host that can't be reached, or any other stranger, is `unexpected`. */
export function toFault(error: unknown): FaultRecord {
	if (error instanceof ORPCError && isDefinedError(error)) {
		const record = faultRecordSchema.safeParse(error.data);
		if (record.success) return record.data;
	}
	return toFaultRecord(error);
}

function asInvalidInput(error: unknown): Fault | undefined {
	if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined;
	const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
	const paths = issues.map((issue) => (issue.path ?? []).map(pathPart).join('.')).filter((path) => path !== '');
	return new Fault('invalidInput', { paths: [...new Set(paths)].join(', ') }, error);
}

function pathPart(part: PropertyKey | { readonly key: PropertyKey }): string {
	return String(typeof part === 'object' ? part.key : part);
}
