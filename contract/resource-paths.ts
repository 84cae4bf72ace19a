import { asId, asSha256, isId, type OutcomeId, type Sha256, type StackPageId } from '../domain/ids.ts';

/** What can be fetched as bytes, beside the procedures. `page`: index from 0. */
export type Resource =
	/** The cleaned page as a picture (PNG, JPEG or WebP), in the frame that word boxes are in. */
	| { readonly kind: 'page'; readonly outcomeId: OutcomeId; readonly page: number }
	/** A page of a stack as it lies, WebP; `small` for a tile, `large` to read a heading. */
	| { readonly kind: 'stackPage'; readonly pageId: StackPageId; readonly size: 'small' | 'large' }
	/** The newest revision of the document (PDF). */
	| { readonly kind: 'document'; readonly outcomeId: OutcomeId }
	/** One revision of the document, named by its hash (PDF). */
	| { readonly kind: 'revision'; readonly outcomeId: OutcomeId; readonly sha256: Sha256 };

/** Where all resources live, below the host's origin. */
export const RESOURCE_PREFIX = '/resource/';

/** Where the procedures live under `cli serve`, below the host's origin. */
export const RPC_PREFIX = '/rpc';

/** `/resource/outcomes/<id>/page/<n>`, n from 0. */
export function pagePath(outcomeId: OutcomeId, page: number): string {
	return `${RESOURCE_PREFIX}outcomes/${outcomeId}/page/${page}`;
}

/** `/resource/outcomes/<id>/document`. */
export function documentPath(outcomeId: OutcomeId): string {
	return `${RESOURCE_PREFIX}outcomes/${outcomeId}/document`;
}

/** `/resource/stack-pages/<id>/small|large`. */
export function stackPagePath(pageId: StackPageId, size: 'small' | 'large'): string {
	return `${RESOURCE_PREFIX}stack-pages/${pageId}/${size}`;
}

const STACK_PAGE = /^\/resource\/stack-pages\/([0-9a-f-]{36})\/(small|large)$/;
/** `/resource/outcomes/<id>/document/<sha256>`. */
export function revisionPath(outcomeId: OutcomeId, sha256: Sha256): string {
	return `${documentPath(outcomeId)}/${sha256}`;
}

const PATTERN = /^\/resource\/outcomes\/([0-9a-f-]{36})\/(?:document(?:\/([0-9a-f]{64}))?|page\/(0|[1-9]\d{0,3}))$/;

/** The resource that a URL's path names; `undefined` for any other spelling (nothing is decoded or normalised). */
export function parseResourcePath(path: string): Resource | undefined {
	const [, pageId, size] = STACK_PAGE.exec(path) ?? [];
	if (isId(pageId)) {
		return { kind: 'stackPage', pageId: asId<StackPageId>(pageId), size: size === 'large' ? 'large' : 'small' };
	}
	const match = PATTERN.exec(path);
	const id = match?.[1];
	if (match === null || !isId(id)) return undefined;
	const outcomeId = asId<OutcomeId>(id);
	const [, , sha256, page] = match;
	if (sha256 !== undefined) return { kind: 'revision', outcomeId, sha256: asSha256(sha256) };
	return page === undefined ? { kind: 'document', outcomeId } : { kind: 'page', outcomeId, page: Number(page) };
}
