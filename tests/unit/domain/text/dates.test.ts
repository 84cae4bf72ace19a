import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, findDates, formatDate, isIsoDate, parseDate, toIsoDate } from '../../../../domain/text/index.ts';

const day = fc
	.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

describe('parseDate', () => {
	it('reads the forms on paper', () => {
		for (const text of [
			'ngày 05 tháng 01 năm 2020',
			'Ngày 5 tháng 1 năm 2020',
			'NGÀY 05 THÁNG 01 NĂM 2020',
			'05/01/2020',
			'5/1/2020',
			'05-01-2020',
			'5.1.2020',
			'05 / 01 / 2020',
			'2020-01-05',
			'ngày 05/01/2020.',
			'ngày 05 tháng 01 năm 2020'.normalize('NFD'),
		]) {
			expect(parseDate(text), text).toBe('2020-01-05');
		}
	});

	it('refuses what is no day, no date, or more than one', () => {
		for (const text of [
			'31/04/2020',
			'29/02/2021',
			'00/01/2020',
			'05/13/2020',
			'05/01/1820',
			'01/2020',
			'ngày tháng năm 2020',
			'05/01/2020 06/01/2020',
			'Số 05/01/2020',
			'105/01/2020',
			'05/01/20201',
			'',
		]) {
			expect(parseDate(text), text).toBeUndefined();
		}
		expect(parseDate('29/02/2020')).toBe('2020-02-29');
	});

	it('reads back what formatDate writes', () => {
		fc.assert(
			fc.property(day, (value) => {
				expect(parseDate(formatDate(value))).toBe(value);
				expect(parseDate(formatDate(value, 'words'))).toBe(value);
			}),
		);
	});
});

describe('findDates', () => {
	it('finds all with their place', () => {
		const text = 'Hà Nội, ngày 05 tháng 01 năm 2020 (cấp 1/2/2019, số 12/01/2020/QĐ)';
		const found = findDates(text);
		expect(found.map((d) => d.value)).toEqual(['2020-01-05', '2019-02-01']);
		expect(text.slice(found[0]?.start, found[0]?.end)).toBe('ngày 05 tháng 01 năm 2020');
	});

	it('never yields a day outside the calendar', () => {
		fc.assert(
			fc.property(fc.string(), day, (noise, value) => findDates(noise + value).every((d) => isIsoDate(d.value))),
		);
	});
});

describe('formatDate', () => {
	it('pads as NĐ 30 does', () => {
		expect(formatDate('2020-01-05', 'words')).toBe('ngày 05 tháng 01 năm 2020');
		expect(formatDate('2020-03-15', 'words')).toBe('ngày 15 tháng 3 năm 2020');
		expect(() => formatDate('2020-02-30')).toThrow(RangeError);
	});
});

describe('addMonths', () => {
	it('keeps the day, or takes the last one', () => {
		expect(addMonths('2025-07-15', 6)).toBe('2026-01-15');
		expect(addMonths('2025-08-31', 6)).toBe('2026-02-28');
		expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
		expect(addMonths('2099-12-01', 1)).toBeUndefined();
		expect(addMonths('x', 1)).toBeUndefined();
	});
});

describe('toIsoDate', () => {
	it('agrees with the calendar of Date on every triple', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1900, max: 2099 }),
				fc.integer({ min: 0, max: 13 }),
				fc.integer({ min: 0, max: 32 }),
				(y, m, d) => {
					const date = new Date(Date.UTC(y, m - 1, d));
					const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
					expect(toIsoDate(y, m, d) !== undefined).toBe(real);
				},
			),
		);
	});
});
