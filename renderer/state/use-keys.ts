import { useLayoutEffect, useRef } from 'react';
import { SCREEN_LOCK } from './screen-lock.ts';

/** What a key does; with a label, the sheet of shortcuts and the command palette list it. */
export type KeyAct = (() => void) | { readonly label: string; readonly act: () => void };

/** What each key does. A name is a key (`a`, lower case), or `ctrl+` or `alt+` and a key (`ctrl+Enter`, `alt+1`). */
export type Keys = Readonly<Record<string, KeyAct>>;

/** Whose keys they are: of what is on the screen now, or of the whole program. */
export type KeyScope = 'screen' | 'program';

/** A key that does something now. */
export type LabelledKey = {
	readonly key: string;
	readonly label: string;
	readonly scope: KeyScope;
	readonly act: () => void;
};

const registered = new Set<{ readonly scope: KeyScope; readonly keys: { current: Keys } }>();

/**
 * Keys of a screen, wherever its focus is. Plain keys rest while something is typed; all rest while a dialog is open or the
 * screen is locked, and a key that is held down acts once.
 */
export function useKeys(keys: Keys, scope: KeyScope = 'screen'): void {
	const latest = useRef(keys);
	// With the screen's first picture, not after it: a quick hand's first key must count.
	useLayoutEffect(() => {
		latest.current = keys;
	});
	useLayoutEffect(() => {
		const entry = { scope, keys: latest };
		registered.add(entry);
		const onKey = (event: KeyboardEvent): void => {
			if (event.repeat || event.metaKey || event.isComposing || event.defaultPrevented) return;
			if (SCREEN_LOCK.get() !== undefined || isDialogOpen()) return;
			const name = keyName(event);
			const act = name === undefined ? undefined : latest.current[name];
			if (act === undefined) return;
			event.preventDefault();
			run(act);
		};
		window.addEventListener('keydown', onKey);
		return () => {
			registered.delete(entry);
			window.removeEventListener('keydown', onKey);
		};
	}, [scope]);
}

/** The keys that have a label and would act now, those of the screen first. */
export function labelledKeys(): readonly LabelledKey[] {
	const all = [...registered].flatMap(({ scope, keys }) =>
		Object.entries(keys.current).flatMap(([key, act]): readonly LabelledKey[] =>
			typeof act === 'function' ? [] : [{ key, label: act.label, scope, act: act.act }],
		),
	);
	return [...all.filter((key) => key.scope === 'screen'), ...all.filter((key) => key.scope === 'program')];
}

/** A key's name as it stands on the keyboard: `Ctrl+Enter`, `Alt+1`, `A`, `?`. */
export function keyCaption(key: string): string {
	const [, modifier, last = key] = /^(ctrl|alt)\+(.+)$/.exec(key) ?? [];
	const caption = CAPTIONS[last] ?? (last.length === 1 ? last.toUpperCase() : last);
	return modifier === undefined ? caption : `${modifier === 'ctrl' ? 'Ctrl' : 'Alt'}+${caption}`;
}

const CAPTIONS: Readonly<Record<string, string>> = {
	ArrowUp: '↑',
	ArrowDown: '↓',
	ArrowLeft: '←',
	ArrowRight: '→',
	Escape: 'Esc',
	' ': 'Space',
};

function run(act: KeyAct): void {
	if (typeof act === 'function') act();
	else act.act();
}

function keyName(event: KeyboardEvent): string | undefined {
	// Both together is AltGr: a sign that is typed.
	if (event.ctrlKey && event.altKey) return undefined;
	const modified = event.ctrlKey || event.altKey;
	const typing = event.target instanceof HTMLElement && event.target.matches(TYPED_INTO);
	if (!modified && typing && !EVEN_WHILE_TYPING.has(event.key)) return undefined;
	// On a Vietnamese keyboard the digits' keys give letters: the place counts.
	const digit = event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
	const key = digit ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
	return event.ctrlKey ? `ctrl+${key}` : event.altKey ? `alt+${key}` : key;
}

function isDialogOpen(): boolean {
	return [...document.querySelectorAll('[role=dialog]')].some((dialog) => dialog.checkVisibility());
}

const TYPED_INTO = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]';
const EVEN_WHILE_TYPING: ReadonlySet<string> = new Set(['F1']);
