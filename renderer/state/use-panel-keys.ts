import type { KeyboardEvent } from 'react';
import { useKeys } from './use-keys.ts';

type Keys = Readonly<Record<string, () => void>>;

/** Keys that act wherever the focus is, also in a box that is typed into. Answers with what the panel does with keys. */
export function usePanelKeys(keys: Keys): (event: KeyboardEvent) => void {
	useKeys(keys);
	return keysInBoxes(keys);
}

/** Keys that act in the boxes of a panel only. */
export function keysInBoxes(keys: Keys): (event: KeyboardEvent) => void {
	return (event) => {
		const act = keys[event.key];
		const isTyped = event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), textarea');
		if (act === undefined || !isTyped || event.repeat || event.ctrlKey || event.altKey) return;
		event.preventDefault();
		act();
	};
}
