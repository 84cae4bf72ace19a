import type { FaultRecord, Sha256 } from '../domain/index.ts';
import type { DocumentMetadata } from './document/document-metadata.ts';

/** What goes to the repository. Codes and owners travel in `metadata` only, which is sent in bodies, never in a URL or a header. */
export type Upload = {
	/** Mã tài liệu of CV 7197: what the repository knows the document by, and what stands in URLs. */
	readonly docCode: string;
	readonly metadata: DocumentMetadata;
	/** The signed document; it is only read. `path`: absolute. */
	readonly document: { readonly path: string; readonly sha256: Sha256; readonly byteLength: number };
	/** A UUID, the same for every try of this upload. */
	readonly idempotencyKey: string;
};

/** What the repository said it has. */
export type Receipt = {
	/** The repository's own name for what it stored. */
	readonly reference: string;
	readonly sha256: Sha256;
	/** UTC, ISO 8601: by the repository's clock where it told, else by ours. */
	readonly receivedAt: string;
	/** The answer as it came, fit for JSON. It may repeat metadata: not for logs. */
	readonly answer: unknown;
	/** Learned by asking: the answer to the store itself was lost, or is not this one. */
	readonly reconciled: boolean;
};

/** What the repository has under a DocCode. */
export type Presence =
	/** `plainly`: the repository itself said so in its own form. A bare 404 can be anybody's, a gateway's for one. */
	| { readonly kind: 'absent'; readonly plainly: boolean }
	| { readonly kind: 'present'; readonly receipt: Receipt }
	/** Something lies there that no store of ours can have made. */
	| { readonly kind: 'foreign' }
	/** No answer to rely on. `lasting`: asking again does not help, a person has to do something. `afterMs`: when it wants to be asked again. */
	| {
			readonly kind: 'unknown';
			readonly fault: FaultRecord;
			readonly lasting: boolean;
			readonly afterMs?: number;
	  };

/** How one store ended, as far as this side can know. */
export type StoreResult =
	/** A receipt for this very DocCode and these very bytes. */
	| { readonly kind: 'receipt'; readonly receipt: Receipt }
	/** No byte went out: `beforeSend` was never called. */
	| { readonly kind: 'notSent'; readonly fault: FaultRecord }
	/** The repository said, or the folder shows, that nothing was stored. `lasting`: not without a person. */
	| {
			readonly kind: 'refused';
			readonly fault: FaultRecord;
			readonly lasting: boolean;
			readonly afterMs?: number;
	  }
	/** Anything else: it may be stored, it may yet be stored, or not. */
	| { readonly kind: 'unsure'; readonly fault: FaultRecord; readonly afterMs?: number };

/** How a store is watched over. */
export type StoreControl = {
	readonly signal: AbortSignal;
	/** Awaited before the first byte goes out; when it throws, none does. */
	readonly beforeSend: () => Promise<void>;
};

/** One results repository. */
export type Destination = {
	readonly kind: 'folder' | 'http';
	/** How long after the end of a try, ms, the repository may still be storing it. 0: never after the end. */
	readonly settleMs: number;
	/** Asks what is there. @throws {Fault} `cancelled`. */
	find(docCode: string, signal: AbortSignal): Promise<Presence>;
	/** Stores, once. @throws {Fault} `cancelled`; `fileLost` when the document is not what `upload` says. */
	store(upload: Upload, control: StoreControl): Promise<StoreResult>;
};
