import { describe, expect, it } from 'vitest';
import { compareByGivenName, compareVietnamese } from '../../../../domain/text/index.ts';

describe('compareVietnamese', () => {
	it('orders letters and tones as the alphabet does', () => {
		const letters = ['a', 'ă', 'â', 'b', 'd', 'đ', 'e', 'ê', 'o', 'ô', 'ơ', 'u', 'ư'];
		expect(letters.toReversed().sort(compareVietnamese)).toEqual(letters);
		const tones = ['ma', 'mà', 'mả', 'mã', 'má', 'mạ'];
		expect(tones.toReversed().sort(compareVietnamese)).toEqual(tones);
	});
});

describe('compareByGivenName', () => {
	it('orders by given name, then middle, then family', () => {
		const names = [
			'Trần Văn An',
			'Bùi Thị Ánh',
			'Lê Thị Bình',
			'Lê Văn Bình',
			'Trần Văn Bình',
			'Nguyễn Văn Dũng',
			'Phạm Thị Đào',
			'Y',
		];
		expect(names.toReversed().sort(compareByGivenName)).toEqual(names);
	});

	it('takes empty and odd names', () => {
		expect(['', '  ', '\ud800'].sort(compareByGivenName)).toHaveLength(3);
	});
});
