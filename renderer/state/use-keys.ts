import { useLayoutEffect, useRef } from 'react';
import { keyName } from './key-names.ts';
import { findKey, type KeyEntry, type Keys, type ListedKey, listKeys } from './key-table.ts';
import { SCREEN_LOCK } from './screen-lock.ts';

const NONE: Keys = {};

/** In the order in which the parts of the screen came. */
const registered = new Set<KeyEntry>();

/**
 * Keys of what is on the screen: they act wherever the focus is, or only `within` what a selector names. All rest while a dialog is
 * open or the screen is locked; plain keys also while something is typed.
 */
export function useKeys(keys: Keys | false, place: Partial<Omit<KeyEntry, 'keys'>> = {}): void {
	const { group = 'screen', within, first = false } = place;
	const latest = useRef(keys);
	// With the screen's first picture, not after it: a quick hand's first key must count.
	useLayoutEffect(() => {
		latest.current = keys;
	});
	useLayoutEffect(() => {
		const entry: KeyEntry = { group, within, first, keys: () => latest.current || NONE };
		if (registered.size === 0) window.addEventListener('keydown', onKey);
		registered.add(entry);
		return () => {
			registered.delete(entry);
			if (registered.size === 0) window.removeEventListener('keydown', onKey);
		};
	}, [group, within, first]);
}

/** The keys of what is on the screen now. */
export function keysNow(): readonly ListedKey[] {
	return listKeys([...registered]);
}

function onKey(event: KeyboardEvent): void {
	if (event.metaKey || event.isComposing || event.defaultPrevented) return;
	if (SCREEN_LOCK.get() !== undefined || isDialogOpen()) return;
	const name = keyName(event);
	const on = event.target instanceof Element ? event.target : undefined;
	if (name === undefined || (on !== undefined && isOwn(on, name))) return;
	const typing = on?.matches(TYPED_INTO) ?? false;
	const key = findKey([...registered], name, { typing, isIn: (selector) => on?.closest(selector) != null });
	if (key?.act === undefined) return;
	// Also when it is off or held: the browser's own use of the key would be a surprise.
	event.preventDefault();
	if (key.off !== true && (key.held === true || !event.repeat)) key.act();
}

/** Whether what has the focus is worked by this key: a button is pressed, an open list walked. */
function isOwn(on: Element, name: string): boolean {
	const pressed = PRESSED[name];
	if (pressed !== undefined && on.matches(pressed)) return true;
	return LIST_KEYS.has(name) && on.closest('.ant-select-open') !== null;
}

function isDialogOpen(): boolean {
	return [...document.querySelectorAll('[role=dialog]')].some((dialog) => dialog.checkVisibility());
}

const TYPED_INTO = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';
const PRESSED: Readonly<Record<string, string>> = {
	Enter: 'button, a, summary, [role=tab]',
	' ': 'button, summary, input, [role=tab]',
};
const LIST_KEYS: ReadonlySet<string> = new Set(['Enter', 'Escape', 'ArrowUp', 'ArrowDown']);
