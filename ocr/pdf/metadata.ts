import { type PDFContext, type PDFDict, PDFHexString, PDFString } from 'pdf-lib';
import { vietnamWallTime } from '../../domain/index.ts';

/** What a document says about itself. */
export type PdfInfo = {
	/** Shown as the window's title; not set when absent. */
	readonly title?: string;
	/** BCP 47 tag of the document's language; `vi` when absent. */
	readonly language?: string;
	/** When the document was made; written with +07:00, to the second. */
	readonly createdAt: Date;
	/** Version of Sohoa that makes it, as in package.json. */
	readonly producerVersion: string;
	/** Lower-case hex SHA-256 of the untouched original, kept as `dc:source`. */
	readonly sourceSha256?: string;
};

const CREATOR = 'Sohoa';

/** The moment as `2026-11-23T18:00:00+07:00`. */
function isoDate(date: Date): string {
	return `${vietnamWallTime(date)}+07:00`;
}

/** The same moment as `D:20261123180000+07'00'` (ISO 32000-1, 7.9.4). */
function pdfDate(date: Date): string {
	return `D:${isoDate(date).slice(0, 19).replace(/[-:T]/g, '')}+07'00'`;
}

/** Text for XML and the Info dictionary alike: nothing that XML 1.0 can't hold. */
function plainText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, ' ')
		.trim();
}

function xmlText(text: string): string {
	return plainText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function producer(info: PdfInfo): string {
	return plainText(`${CREATOR} ${info.producerVersion}`);
}

function titleOf(info: PdfInfo): string | undefined {
	const title = plainText(info.title ?? '');
	return title === '' ? undefined : title;
}

/** The document's language tag. */
export function languageOf(info: PdfInfo): string {
	return info.language ?? 'vi';
}

/** The Info dictionary. It says what the XMP says, in other words (ISO 19005-2, 6.6.2.3). */
export function infoDictionary(info: PdfInfo, context: PDFContext): PDFDict {
	const title = titleOf(info);
	const date = PDFString.of(pdfDate(info.createdAt));
	return context.obj({
		...(title === undefined ? {} : { Title: PDFHexString.fromText(title) }),
		Creator: PDFString.of(CREATOR),
		Producer: PDFHexString.fromText(producer(info)),
		CreationDate: date,
		ModDate: date,
	});
}

/** The XMP packet: PDF/A part 2, conformance U, and the Info dictionary's values. */
export function xmpPacket(info: PdfInfo): Uint8Array {
	const date = isoDate(info.createdAt);
	const title = titleOf(info);
	const dublinCore = [
		'<dc:format>application/pdf</dc:format>',
		`<dc:language><rdf:Bag><rdf:li>${xmlText(languageOf(info))}</rdf:li></rdf:Bag></dc:language>`,
		title === undefined
			? ''
			: `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xmlText(title)}</rdf:li></rdf:Alt></dc:title>`,
		info.sourceSha256 === undefined ? '' : `<dc:source>sha256:${xmlText(info.sourceSha256)}</dc:source>`,
	].filter((element) => element !== '');
	const packet = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${dublinCore.join('')}</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>${CREATOR}</xmp:CreatorTool><xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:MetadataDate>${date}</xmp:MetadataDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>${xmlText(producer(info))}</pdf:Producer></rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
	return new Uint8Array(Buffer.from(packet, 'utf8'));
}
