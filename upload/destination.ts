import type { AgencySignedOutcome, FieldName, Sha256 } from '../domain/index.ts';

/** What goes to the repository. Codes and owners travel in bodies only, never in a URL. */
export type Upload = {
	readonly outcome: AgencySignedOutcome;
	readonly fields: { readonly [F in FieldName]?: string };
	/** Absolute path of the signed document; it is only read. */
	readonly document: string;
	/** A UUID, the same for every try of this upload. */
	readonly idempotencyKey: string;
};

/** What the repository said it has. */
export type Receipt = {
	/** The repository's own name for what it stored. */
	readonly reference: string;
	readonly sha256: Sha256;
	/** UTC, ISO 8601. */
	readonly receivedAt: string;
};

/** What the repository has under a DocCode. `unknown`: it gave no answer that can be relied on. */
export type Presence =
	| { readonly kind: 'absent' }
	| { readonly kind: 'present'; readonly receipt: Receipt }
	| { readonly kind: 'unknown' };

/** One results repository. */
export type Destination = {
	/** Asks what is there, by DocCode: before every retry whose answer was lost. */
	find(docCode: string, signal: AbortSignal): Promise<Presence>;
	store(upload: Upload, signal: AbortSignal): Promise<Receipt>;
};
