import { describe, expect, it } from 'vitest';
import {
	compareByGivenName,
	findDates,
	findDocumentNumbers,
	findDossierCodes,
	findProcedureCodes,
	fold,
	foldAligned,
	nfc,
	normalizeNotation,
	numberKey,
	parseDate,
	parseDocumentNumber,
	parseDossierCode,
	parsePersonalId,
	parseProcedureCode,
	parseResultTypeCode,
	parseTaxCode,
	toIndexText,
	toneKey,
	toSearchTokens,
} from '../../../../domain/text/index.ts';

const FUNCTIONS: readonly ((text: string) => unknown)[] = [
	nfc,
	fold,
	foldAligned,
	toneKey,
	findDates,
	findDocumentNumbers,
	findDossierCodes,
	findProcedureCodes,
	normalizeNotation,
	numberKey,
	parseDate,
	parseDocumentNumber,
	parseDossierCode,
	parsePersonalId,
	parseProcedureCode,
	parseResultTypeCode,
	parseTaxCode,
	toIndexText,
	toSearchTokens,
	(text) => compareByGivenName(text, `${text} a`),
];

/** Each is repeated to the length wanted: long runs of what the patterns start with, and of what normalizing has to sort. */
const HOSTILE = [
	'a',
	'đ',
	'1',
	' ',
	'\n',
	'\ud800',
	'/',
	'-',
	'1/',
	'12/2020/',
	'1/A-',
	'1/A - ',
	'A',
	'A-',
	'A.',
	'000.',
	'000.00.00.H55-',
	'H55.',
	'1.',
	'1.000000.',
	'ngày ',
	'ngày 1 tháng 1 ',
	'1/1/',
	'1.1.',
	'o\u0302\u0323\u0301',
	'\u0323\u0301',
	'\u0301\u0323\u0302',
	'ế',
	'Ð',
	'1 ',
	'0',
	'–',
	'\u200b',
];

const SMALL = 25_000;
const LARGE = 200_000;

function cost(run: (text: string) => unknown, text: string): number {
	const before = process.cpuUsage();
	run(text);
	const { user, system } = process.cpuUsage(before);
	return user + system;
}

describe('hostile input', () => {
	// Quadratic work would cost 64 times as much for 8 times the text. The bound lies between, and work too small to measure (5 ms) is let pass.
	for (const piece of HOSTILE) {
		it(`grows with the length only: ${JSON.stringify(piece)}`, () => {
			const small = piece.repeat(Math.ceil(SMALL / piece.length));
			const large = piece.repeat(Math.ceil(LARGE / piece.length));
			for (const run of FUNCTIONS) {
				run(small);
				const once = Math.min(cost(run, small), cost(run, small));
				const eight = cost(run, large);
				expect(eight, `${run.name} ${once} µs → ${eight} µs`).toBeLessThan(32 * Math.max(once, 5000));
			}
		});
	}

	it('never throws on half surrogates', () => {
		for (const run of FUNCTIONS) expect(() => run(`\udfff1/\ud800Q-\ud800 ngày 1\udc00`)).not.toThrow();
	});
});
