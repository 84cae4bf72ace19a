import { useEffect, useRef } from 'react';

/** What each key does: a key (`a`, lower case; `ArrowUp`), with `ctrl+`, `shift+` before it, in that order. */
export type CaptureKeys = Readonly<Record<string, () => void>>;

/** Keys that go on while they are held down. */
const HELD = /Arrow|Page/;
const TYPED_INTO = 'input:not([type=checkbox]):not([type=radio]), textarea, select';
/** What Enter and the space bar press themselves. */
const PRESSED: Readonly<Record<string, string>> = { Enter: 'button, a, summary', ' ': 'button, summary, input' };

/**
 * Keys of the screen, wherever its focus is. Plain keys rest while something is typed; all rest while a dialog is open. Unlike
 * `useKeys` it knows Shift and keys that are held down: a clerk walks through a stack.
 */
export function useCaptureKeys(keys: CaptureKeys): void {
	const latest = useRef(keys);
	useEffect(() => {
		latest.current = keys;
	});
	useEffect(() => {
		const onKey = (event: KeyboardEvent): void => {
			const { key, ctrlKey, shiftKey, target } = event;
			if (event.altKey || event.metaKey || (event.repeat && !HELD.test(key))) return;
			if (document.querySelector('[role=dialog]') !== null) return;
			const on = target instanceof HTMLElement ? target : undefined;
			if (on?.matches(TYPED_INTO) && !(ctrlKey && key === 'Enter')) return;
			const pressed = PRESSED[key];
			if (pressed !== undefined && !ctrlKey && on?.matches(pressed)) return;
			const name = key.length === 1 ? key.toLowerCase() : key;
			const act = latest.current[`${ctrlKey ? 'ctrl+' : ''}${shiftKey ? 'shift+' : ''}${name}`];
			if (act === undefined) return;
			event.preventDefault();
			act();
		};
		window.addEventListener('keydown', onKey);
		return () => window.removeEventListener('keydown', onKey);
	}, []);
}
