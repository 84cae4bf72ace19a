import { describe, expect, it } from 'vitest';
import { bears, type Restrictions } from '../../../sign/check/restrictions.ts';

const step = (name: string, isTimestamp = false) => ({ added: 'allowed', signs: [{ name, isTimestamp }] }) as const;
const free: Restrictions = { noChanges: false, isLocked: () => false };

describe('bears', () => {
	it('lets a free signature be followed by others', () => {
		expect(bears(free, step('B'))).toBe(true);
	});

	it('lets a certification at level 1 be followed by document timestamps and validation data only', () => {
		const certified = { ...free, noChanges: true };
		expect(bears(certified, step('B'))).toBe(false);
		expect(bears(certified, step('T', true))).toBe(true);
		expect(bears(certified, { added: 'allowed', signs: [] })).toBe(true);
	});

	it('keeps locked fields empty', () => {
		const locking = { ...free, isLocked: (name: string) => name === 'B' };
		expect([bears(locking, step('A')), bears(locking, step('B'))]).toEqual([true, false]);
	});
});
