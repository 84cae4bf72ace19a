import { isId, type OutcomeId } from '../../domain/ids.ts';

/** Which screen is shown. It stands in the URL's hash, so that back, forward and bookmarks work under every host. */
export type Route =
	| { readonly kind: 'outcomes' }
	/** `query`: what was searched for, to be marked on the pages. `page`: index from 0. */
	| { readonly kind: 'outcome'; readonly id: OutcomeId; readonly query: string; readonly page: number }
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
	const params = new URLSearchParams();
	if (route.query !== '') params.set('q', route.query);
	if (route.page > 0) params.set('page', String(route.page + 1));
	const suffix = params.size === 0 ? '' : `?${params}`;
	return `#/outcomes/${route.id}${suffix}`;
}

/** The route of a hash; the list of outcomes for anything unknown. */
export function parseHash(hash: string): Route {
	const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
	const [head, id] = path.split('/', 2);
	const section = SECTIONS.find((name) => name === head) ?? 'outcomes';
	if (section !== 'outcomes') return { kind: section };
	if (!isId(id)) return { kind: section };
	const params = new URLSearchParams(search);
	const page = Number(params.get('page') ?? '1');
	return {
		kind: 'outcome',
		id: id as OutcomeId,
		query: params.get('q') ?? '',
		page: Number.isInteger(page) && page >= 1 ? page - 1 : 0,
	};
}
