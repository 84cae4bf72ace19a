import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldAligned, nfc, toneKey, toSearchTokens } from '../../../../domain/text/index.ts';
import { allSyllables } from './syllables.ts';

const SYLLABLES = allSyllables();
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/;

/** NFC letters whose tone mark is apart: `ế` as `ê` + U+0301, as CP1258 text comes. */
function mixed(syllable: string): string {
	return [...syllable]
		.map((letter) => {
			const parts = letter.normalize('NFD');
			const tone = TONE_MARKS.exec(parts)?.[0];
			return tone === undefined ? letter : parts.replace(tone, '').normalize('NFC') + tone;
		})
		.join('');
}

describe('fold', () => {
	it('folds every syllable alike in NFC, NFD, mixed form and capitals', () => {
		expect(SYLLABLES.length).toBeGreaterThan(20_000);
		for (const { syllable, bare } of SYLLABLES) {
			expect(fold(syllable)).toBe(bare);
			expect(fold(syllable.normalize('NFD'))).toBe(bare);
			expect(fold(mixed(syllable))).toBe(bare);
			expect(fold(syllable.toUpperCase())).toBe(bare);
		}
	});

	it('takes the look-alikes of Đ', () => {
		expect(fold('Quyết định số 12/QĐ-UBND, Đường Hoà Bình, Ðà Nẵng ðường')).toBe(
			'quyet dinh so 12/qd-ubnd, duong hoa binh, da nang duong',
		);
	});

	it('is idempotent and never throws on any string, half surrogates too', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (a, b) => {
				const once = fold(a + b);
				expect(fold(once)).toBe(once);
			}),
		);
		expect(() => fold('\ud800 \udfff a\ud83d')).not.toThrow();
	});
});

describe('foldAligned', () => {
	it('keeps every offset', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldAligned(text).length === text.length));
	});

	it('equals fold on every NFC syllable', () => {
		for (const { syllable, bare } of SYLLABLES) expect(foldAligned(syllable)).toBe(bare);
	});
});

describe('toneKey', () => {
	it('meets both places of the tone mark', () => {
		for (const [a, b] of [
			['hòa', 'hoà'],
			['thúy', 'thuý'],
			['Ủy', 'Uỷ'],
			['khỏe', 'khoẻ'],
			['HÒA', 'HOÀ'],
		] as const) {
			expect(a).not.toBe(b);
			expect(toneKey(a)).toBe(toneKey(b));
		}
	});

	it('tells tones and letters apart', () => {
		const keys = ['hoa', 'hoá', 'hoà', 'hoả', 'hoã', 'hoạ', 'hơa', 'đa', 'da', 'dâ'].map(toneKey);
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('gives one key to all forms of a syllable', () => {
		for (const { syllable } of SYLLABLES) {
			expect(toneKey(syllable.normalize('NFD'))).toBe(toneKey(syllable));
			expect(toneKey(mixed(syllable))).toBe(toneKey(syllable));
		}
	});
});

describe('nfc', () => {
	it('composes, turns Ð into Đ, drops what cannot be seen, keeps line feeds and tabs', () => {
		expect(nfc('Quye\u0302\u0301t \u00d0inh \u00f0\u0000\u200b\u202e\ufeff\u00ad\ta\r\nb\rc')).toBe(
			'Quyết Đinh đ\ta\nb\nc',
		);
	});

	it('restores every syllable from NFD and mixed form', () => {
		for (const { syllable } of SYLLABLES) {
			expect(nfc(syllable.normalize('NFD'))).toBe(syllable);
			expect(nfc(mixed(syllable))).toBe(syllable);
		}
	});

	it('is idempotent and well-formed on any string', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const once = nfc(`${text}\ud800`);
				expect(nfc(once)).toBe(once);
				expect(once.isWellFormed()).toBe(true);
			}),
		);
	});
});

describe('toSearchTokens', () => {
	it('finds every syllable typed without marks, whatever the form of the text', () => {
		for (const { syllable, bare } of SYLLABLES) {
			for (const form of [syllable, syllable.normalize('NFD'), mixed(syllable), syllable.toUpperCase()]) {
				expect(toSearchTokens(`x ${form}, y`)).toEqual(['x', bare, 'y']);
			}
		}
	});
});
