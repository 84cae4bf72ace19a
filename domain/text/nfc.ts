/**
 * Marks allowed on one letter: UAX #15 §13 (Stream-Safe Text Format) names 30. Sorting longer runs takes quadratic time in ICU
 * (seen 2026-11-23: 100,000 alternating marks hung `normalize`), and no Vietnamese letter carries more than two.
 */
const LONG_MARK_RUN = /(\p{M}{30})\p{M}+/gu;

/** Control and format characters but tab and line feed: C0, C1, soft hyphen, zero-width, direction overrides, BOM. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/** Cuts runs of combining marks so that normalizing stays linear; other text passes unchanged. */
export function boundMarks(text: string): string {
	return text.replace(LONG_MARK_RUN, '$1');
}

/**
 * The door: every text from outside (OCR, QR, keyboard, file names) passes here once, before it is kept or compared.
 *
 * NFC; the Icelandic look-alikes Ð ð (U+00D0, U+00F0; in 127 of 13,984 crawled Vietnamese texts, domain.md §7) become Đ đ;
 * `\r\n` and `\r` become `\n`; control and invisible characters go, except `\n` and `\t`; half surrogate pairs become U+FFFD. Linear.
 */
export function nfc(text: string): string {
	return boundMarks(text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNSEEN, ''))
		.normalize('NFC')
		.replaceAll('\u00d0', 'Đ')
		.replaceAll('\u00f0', 'đ');
}
