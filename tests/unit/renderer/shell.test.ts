import { describe, expect, it } from 'vitest';
import { type Command, matchCommands } from '../../../renderer/state/match-commands.ts';
import { parseHash, routeHash, SECTIONS } from '../../../renderer/state/route.ts';

const command = (label: string, note?: string): Command => ({
	id: label,
	label,
	...(note !== undefined && { note }),
	act: () => undefined,
});

describe('the command palette', () => {
	const commands = [command('Đến mục Kiểm tra'), command('Khóa màn hình'), command('Kiểm tra chuỗi nhật ký', 'nhanh')];
	const labels = (text: string) => matchCommands(commands, text).map(({ label }) => label);

	it('finds without marks, by the beginnings of words, what begins with the text first', () => {
		expect(labels('kiem')).toEqual(['Kiểm tra chuỗi nhật ký', 'Đến mục Kiểm tra']);
		expect(labels('muc kiem')).toEqual(['Đến mục Kiểm tra']);
		expect(labels('khoa')).toEqual(['Khóa màn hình']);
		expect(labels('nhanh chuoi')).toEqual(['Kiểm tra chuỗi nhật ký']);
		expect(labels('iểm')).toEqual([]);
	});

	it('offers everything while nothing is typed', () => {
		expect(labels('  ')).toHaveLength(3);
	});
});

describe('routes', () => {
	it('lead to each section and back', () => {
		for (const kind of SECTIONS) expect(parseHash(routeHash({ kind }))).toEqual({ kind });
	});
});
