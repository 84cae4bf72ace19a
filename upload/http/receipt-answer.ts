import { z } from 'zod';
import { asSha256, type Sha256 } from '../../domain/index.ts';
import type { Receipt } from '../destination.ts';

/** What an answer says about a stored document, whatever of it the repository told. */
export type DocumentAnswer = {
	readonly docCode?: string;
	readonly reference?: string;
	readonly sha256?: Sha256;
	/** UTC, ISO 8601. */
	readonly receivedAt?: string;
	/** The whole answer. */
	readonly json: unknown;
};

/** CV 7197 publishes no schema of answers: names are taken in any case, a few spellings each, also inside a `data` or `result`. */
const NAMES = {
	docCode: ['doccode'],
	reference: ['reference', 'id', 'documentid'],
	sha256: ['sha256', 'sha-256', 'hash'],
	receivedAt: ['receivedat', 'createdat', 'storedat'],
} as const;

const answerSchema = z.object({
	docCode: z.string().max(100).optional().catch(undefined),
	reference: z
		.union([z.string().min(1).max(500), z.number().int().transform(String)])
		.optional()
		.catch(undefined),
	sha256: z
		.string()
		.regex(/^[0-9a-f]{64}$/i)
		.transform((hex) => asSha256(hex.toLowerCase()))
		.optional()
		.catch(undefined),
	receivedAt: z.iso
		.datetime({ offset: true })
		.transform((at) => new Date(at).toISOString())
		.optional()
		.catch(undefined),
});

const recordSchema = z.record(z.string(), z.unknown());

/** Reads an answer's body. `undefined`: no JSON object, or one that names neither code, reference nor hash. */
export function parseDocumentAnswer(body: Uint8Array): DocumentAnswer | undefined {
	const json = parseJson(body);
	const outer = recordSchema.safeParse(json);
	if (!outer.success) return undefined;
	const members = lowerCased(outer.data);
	const inner = recordSchema.safeParse(members.get('data') ?? members.get('result'));
	if (inner.success) for (const [name, value] of lowerCased(inner.data)) members.set(name, value);
	const picked = Object.entries(NAMES).map(([name, spellings]) => [
		name,
		spellings.map((spelling) => members.get(spelling)).find((value) => value !== undefined && value !== null),
	]);
	const { docCode, reference, sha256, receivedAt } = answerSchema.parse(Object.fromEntries(picked));
	if (docCode === undefined && reference === undefined && sha256 === undefined) return undefined;
	return {
		...(docCode !== undefined && { docCode }),
		...(reference !== undefined && { reference }),
		...(sha256 !== undefined && { sha256 }),
		...(receivedAt !== undefined && { receivedAt }),
		json,
	};
}

/** What an answer says, as a receipt: what it does not tell is filled with what this side knows. */
export function receiptOf(
	said: DocumentAnswer,
	docCode: string,
	sha256: Sha256,
	now: Date,
): Omit<Receipt, 'reconciled'> {
	return {
		reference: said.reference ?? docCode,
		sha256,
		receivedAt: said.receivedAt ?? now.toISOString(),
		answer: said.json,
	};
}

/** The JSON of a body, or `undefined`. */
export function parseJson(body: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
	} catch {
		return undefined;
	}
}

function lowerCased(members: Readonly<Record<string, unknown>>): Map<string, unknown> {
	return new Map(Object.entries(members).map(([name, value]) => [name.toLowerCase(), value]));
}
