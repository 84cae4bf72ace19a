import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPdf } from '../../../sign/pdf/document.ts';
import { PdfParser } from '../../../sign/pdf/parser.ts';
import { recoverPdf } from '../../../sign/pdf/recover.ts';
import { isDict, isString, type PdfDict, PdfSyntaxError, type PdfValue, textOf } from '../../../sign/pdf/values.ts';

const parse = (text: string | Buffer): PdfValue => new PdfParser(Buffer.from(text as string, 'latin1'), 0).value();

/** Text of a string value, latin1. */
function stringOf(text: string): string {
	const value = parse(text);
	return isString(value) ? value.bytes.toString('latin1') : '';
}

describe('values', () => {
	it.each([
		['12', 12],
		['-0.5', -0.5],
		['+7', 7],
		['.25', 0.25],
		['--3', -3],
		['true', true],
		['null', null],
		['% a comment\n 4', 4],
	])('%s', (text, value) => {
		expect(parse(text)).toBe(value);
	});

	it('names, with escaped bytes', () => {
		expect(parse('/A#20B#g1')).toEqual({ kind: 'name', value: 'A B#g1' });
		expect(parse('/')).toEqual({ kind: 'name', value: '' });
	});

	it('references, and numbers that only look like one', () => {
		expect(parse('12 0 R')).toEqual({ kind: 'ref', number: 12, generation: 0 });
		const array = parse('[1 2 3 0 R 4 5 Rx]'.replace(' 5 Rx', ' 5'));
		expect(array).toMatchObject({ items: [1, 2, { kind: 'ref', number: 3 }, 4, 5] });
	});

	it('strings: nesting, escapes, octal, line ends, hex', () => {
		expect(stringOf('(a(b)c)')).toBe('a(b)c');
		expect(stringOf('(\\n\\t\\(\\\\\\q)')).toBe('\n\t(\\q');
		expect(stringOf('(\\101\\1012\\7)')).toBe('AA2\x07');
		expect(stringOf('(a\\\r\nb\rc)')).toBe('ab\nc');
		expect(stringOf('<48 65 6c6C6>')).toBe('Hell`');
		const wide = parse('<feff1eea0041>');
		expect(isString(wide) && textOf(wide)).toBe('ỪA');
	});

	it('dictionaries: where each value lies, and whether a key is there twice', () => {
		const dict = parse('<</A 1/B [2 3]>>') as PdfDict;
		expect(dict.entries.get('B')).toMatchObject({ keyStart: 6, start: 9, end: 14 });
		expect([dict.start, dict.end, dict.ambiguous]).toEqual([0, 16, false]);
		expect((parse('<</A 1/A 2>>') as PdfDict).ambiguous).toBe(true);
	});

	it.each(['', '(open', '<48', '<4x>', '[1', '<</A', '<</A 1>', '<<1 2>>', '1.2.3', 'word', ')'])(
		'refuses %s',
		(text) => {
			expect(() => parse(text)).toThrow(PdfSyntaxError);
		},
	);

	it('refuses what is nested too deeply, instead of running out of stack', () => {
		expect(() => parse('['.repeat(1_000_000))).toThrow(PdfSyntaxError);
	});
});

/** Anything but a syntax error is a bug. */
function orSyntaxError(work: () => unknown): void {
	try {
		work();
	} catch (error) {
		if (!(error instanceof PdfSyntaxError)) throw error;
	}
}

describe('whatever the bytes', () => {
	const scraps = fc.array(
		fc.constantFrom(
			'1 0 obj',
			'endobj',
			'<<',
			'>>',
			'[',
			']',
			'/Type',
			'/Length 5',
			'/Root 1 0 R',
			'stream\n',
			'endstream',
			'(',
			')',
			'<41',
			'xref\n0 1\n',
			'trailer',
			'startxref\n0\n',
			'%%EOF',
			'0 9999999',
			'7 0 R',
			' n ',
			'/ObjStm',
			'/W [1 2 1]',
			'\n',
		),
		{ maxLength: 60 },
	);
	it('the parser reads them or says that it can not', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
				orSyntaxError(() => new PdfParser(Buffer.from(bytes), 0).value()),
			),
		);
		fc.assert(
			fc.property(scraps, (parts) => {
				const bytes = Buffer.from(parts.join(' '), 'latin1');
				orSyntaxError(() => openPdf(bytes).object(1));
				orSyntaxError(() => recoverPdf(bytes).object(1));
			}),
			{ numRuns: 2000 },
		);
	});

	it('a recovered file gives its objects back', () => {
		const pdf = recoverPdf(
			Buffer.from('1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj (old) endobj 2 0 obj (new) endobj'),
		);
		expect(pdf.startXref).toBe(-1);
		expect(isDict(pdf.object(1)?.value)).toBe(true);
		expect(pdf.object(2)?.value).toMatchObject({ bytes: Buffer.from('new') });
	});
});
