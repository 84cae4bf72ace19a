import { describe, expect, it } from 'vitest';
import { isBoxKey, keyCaption, keyName } from '../../../renderer/state/key-names.ts';
import { type Focus, findKey, type KeyEntry, type Keys, listKeys } from '../../../renderer/state/key-table.ts';

const NONE = { code: '', ctrlKey: false, altKey: false, shiftKey: false };

describe('the name of a keystroke', () => {
	const name = (key: string, more: Partial<typeof NONE> = {}) => keyName({ ...NONE, key, ...more });

	it('is the key, with what is held before it', () => {
		expect(name('a')).toBe('a');
		expect(name('F', { shiftKey: true })).toBe('shift+f');
		expect(name('ArrowDown', { shiftKey: true })).toBe('shift+ArrowDown');
		expect(name('Enter', { ctrlKey: true, shiftKey: true })).toBe('ctrl+shift+Enter');
		expect(name('L', { ctrlKey: true, shiftKey: true })).toBe('ctrl+shift+l');
	});

	it('is the same with capitals locked', () => expect(name('F')).toBe('f'));

	it('is the sign where Shift types it', () => {
		expect(name('?', { shiftKey: true, code: 'Slash' })).toBe('?');
		expect(name('+', { shiftKey: true, code: 'Equal' })).toBe('+');
	});

	it('is the digit on a Vietnamese keyboard, also where it gives a tone mark', () => {
		expect(name('ă', { code: 'Digit1' })).toBe('1');
		expect(name('Dead', { code: 'Digit5', altKey: true })).toBe('alt+5');
		expect(name('đ', { code: 'BracketLeft' })).toBe('đ');
	});

	it('is nothing for AltGr', () => expect(name('@', { ctrlKey: true, altKey: true })).toBeUndefined());
});

describe('the caption of a key', () => {
	it('says what stands on the keyboard', () => {
		const captions = ['shift+F3', 'ctrl+shift+Enter', 'ctrl+ArrowLeft', 'alt+-', ' ', 'PageDown', 'shift+f', '/'];
		expect(captions.map(keyCaption)).toEqual([
			'Shift+F3',
			'Ctrl+Shift+Enter',
			'Ctrl+←',
			'Alt+-',
			'Space',
			'PgDn',
			'Shift+F',
			'/',
		]);
	});
});

describe('the keys of a box that is typed into', () => {
	it('are those that write, move and undo', () => {
		const own = ['a', ' ', '+', 'shift+f', 'Enter', 'Escape', 'Home', 'shift+ArrowLeft', 'ctrl+z', 'ctrl+a'];
		expect(own.filter((name) => !isBoxKey(name))).toEqual([]);
		const free = [
			'F1',
			'F3',
			'shift+F3',
			'alt+1',
			'ctrl+Enter',
			'ctrl+shift+Enter',
			'ctrl+k',
			'ctrl+s',
			'alt+ArrowDown',
		];
		expect(free.filter(isBoxKey)).toEqual([]);
	});
});

const entry = (keys: Keys, place: Partial<KeyEntry> = {}): KeyEntry => ({
	group: 'screen',
	first: false,
	...place,
	keys: () => keys,
});
const key = (label: string) => ({ label, act: () => label });
const focus = (typing: boolean, inside: readonly string[] = []): Focus => ({
	typing,
	isIn: (selector) => inside.includes(selector),
});

describe('the key that acts', () => {
	const program = entry({ Enter: key('program'), F1: key('sheet') }, { group: 'program' });
	const screen = entry({ Enter: key('screen'), a: key('all'), PageUp: { ...key('page'), typing: true } });
	const list = entry({ Enter: key('row'), ' ': { label: 'native' } }, { group: 'list', within: '.list' });
	const entries = [program, screen, list];
	const found = (name: string, where: Focus, among: readonly KeyEntry[] = entries) =>
		findKey(among, name, where)?.label;

	it('is that of what has the focus, else of the screen, else of the program', () => {
		expect(found('Enter', focus(false, ['.list']))).toBe('row');
		expect(found('Enter', focus(false))).toBe('screen');
		expect(found('Enter', focus(false), [program, list])).toBe('program');
	});

	it('rests while something is typed, unless the box has no use for it', () => {
		expect(found('a', focus(false))).toBe('all');
		expect(found('a', focus(true))).toBeUndefined();
		expect(found('PageUp', focus(true))).toBe('page');
		expect(found('F1', focus(true))).toBe('sheet');
	});

	it('is first that of something which has begun', () => {
		const zone = entry({ Enter: { ...key('zone'), typing: true } }, { group: 'page', first: true });
		expect(found('Enter', focus(true, ['.list']), [...entries, zone])).toBe('zone');
		expect(listKeys([...entries, zone]).filter(({ name }) => name === 'Enter')).toMatchObject([{ label: 'zone' }]);
	});
});

describe('the sheet', () => {
	it('lists every key, by groups; the palette runs those that need no focus and are no step of a walk', () => {
		const listed = listKeys([
			entry({ F1: key('sheet') }, { group: 'program' }),
			entry({ Enter: key('row') }, { group: 'list', within: '.list' }),
			entry({ a: key('all'), s: { ...key('sign'), off: true }, j: { ...key('walk'), held: true }, b: false }),
		]);
		expect(listed.map(({ name, off, run }) => [name, off, run !== undefined])).toEqual([
			['a', false, true],
			['s', true, false],
			['j', false, false],
			['Enter', false, false],
			['F1', false, true],
		]);
	});
});
