import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Asn1Error, guardedLength } from '../../../sign/cms/asn1-guard.ts';
import { membersOf, oidBytes, smallInteger, tlv } from '../../../sign/cms/der.ts';
import { readCms } from '../../../sign/cms/read-cms.ts';

describe('guardedLength', () => {
	it('measures one value and leaves padding', () => {
		const value = tlv(0x30, smallInteger(5), tlv(0x30, smallInteger(6)));
		expect(guardedLength(Buffer.concat([value, Buffer.alloc(20)]))).toBe(value.length);
		expect(guardedLength(Buffer.from('308004010a0000ffff', 'hex'))).toBe(7);
		expect(guardedLength(Buffer.from('3000', 'hex'))).toBe(2);
	});

	it.each([
		['nothing', ''],
		['a length beyond the end', '3082ffff00'],
		['a value that is longer than the one around it', '30030405aa'],
		['a primitive of indefinite length', '04800000'],
		['no end', '30800401ff'],
		['nesting without end', '3080'.repeat(100)],
	])('refuses %s', (_name, hex) => {
		expect(() => guardedLength(Buffer.from(hex, 'hex'))).toThrow(Asn1Error);
	});

	it('lets nothing through that breaks the reader of signatures otherwise than by its own error', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
				expect(() => readCms(bytes)).toThrow(Asn1Error);
			}),
		);
	});
});

describe('DER', () => {
	it('writes what it reads back, at every width of length', () => {
		for (const size of [0, 127, 128, 255, 256, 70_000]) {
			const value = tlv(0x04, Buffer.alloc(size, 7));
			expect(membersOf(tlv(0x30, value, smallInteger(1)))).toEqual([value, smallInteger(1)]);
		}
	});

	it('writes identifiers as X.690 shows them', () => {
		expect(oidBytes('1.2.840.113549.1.7.2').toString('hex')).toBe('06092a864886f70d010702');
	});
});
