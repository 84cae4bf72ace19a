import type { DocumentRevision } from '../domain/index.ts';
import type { SigningKey } from './signing-key.ts';

/** Whose mark a signature shows, and where: the clerk's top-left, the agency's top-right of page 1. */
export type SignatureMark =
	| { readonly kind: 'clerk'; readonly signerName: string }
	| { readonly kind: 'agencyCopy'; readonly agencyName: string };

/** What is to be signed. Times are the machine's clock, shown in +07:00. */
export type SignRequest = {
	/** Absolute path of the revision to be signed; it is only read. */
	readonly source: string;
	readonly document: DocumentRevision;
	readonly mark: SignatureMark;
	readonly at: Date;
};

/** Adds one signature as an incremental update: the result begins with the source's very bytes. */
export type Signer = (request: SignRequest, key: SigningKey, target: string) => Promise<DocumentRevision>;
