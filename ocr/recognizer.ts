import type { Box, PagePicture, RecognizedPage, ScannedPage } from '../domain/index.ts';
import type { Engine } from './engine/index.ts';
import type { PageCleaner } from './page-cleaner.ts';

/** Reads pages. Safe to call for many pages at once: it takes on as many as it can work at, the others wait. */
export type Recognizer = {
	/** Pages that are worth handing over at the same time; more only wait. */
	readonly pagesAtOnce: number;
	/**
	 * Cleans and reads one page. A page that the engine can't read goes on without words and with a warning
	 * (`ocrTimedOut`, `pageNotRead`).
	 *
	 * @throws {Fault} `imageDamaged`, `imageTooLarge` (the page's picture); `cancelled`; `languageDataMissing`,
	 * `languageDataDamaged`; `engineStopped` when the engine does not start, or cleaning died twice.
	 */
	recognize(page: ScannedPage, options?: RecognizeOptions): Promise<RecognizedPage>;
	/**
	 * Reads one zone of an upright picture (px) anew, beside the pages under way.
	 *
	 * @throws {Fault} `invalidInput` for a zone beside the picture; as `recognize`.
	 */
	readZone(picture: PagePicture, zone: Box, options?: RecognizeOptions): Promise<ZoneReading>;
	/** Ends all workers; pages under way are rejected with `cancelled`. */
	close(): Promise<void>;
};

/** What stands in a zone: lines by spaces, NFC; `''` when nothing was read. */
export type ZoneReading = {
	readonly text: string;
	/** 0-1, of the least sure word; 0 when nothing was read. */
	readonly confidence: number;
	/** Of the words, px of the picture; the zone when nothing was read. */
	readonly box: Box;
};

/** How one page stands in the queue. */
export type RecognizeOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Higher goes first: the page on screen 1, a batch 0 (the default). */
	readonly priority?: number | undefined;
};

/** The two machines that a recognizer drives; it closes them. */
export type RecognizerParts = { readonly engine: Engine; readonly cleaner: PageCleaner };
