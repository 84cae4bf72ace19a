import { z } from 'zod';
import type { Box } from '../domain/geometry.ts';
import { type Id, isId, isSha256, type Sha256 } from '../domain/ids.ts';

/** A UUIDv7 of one brand. */
export function idSchema<T extends Id<string>>(): z.ZodCustom<T, T> {
	return z.custom<T>(isId, 'Not a UUIDv7');
}

/** A lower-case hex SHA-256. */
export const sha256Schema = z.custom<Sha256>(isSha256, 'Not a SHA-256');

/** An instant: UTC, ISO 8601, ending in `Z`. */
export const instantSchema = z.iso.datetime();

/** A day in Vietnam (+07:00): `YYYY-MM-DD`. */
export const daySchema = z.iso.date();

/** A probability, 0-1. */
export const confidenceSchema = z.number().min(0).max(1);

/** Page index from 0; at most 9,999 (far over the 2,000 pages a file may have). */
export const pageIndexSchema = z.int().min(0).max(9_999);

/** `[x, y, width, height]`, px of the page's frame, top-left origin. */
export const boxSchema: z.ZodType<Box, Box> = z
	.tuple([z.number(), z.number(), z.number().min(0), z.number().min(0)])
	.readonly();

/** What a fault, a warning or an audit entry carries: no personal data. */
export const plainDataSchema = z.readonly(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])));

/** A number of bytes, rows or pages. */
export const countSchema = z.int().min(0);

/** Opaque: where the next stretch of a list starts. Only the server reads it. */
export const cursorSchema = z.string().min(1).max(500);

/** How many rows one call brings, 1-200; 50 when not said. */
export const limitSchema = z.int().min(1).max(200).default(50);

/** What a person typed into a one-line box: NFC, trimmed, no control characters. `max` in UTF-16 units. */
export function lineSchema(max: number): z.ZodType<string, string> {
	return z
		.string()
		.normalize('NFC')
		.trim()
		.min(1)
		.max(max)
		.refine((text) => !/\p{Cc}/u.test(text), 'Control characters');
}

/** As typed, 1-256 characters: strength is a rule of the app (`passwordTooWeak`), not of the wire. Never logged. */
export const passwordSchema = z.string().min(1).max(256);
