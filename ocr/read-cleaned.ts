import { isFault, type PageTimings, type PageWarning, type WarningCode } from '../domain/index.ts';
import type { CleanedPage } from './cleanup/index.ts';
import type { Engine, EngineResult, ReadOptions } from './engine/index.ts';
import type { LaidLine } from './layout/index.ts';

/** What the engine made of a cleaned page, and why it made nothing of it. */
export type Reading = { readonly result: EngineResult; readonly failure?: WarningCode };

const NOTHING: EngineResult = { lines: [], blocks: [], readMs: 0 };

/**
 * Reads a cleaned page. An engine that hangs or dies on this page, also in a fresh worker, leaves it without words: one bad
 * page must not lose the document. A second look at poorly read pages belongs here.
 *
 * @throws {Fault} as {@link Engine.read}, but for `engineStopped` with reason `timedOut` or `crashed`.
 */
export async function readCleaned(cleaned: CleanedPage, engine: Engine, options: ReadOptions): Promise<Reading> {
	try {
		return { result: await engine.read(cleaned.ocrCopy, options) };
	} catch (error) {
		if (isFault(error, 'engineStopped')) {
			if (error.data.reason === 'timedOut') return { result: NOTHING, failure: 'ocrTimedOut' };
			if (error.data.reason === 'crashed') return { result: NOTHING, failure: 'pageNotRead' };
		}
		throw error;
	}
}

/** From this confidence on (0-1) one word of two letters or digits is proof that a page is not blank. */
const PROOF = 0.6;

/** Whether the engine read something that no blot looks like. */
export function holdsText(lines: readonly LaidLine[]): boolean {
	return lines.some((line) =>
		line.words.some((word) => word.confidence >= PROOF && /[\p{L}\p{N}]{2}/u.test(word.text)),
	);
}

/** All warnings of a page, with its index. */
export function warningsOf(
	page: number,
	cleaned: CleanedPage,
	blank: boolean,
	reading: Reading,
): readonly PageWarning[] {
	const own = cleaned.warnings.filter(({ code }) => code !== 'pageBlank' || blank);
	const failed = reading.failure === undefined ? [] : [{ code: reading.failure }];
	return [...own, ...failed].map((warning) => ({ ...warning, page }));
}

/** Where the page's time went, ms. */
export function timingsOf({ timings }: CleanedPage, { result }: Reading): PageTimings {
	return { decodeMs: timings.decodeMs, cleanMs: timings.cleanMs, recognizeMs: result.readMs };
}
