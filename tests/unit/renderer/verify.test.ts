import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredReadingView } from '../../../contract/index.ts';
import { FIELD_NAMES, FIELDS, type FieldName } from '../../../domain/fields.ts';
import { appendWord } from '../../../renderer/state/append-word.ts';
import { readValue, showValue, textForField } from '../../../renderer/state/field-text.ts';
import { may } from '../../../renderer/state/may.ts';
import { nextSteps } from '../../../renderer/state/next-steps.ts';
import { offersFor } from '../../../renderer/state/offers.ts';
import { openFields, shownFields } from '../../../renderer/state/open-fields.ts';
import { pointOnPage } from '../../../renderer/state/page-point.ts';

const INDEFINITE = 'Vô thời hạn';

function reading(field: FieldName, value: string, rest: Partial<StoredReadingView> = {}): StoredReadingView {
	const at = '2026-11-23T03:00:00Z';
	return { field, value, printed: value, confidence: 0.95, page: 0, box: [0, 0, 9, 9], origin: 'ocr', at, ...rest };
}

describe('values in boxes', () => {
	it('come back from what is shown', () => {
		const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
		fc.assert(
			fc.property(days, (day) => {
				const value = day.toISOString().slice(0, 10);
				expect(readValue('issueDate', showValue('issueDate', value, INDEFINITE), INDEFINITE)).toBe(value);
			}),
		);
		expect(readValue('validUntil', showValue('validUntil', 'indefinite', INDEFINITE), INDEFINITE)).toBe('indefinite');
	});

	it('take days in the forms that people type, and nothing that is no day', () => {
		for (const text of ['5/1/2026', '05012026', ' 05.01.2026 ', 'ngày 05 tháng 01 năm 2026', '2026-01-05']) {
			expect([text, readValue('issueDate', text, INDEFINITE)]).toEqual([text, '2026-01-05']);
		}
		for (const text of ['31/02/2026', '31022026', 'hôm qua', '5/1', 'vo thoi han']) {
			expect([text, readValue('issueDate', text, INDEFINITE)]).toEqual([text, undefined]);
		}
		expect(readValue('validUntil', 'vo thoi han', INDEFINITE)).toBe('indefinite');
		expect(readValue('issueDate', '', INDEFINITE)).toBe('');
	});

	it('are no days where the field is none', () => {
		expect(readValue('documentNumber', '05012026', INDEFINITE)).toBe('05012026');
	});
});

describe('fields to look at', () => {
	const readings = [
		reading('documentNumber', '12/QĐ', { confidence: 0.89 }),
		reading('issueDate', '2026-01-05', { confidence: 0.9 }),
		reading('ownerName', 'Lê Thử', { confidence: 0.3, origin: 'corrected' }),
	];

	it('are single where read without certainty, odd, or obligatory and empty; the certain ones may go together', () => {
		expect(openFields(readings)).toEqual({ single: ['documentNumber', 'issuingBody'], together: ['issueDate'] });
		expect(openFields(readings, new Set(['issueDate']))).toEqual({
			single: ['documentNumber', 'issueDate', 'issuingBody'],
			together: [],
		});
	});

	it('are settled by a person: typed, confirmed, or declared absent', () => {
		const settled = [
			reading('documentNumber', '12/QĐ', { confidence: 0.2, confirmed: true }),
			reading('issueDate', '2026-01-05', { origin: 'typed' }),
			reading('issuingBody', '', { origin: 'typed' }),
			reading('subject', 'thử', { confidence: 0.5, origin: 'demo' }),
		];
		expect(openFields(settled)).toEqual({ single: [], together: [] });
	});

	it('stand in the order of the paper', () => {
		const heads = FIELD_NAMES.filter((field) => FIELDS[field].head);
		expect(shownFields([], false)).toEqual(heads);
		expect(shownFields(readings, false)).toEqual([...heads, 'ownerName']);
		expect(shownFields([], true)).toEqual(FIELD_NAMES);
	});
});

