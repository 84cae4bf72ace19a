import { z } from 'zod';
import { isSha256, type Sha256 } from '../../domain/index.ts';
import { isDocCode } from '../document/doc-code.ts';

/** The names of a stored document's own files; the PDF's stands in the manifest. */
export const MANIFEST = 'manifest.json';
export const METADATA = 'metadata.json';

const fileSchema = z.object({
	name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,118}$/),
	sha256: z.custom<Sha256>(isSha256),
	byteLength: z.number().int().min(0),
});
const manifestSchema = z.object({
	format: z.literal('sohoa-repository-1'),
	docCode: z.string().refine(isDocCode),
	/** UTC, ISO 8601. */
	storedAt: z.iso.datetime(),
	/** Of the upload that stored it. */
	idempotencyKey: z.string().max(100),
	document: fileSchema,
	metadata: fileSchema,
});

export type StoredPart = z.output<typeof fileSchema>;

/** What lies in a document's folder, by hash and length. */
export type Manifest = z.output<typeof manifestSchema>;

/** The manifest in these bytes, or `undefined` when it is none. */
export function parseManifest(text: string): Manifest | undefined {
	try {
		const parsed = manifestSchema.safeParse(JSON.parse(text));
		return parsed.success ? parsed.data : undefined;
	} catch {
		return undefined;
	}
}
