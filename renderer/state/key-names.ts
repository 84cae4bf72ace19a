/** What is asked of a keystroke. `code`: the place on the keyboard. */
type Stroke = {
	readonly key: string;
	readonly code: string;
	readonly ctrlKey: boolean;
	readonly altKey: boolean;
	readonly shiftKey: boolean;
};

/**
 * A keystroke's name: the key (`a`, `ArrowUp`, `?`), with `ctrl+`, `alt+`, `shift+` before it, in that order. A sign that is typed
 * with Shift is the sign. Nothing for AltGr, whose signs are typed.
 */
export function keyName({ key, code, ctrlKey, altKey, shiftKey }: Stroke): string | undefined {
	if (ctrlKey && altKey) return undefined;
	const last = digitOf(key, code, altKey || !shiftKey) ?? (key.length === 1 ? key.toLowerCase() : key);
	const isSign = last.length === 1 && last.toLowerCase() === last.toUpperCase();
	const shift = shiftKey && !isSign ? 'shift+' : '';
	return `${ctrlKey ? 'ctrl+' : ''}${altKey ? 'alt+' : ''}${shift}${last}`;
}

/** On a Vietnamese keyboard the digits' keys give letters and tone marks: then the place counts. */
function digitOf(key: string, code: string, plain: boolean): string | undefined {
	const isOther = key === 'Dead' || key > '\u007f';
	return plain && isOther ? /^Digit(\d)$/.exec(code)?.[1] : undefined;
}

/** Whether a box that is typed into has its own use for a key. */
export function isBoxKey(name: string): boolean {
	return BOX_KEY.test(name);
}

const BOX_KEY =
	/^(?:(?:shift\+)?(?:.|Enter|Tab|Escape|Backspace|Delete|Insert|Arrow\w+|Home|End|Page\w+)|ctrl\+(?:shift\+)?(?:[acvxyz]|Backspace|Delete|Arrow\w+|Home|End))$/;

/** A key's name as it stands on the keyboard: `Ctrl+Enter`, `Alt+1`, `A`, `?`. */
export function keyCaption(name: string): string {
	const [, modifiers = '', last = name] = /^((?:ctrl\+|alt\+|shift\+)*)(.+)$/.exec(name) ?? [];
	const before = modifiers.replace('ctrl', 'Ctrl').replace('alt', 'Alt').replace('shift', 'Shift');
	return before + (CAPTIONS[last] ?? (last.length === 1 ? last.toUpperCase() : last));
}

const CAPTIONS: Readonly<Record<string, string>> = {
	ArrowUp: '↑',
	ArrowDown: '↓',
	ArrowLeft: '←',
	ArrowRight: '→',
	PageUp: 'PgUp',
	PageDown: 'PgDn',
	Escape: 'Esc',
	Delete: 'Del',
	' ': 'Space',
};
