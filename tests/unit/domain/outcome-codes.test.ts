import { describe, expect, it } from 'vitest';
import {
	DEFAULT_OUTCOME_CODE_TEMPLATE,
	DOC_CODE_LENGTH,
	docCode,
	docCodePrefix,
	isOutcomeCodeTemplate,
	outcomeCode,
	outcomeCodePrefix,
} from '../../../domain/index.ts';

const parts = { ownerId: '019090001234', resultType: 'KQ.G15.000031', numberNotation: '12/GP-UBND' };

describe('an outcome code', () => {
	it('is the one that a public one-stop system gives (domain.md §1.5)', () => {
		const prefix = outcomeCodePrefix(DEFAULT_OUTCOME_CODE_TEMPLATE, parts);
		expect(outcomeCode(prefix, 1)).toBe('019090001234.KQ.G15.000031.12/GP-UBND.01');
		expect(outcomeCode(prefix, 123)).toBe('019090001234.KQ.G15.000031.12/GP-UBND.123');
	});

	it('leaves blank what is not known', () => {
		const prefix = outcomeCodePrefix(DEFAULT_OUTCOME_CODE_TEMPLATE, { ...parts, ownerId: '', resultType: '' });
		expect(outcomeCode(prefix, 2)).toBe('..12/GP-UBND.02');
	});

	it('takes no second counter from a value', () => {
		const prefix = outcomeCodePrefix(DEFAULT_OUTCOME_CODE_TEMPLATE, { ...parts, ownerId: '{NN} 1' });
		expect(outcomeCode(prefix, 1)).toBe('NN1.KQ.G15.000031.12/GP-UBND.01');
	});

	it.each([
		['{ownerId}.{NN}', true],
		['{NN}', true],
		['{ownerId}', false],
		['{NN}.{NN}', false],
		['{NN}.{password}', false],
		[`{NN}${'x'.repeat(100)}`, false],
	])('template %s: %s', (template, fit) => {
		expect(isOutcomeCodeTemplate(template)).toBe(fit);
	});
});

describe('a DocCode', () => {
	it('is MCQ_LV_STT_PB of CV 7197', () => {
		expect(docCode(docCodePrefix('G06.01', 'officialLetter'), 21, 1)).toBe('G06.01_CV_000021_V1');
		expect(docCode(docCodePrefix('H55.16.23', 'birthExtract'), 999_999, 2)).toBe('H55.16.23_VB_999999_V2');
	});

	it('has room for an agency of three levels', () => {
		expect(docCode(docCodePrefix('H55.16.23', 'decision'), 1, 12).length).toBeLessThanOrEqual(DOC_CODE_LENGTH);
	});
});
