import { useEffect, useRef } from 'react';

/** What each key does. A name is a key (`a`, lower case) or `ctrl+` and a key (`ctrl+Enter`). */
type Keys = Readonly<Record<string, () => void>>;

/**
 * Keys of a screen, wherever its focus is. Plain keys rest while something is typed; all rest while a dialog is open, and a key
 * that is held down acts once.
 */
export function useKeys(keys: Keys): void {
	const latest = useRef(keys);
	useEffect(() => {
		latest.current = keys;
	});
	useEffect(() => {
		const onKey = (event: KeyboardEvent): void => {
			if (event.repeat || event.altKey || event.metaKey) return;
			if (document.querySelector('[role=dialog]') !== null) return;
			if (!event.ctrlKey && event.target instanceof HTMLElement && event.target.matches(TYPED_INTO)) return;
			const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
			const act = latest.current[event.ctrlKey ? `ctrl+${key}` : key];
			if (act === undefined) return;
			event.preventDefault();
			act();
		};
		window.addEventListener('keydown', onKey);
		return () => window.removeEventListener('keydown', onKey);
	}, []);
}

const TYPED_INTO = 'input:not([type=checkbox]), textarea, select';
