import { useSyncExternalStore } from 'react';
import { parseHash, type Route, routeHash } from './route.ts';

/** Goes to a route; `replace` leaves no step in the browser's history. */
export function goTo(route: Route, replace = false): void {
	if (replace) window.location.replace(routeHash(route));
	else window.location.hash = routeHash(route);
}

/** The route that is shown now. */
export function useRoute(): Route {
	const hash = useSyncExternalStore(
		(changed) => {
			window.addEventListener('hashchange', changed);
			return () => window.removeEventListener('hashchange', changed);
		},
		() => window.location.hash,
	);
	return parseHash(hash);
}