describe('appendWord', () => {
	it('replaces what stood there, then goes on, and spans the words', () => {
		const first = appendWord({ text: 'cũ' }, { text: '“Lê', box: [10, 20, 30, 10], confidence: 1 }, 1);
		expect(first).toEqual({ text: 'Lê', place: { page: 1, box: [10, 20, 30, 10] } });
		const second = appendWord(first, { text: 'Thử,', box: [45, 18, 30, 14], confidence: 1 }, 1);
		expect(second).toEqual({ text: 'Lê Thử', place: { page: 1, box: [10, 18, 65, 14] } });
		expect(appendWord(second, { text: 'Ba', box: [1, 1, 1, 1], confidence: 1 }, 2).text).toBe('Ba');
	});
});

describe('offers', () => {
	const said = (...values: readonly string[]) => values.map((value, index) => ({ value, count: 9 - index }));

	it('are found whatever the accents, those that begin so first, and never the value itself', () => {
		const known = said('Sở Tài chính', 'Ủy ban nhân dân xã Thử', 'Tài chính – Kế hoạch', 'UBND huyện');
		expect(offersFor(known, 'tai ch').map(({ value }) => value)).toEqual(['Tài chính – Kế hoạch', 'Sở Tài chính']);
		expect(offersFor(known, 'UBND huyện')).toEqual([]);
		expect(offersFor(known, '')).toEqual(known);
	});
});

describe('a point of the page', () => {
	const page = { widthPx: 1000, heightPx: 2000 };
	const sheet = { left: 10, top: 20, width: 100, height: 200 };
	const lying = { left: 10, top: 20, width: 200, height: 100 };

	it('is found under any turn of the view', () => {
		// The page's upper left corner, seen upright, turned to the right, on its head, and to the left.
		expect(pointOnPage({ x: 10, y: 20 }, sheet, 0, page)).toEqual({ x: 0, y: 0 });
		expect(pointOnPage({ x: 210, y: 20 }, lying, 90, page)).toEqual({ x: 0, y: 0 });
		expect(pointOnPage({ x: 110, y: 220 }, sheet, 180, page)).toEqual({ x: 0, y: 0 });
		expect(pointOnPage({ x: 10, y: 120 }, lying, 270, page)).toEqual({ x: 0, y: 0 });
		expect(pointOnPage({ x: 35, y: 120 }, sheet, 0, page)).toEqual({ x: 250, y: 1000 });
		expect(pointOnPage({ x: 110, y: 45 }, lying, 90, page)).toEqual({ x: 250, y: 1000 });
	});

	it('stays on it', () => {
		expect(pointOnPage({ x: 0, y: 900 }, sheet, 0, page)).toEqual({ x: 0, y: 2000 });
	});
});

describe('what a zone says', () => {
	it('goes into the box as that field is written', () => {
		expect(textForField('documentNumber', 'Số: 12/QĐ-UBND')).toBe('12/QĐ-UBND');
		expect(textForField('issueDate', ', ngày 05 tháng 01 năm 2026')).toBe('05/01/2026');
		expect(textForField('issueDate', 'không rõ')).toBe('không rõ');
		expect(textForField('ownerName', ' Lê Thử ')).toBe('Lê Thử');
	});
});

describe('steps and roles', () => {
	it('follow the order of the office', () => {
		expect(nextSteps('recognized', 'signFirst')).toEqual(['sign']);
		expect(nextSteps('clerkSigned', 'signFirst')).toEqual(['verify']);
		expect(nextSteps('verified', 'signFirst')).toEqual(['submit']);
		expect(nextSteps('recognized', 'verifyFirst')).toEqual(['verify']);
		expect(nextSteps('clerkSigned', 'verifyFirst')).toEqual(['submit']);
		expect(nextSteps('returned', 'verifyFirst')).toEqual(['verify']);
		expect(nextSteps('submitted', 'signFirst')).toEqual([]);
	});

	it('are those of the table, deny by default', () => {
		expect(may({ roles: ['clerk'] }, 'verifyOutcome')).toBe(true);
		expect(may({ roles: ['clerk', 'archivist'] }, 'approveOutcome')).toBe(false);
		expect(may({ roles: [] }, 'listOutcomes')).toBe(false);
	});
});
