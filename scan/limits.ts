/** What one input may cost. Seen before the work is done, so that a hostile file costs a look at its header. */
export type ScanLimits = {
	/** Pixels of one picture, from its header (peers' guard against pixel bombs; an A2 sheet at 600 dpi has 139 M). */
	readonly maxPixels: number;
	/** Pixels of a page that PDFium draws: four bytes each inside its heap. A2 at 300 dpi has 35 M. */
	readonly maxRenderedPixels: number;
	/** Pages of one input. */
	readonly maxPages: number;
	/** Bytes of any file. */
	readonly maxFileBytes: number;
	/** Bytes of one encoded picture, which is held in memory while its page is at work. */
	readonly maxImageBytes: number;
	/** Bytes of a PDF, which PDFium holds in its heap while the document is open. */
	readonly maxPdfBytes: number;
	/** Bytes that PDFium's heap may grow to. */
	readonly maxPdfHeapBytes: number;
	/** Milliseconds to load a PDF and count its pages. */
	readonly pdfOpenMs: number;
	/** Milliseconds for one look at, or one drawing of, a PDF page. */
	readonly pdfPageMs: number;
	/** Milliseconds for the look at all pages of a PDF when it is opened. */
	readonly pdfSurveyMs: number;
};

/** The limits that hold when the caller names none. */
export const DEFAULT_LIMITS: ScanLimits = {
	maxPixels: 120_000_000,
	maxRenderedPixels: 50_000_000,
	maxPages: 2_000,
	maxFileBytes: 2 * 1024 ** 3,
	maxImageBytes: 512 * 1024 ** 2,
	maxPdfBytes: 500_000_000,
	maxPdfHeapBytes: 1024 ** 3,
	pdfOpenMs: 20_000,
	pdfPageMs: 20_000,
	pdfSurveyMs: 120_000,
};

/** How an input is opened. */
export type OpenOptions = {
	/** Stops the opening with `cancelled`. */
	readonly signal?: AbortSignal;
	/** Overrides of {@link DEFAULT_LIMITS}. */
	readonly limits?: Partial<ScanLimits>;
};

/** The limits that `options` ask for, the rest as by default. */
export function limitsOf(options: OpenOptions | undefined): ScanLimits {
	return { ...DEFAULT_LIMITS, ...options?.limits };
}
