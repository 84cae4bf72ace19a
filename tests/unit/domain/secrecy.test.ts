import { describe, expect, it } from 'vitest';
import { isMarkedSecret } from '../../../domain/index.ts';

function page(text: string, top: number) {
	const words = text.split(' ').map((word) => ({ text: word, box: [100, top, 50, 20] as const, confidence: 1 }));
	const line = { box: [100, top, 200, 20] as const, words: words.map((_, i) => i), block: 0 };
	return { words, lines: [line], heightPx: 2_000 };
}

describe('a marking of secrecy', () => {
	it.each(['MẬT', 'TỐI MẬT', 'Tuyệt mật', '[MẬT]', 'MẬT'.normalize('NFD')])('is seen: %s', (text) => {
		expect(isMarkedSecret(page(text, 500))).toBe(true);
	});

	it.each(['BẢO MẬT', 'MẬT ONG', 'Mật độ xây dựng'])('is not: %s', (text) => {
		expect(isMarkedSecret(page(text, 500))).toBe(false);
	});

	it('stands in the upper part of a page', () => {
		expect(isMarkedSecret(page('MẬT', 1_500))).toBe(false);
	});
});
