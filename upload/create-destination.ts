import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { type Clock, Fault } from '../domain/index.ts';
import type { Destination } from './destination.ts';
import { folderRepository } from './folder/folder-repository.ts';
import { isBaseUrl } from './http/http-context.ts';
import { httpRepository } from './http/http-repository.ts';

const MINUTE = 60_000;
const ms = (most: number) => z.number().int().min(1).max(most);

/** Where an office's documents go: a value fit for its settings, without secrets. */
export const destinationSettingSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('folder'), folder: z.string().max(1_000).refine(isAbsolute) }),
	z.strictObject({
		kind: z.literal('http'),
		/** The one host that is spoken to; an address in the office's own network too, since it is named here. */
		baseUrl: z.string().max(500).refine(isBaseUrl),
		/** PEM of the authorities to trust instead of the well-known ones. */
		ca: z.string().max(100_000).startsWith('-----BEGIN CERTIFICATE-----').optional(),
		/** How long after the end of a try, ms, the repository may still be storing it. */
		settleMs: ms(24 * 60 * MINUTE).optional(),
		/** `bytes`: each stored document is fetched back and hashed. */
		proof: z.enum(['answer', 'bytes']).optional(),
		timeouts: z
			.strictObject({
				connectMs: ms(10 * MINUTE).optional(),
				stallMs: ms(30 * MINUTE).optional(),
				headersMs: ms(30 * MINUTE).optional(),
				bodyMs: ms(30 * MINUTE).optional(),
				wholeMs: ms(120 * MINUTE).optional(),
			})
			.optional(),
	}),
]);
export type DestinationSetting = z.output<typeof destinationSettingSchema>;

/** What a destination needs beside its setting. */
export type DestinationTools = {
	/** From the secret store; http only. */
	readonly token?: string | undefined;
	readonly clock?: Clock | undefined;
};

/** A header's value (RFC 6750 §2.1): anything else could smuggle a second header in. */
const TOKEN = /^[\w.~+/-]{1,4096}=*$/;

/**
 * The destination that a setting names.
 *
 * @throws {Fault} `invalidInput` ({ paths }) when the setting or the token is none.
 */
export function createDestination(setting: unknown, tools: DestinationTools = {}): Destination {
	const parsed = destinationSettingSchema.safeParse(setting);
	if (!parsed.success) {
		throw new Fault('invalidInput', { paths: parsed.error.issues.map(({ path }) => path.join('.')).join(', ') });
	}
	if (tools.token !== undefined && !TOKEN.test(tools.token)) throw new Fault('invalidInput', { paths: 'token' });
	const known = parsed.data;
	return known.kind === 'folder'
		? folderRepository({ folder: known.folder, clock: tools.clock })
		: httpRepository({ ...known, ...tools });
}
