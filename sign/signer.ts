import type { DocumentRevision, MarkPlace, Sha256 } from '../domain/index.ts';

/**
 * Whose mark a signature shows, and where: the clerk's top-left, the agency's top-right of page 1. `template` takes the place of
 * the one in `DEFAULT_MARK_TEMPLATES` (same variables).
 */
export type SignatureMark =
	| { readonly kind: 'clerk'; readonly signerName: string; readonly template?: string }
	| { readonly kind: 'agencyCopy'; readonly agencyName: string; readonly template?: string };

/** What is to be signed. */
export type SignRequest = {
	/** Absolute path of the revision to be signed; it is only read. */
	readonly source: string;
	/** The revision that was looked at: the file must have this very hash and length. */
	readonly document: DocumentRevision;
	readonly mark: SignatureMark;
	/** The machine's clock; shown in the mark and in /M, +07:00, to the second. */
	readonly at: Date;
	/**
	 * What the mark may not cover, such as a QR code: `[x, y, width, height]`, mm from the top-left corner of page 1 as it is
	 * displayed. Marks of signatures that are there are kept clear of anyway.
	 */
	readonly keepClear?: readonly (readonly [x: number, y: number, width: number, height: number])[];
};

/** A document with one more signature. */
export type SignedRevision = {
	readonly document: DocumentRevision;
	/** Where the visible mark is; absent when all of page 1 had to be kept clear, and the signature shows nothing. */
	readonly mark?: MarkPlace;
	readonly fieldName: string;
	/** SHA-256 of the signer's certificate (DER). */
	readonly certificate: Sha256;
};
