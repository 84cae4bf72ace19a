import { PDFContext } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { infoDictionary, type PdfInfo, xmpPacket } from '../../../../ocr/pdf/metadata.ts';

const INFO: PdfInfo = { createdAt: new Date('2026-11-23T20:30:05.999Z'), producerVersion: '0.1.0' };
const xmp = (info: PdfInfo) => Buffer.from(xmpPacket(info)).toString('utf8');

describe('metadata', () => {
	it('names PDF/A-2u and gives times of Viet Nam', () => {
		const text = xmp(INFO);
		expect(text).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>');
		expect(text).toContain('<xmp:CreateDate>2026-11-24T03:30:05+07:00</xmp:CreateDate>');
		expect(infoDictionary(INFO, PDFContext.create()).toString()).toContain("/CreationDate (D:20261124033005+07'00')");
	});

	it('escapes what XML would take for its own, and drops what it cannot hold', () => {
		const text = xmp({ ...INFO, title: '</rdf:li><x a="1">&\u0000\u001b\ud800 giấy' });
		expect(text).toContain(
			'<rdf:li xml:lang="x-default">&#60;/rdf:li&#62;&#60;x a=&#34;1&#34;&#62;&#38;    giấy</rdf:li>',
		);
	});

	it('leaves out a title and source that are not given', () => {
		expect(xmp({ ...INFO, title: ' ' })).not.toContain('dc:title');
		expect(infoDictionary({ ...INFO, title: ' ' }, PDFContext.create()).toString()).not.toContain('/Title');
		expect(xmp(INFO)).not.toContain('dc:source');
		expect(xmp({ ...INFO, sourceSha256: 'ab' })).toContain('<dc:source>sha256:ab</dc:source>');
	});
});
