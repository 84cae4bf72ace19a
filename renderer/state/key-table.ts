import { isBoxKey } from './key-names.ts';

/** A key that does something, and what that is called in the sheet of shortcuts and the command palette. */
export type Key = {
	readonly label: string;
	/** Absent where what has the focus does it by itself, as a box or a link does. */
	readonly act?: () => unknown;
	/** Nothing to act on now: the sheet shows it paler. */
	readonly off?: boolean;
	/** Acts again and again while it is held down: a step of a walk. */
	readonly held?: boolean;
	/** Acts also where a box that is typed into has its own use for it. */
	readonly typing?: boolean;
};

/** Keys by their names (see `keyName`). */
export type Keys = Readonly<Record<string, Key | false | undefined>>;

/** Where keys stand in the sheet of shortcuts, in its order. */
export const KEY_GROUPS = ['screen', 'list', 'fields', 'page', 'program'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

/** Keys of one part of the screen. */
export type KeyEntry = {
	readonly group: KeyGroup;
	/** They act only while the focus is in what this selector names; anywhere when absent. */
	readonly within?: string | undefined;
	/** They go before all others of the same name: of something that has begun and must be ended. */
	readonly first: boolean;
	/** As they are now. */
	readonly keys: () => Keys;
};

/** Where the focus is. */
export type Focus = {
	/** Whether it is in a box that is typed into. */
	readonly typing: boolean;
	readonly isIn: (selector: string) => boolean;
};

/** The key of a name that acts now: of what has the focus, else of the screen, else of the program. */
export function findKey(entries: readonly KeyEntry[], name: string, focus: Focus): Key | undefined {
	for (const { keys, within } of entries.toSorted((a, b) => rank(a) - rank(b))) {
		const key = keys()[name];
		if (!key || (within !== undefined && !focus.isIn(within))) continue;
		if (focus.typing && isBoxKey(name) && key.typing !== true) continue;
		return key;
	}
	return undefined;
}

function rank({ first, within, group }: KeyEntry): number {
	if (first) return 0;
	return within !== undefined ? 1 : group === 'program' ? 3 : 2;
}

/** A key as the sheet shows it. */
export type ListedKey = {
	readonly name: string;
	readonly label: string;
	readonly group: KeyGroup;
	readonly off: boolean;
	/** What the command palette can do instead: nothing for a step of a walk, or what depends on the focus. */
	readonly run?: () => unknown;
};

/** All keys of what is on the screen, by groups. */
export function listKeys(entries: readonly KeyEntry[]): readonly ListedKey[] {
	const before = new Set(entries.flatMap(({ first, keys }) => (first ? Object.keys(keys()) : [])));
	// What holds others came after them, and is told first.
	const all = entries.toReversed().flatMap(({ group, within, first, keys }) =>
		Object.entries(keys()).flatMap(([name, key]): readonly ListedKey[] => {
			if (!key || (before.has(name) && !first)) return [];
			const { label, act, off = false, held } = key;
			const runs = act !== undefined && !off && held !== true && within === undefined;
			return [{ name, label, group, off, ...(runs && { run: act }) }];
		}),
	);
	return KEY_GROUPS.flatMap((group) => all.filter((key) => key.group === group));
}
