import type { PdfDocument } from '../pdf/document.ts';
import { decodeStream } from '../pdf/stream-data.ts';
import { isStream, type PdfValue } from '../pdf/values.ts';
import { sameValue } from './same-value.ts';

/** An XMP packet of an office's document has 1 to 20 kB. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What programs rewrite at every save: when, by what, and as which copy. Elements and attributes. */
const VOLATILE =
	/<(xmp:(?:ModifyDate|MetadataDate|CreatorTool)|xmpMM:InstanceID|pdf:Producer)>[^<]*<\/\1>|(?<=\s)(?:xmp:(?:ModifyDate|MetadataDate|CreatorTool)|xmpMM:InstanceID|pdf:Producer)=(?:"[^"<]*"|'[^'<]*')/g;

function textOf(pdf: PdfDocument, value: PdfValue | undefined): string | undefined {
	const stream = pdf.resolve(value);
	if (!isStream(stream)) return undefined;
	const raw = pdf.bytes.subarray(stream.dataStart, stream.dataEnd);
	return decodeStream(stream.dict, raw, (inner) => pdf.resolve(inner), MAX_BYTES).toString('utf8');
}

function core(xmp: string): string {
	// The toolkit's name and the padding at the packet's end differ from program to program.
	return xmp
		.replace(VOLATILE, '')
		.replace(/x:xmptk="[^"<]*"/, '')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Whether two XMP packets say the same but for what changes at every save. Nothing is parsed, so nothing can be made to explode. */
export function sameMetadata(
	before: PdfDocument,
	after: PdfDocument,
	was: PdfValue | undefined,
	now: PdfValue | undefined,
): boolean {
	const [old, fresh] = [before.resolve(was) ?? null, after.resolve(now) ?? null];
	if (sameValue(old, fresh, after.bytes)) return true;
	const [oldText, freshText] = [textOf(before, old), textOf(after, fresh)];
	return oldText !== undefined && freshText !== undefined && core(oldText) === core(freshText);
}
