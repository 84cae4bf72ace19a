import { isId, type OutcomeId } from '../../domain/ids.ts';

/**
 * Which screen is shown. It stands in the URL's hash, so that back, forward and bookmarks work under every host. Ids and page numbers
 * only: a URL stays in the browser's history, and nothing that people type or read may.
 */
export type Route =
	| { readonly kind: 'outcomes' }
	/** `page`: index from 0. */
	| { readonly kind: 'outcome'; readonly id: OutcomeId; readonly page: number }
	| { readonly kind: Exclude<Section, 'outcomes'> };

/** The parts of the office that the menu leads to, in its order. */
export const SECTIONS = [
	'overview',
	'capture',
	'sign',
	'verify',
	'approve',
	'agency',
	'outcomes',
	'uploads',
	'settings',
	'accounts',
	'data',
	'audit',
] as const;
export type Section = (typeof SECTIONS)[number];

/** The hash of a route. */
export function routeHash(route: Route): string {
	if (route.kind !== 'outcome') return `#/${route.kind}`;
	return `#/outcomes/${route.id}${route.page > 0 ? `?page=${route.page + 1}` : ''}`;
}

/** The route of a hash; the list of outcomes for anything unknown. */
export function parseHash(hash: string): Route {
	const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
	const [head, id] = path.split('/', 2);
	const section = SECTIONS.find((name) => name === head) ?? 'outcomes';
	if (section !== 'outcomes') return { kind: section };
	if (!isId(id)) return { kind: section };
	const page = Number(new URLSearchParams(search).get('page') ?? '1');
	return {
		kind: 'outcome',
		id: id as OutcomeId,
		page: Number.isInteger(page) && page >= 1 ? page - 1 : 0,
	};
}
