import { Fault } from '../domain/fault.ts';
import type { MarkPlace } from '../domain/signature-report.ts';
import { vietnamWallTime } from '../domain/vietnam-time.ts';
import { markPlaces } from './check/mark-place.ts';
import { appearanceObjects } from './mark/appearance.ts';
import { cornerOf, layOut } from './mark/layout.ts';
import { loadMarkFont } from './mark/mark-font.ts';
import { markLines } from './mark/mark-text.ts';
import type { PdfDocument } from './pdf/document.ts';
import { type PageSpace, pageSpace } from './pdf/page-space.ts';
import { catalogOf, firstPage, type PageObject } from './pdf/pages.ts';
import { appendTo, editDict, numberText, refText, textString } from './pdf/serialize.ts';
import { formOf, readFields } from './pdf/signature-fields.ts';
import { firstFreeNumber, type UpdateObject } from './pdf/update.ts';
import { entry, isArray, isDict, isRef, type PdfDict, PdfSyntaxError } from './pdf/values.ts';
import type { SignRequest } from './signer.ts';

/** The objects of an update that adds a signature which is still empty. */
export type EmptySignature = {
	readonly objects: readonly UpdateObject[];
	/** Number of the signature dictionary. */
	readonly number: number;
	readonly fieldName: string;
	readonly mark: MarkPlace | undefined;
};

/** NĐ 30/2020 PL I: 10 pt; the clerk's mark, for which no size is set, is one step smaller. */
const SIZE_PT = { clerk: 9, agencyCopy: 10 } as const;
const SIDE = { clerk: 'left', agencyCopy: 'right' } as const;
/** Print and Locked (ISO 32000-2, 12.5.3); PDF/A demands the first. */
const WIDGET_FLAGS = 132;
/** SignaturesExist and AppendOnly (ISO 32000-2, 12.7.3). */
const SIG_FLAGS = 3;
/** Digits of a number in /ByteRange: enough for any file, and of one width whatever the number. */
export const RANGE_DIGITS = 10;

/** /M: Viet Nam's time with its offset. */
function pdfDate(at: Date): string {
	return `(D:${vietnamWallTime(at).replace(/\D/g, '')}+07'00')`;
}

/** A signature dictionary with room for the range and for `contentsBytes` of CMS. */
function emptyDict(at: Date, contentsBytes: number): Buffer {
	const range = `[0 ${Array(3).fill(' '.repeat(RANGE_DIGITS)).join(' ')}]`;
	const contents = `<${'0'.repeat(2 * contentsBytes)}>`;
	const entries = `/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ${pdfDate(at)}`;
	return Buffer.from(`<< ${entries}\n/ByteRange ${range}\n/Contents ${contents} >>`, 'latin1');
}

/** An object with its number, and the bytes that it was read from. */
function sourceOf(pdf: PdfDocument, number: number) {
	const found = pdf.object(number);
	if (found === undefined) throw new PdfSyntaxError('Object is gone');
	return found;
}

/** Collects new values of objects, so that an object that is changed twice is written once. */
class Edits {
	readonly #pdf: PdfDocument;
	readonly #values = new Map<number, Buffer>();

	constructor(pdf: PdfDocument) {
		this.#pdf = pdf;
	}

	set(number: number, value: Buffer): void {
		if (this.#values.has(number)) throw new PdfSyntaxError('One object plays two parts');
		this.#values.set(number, value);
	}

	objects(): readonly UpdateObject[] {
		return [...this.#values].map(([number, value]) => ({
			number,
			generation: this.#pdf.object(number)?.generation ?? 0,
			value,
		}));
	}
}

/**
 * The text of an array entry with `item` added. An array that is an object of its own is edited there, and the entry stays:
 * `undefined`.
 */
function withItem(
	pdf: PdfDocument,
	edits: Edits,
	source: Buffer,
	dict: PdfDict,
	key: string,
	item: string,
): Buffer | undefined {
	const value = entry(dict, key);
	const array = pdf.resolve(value);
	if (array !== undefined && array !== null && !isArray(array)) throw new PdfSyntaxError(`/${key} is no array`);
	if (!isArray(array)) return Buffer.from(`[${item}]`, 'latin1');
	if (!isRef(value)) return appendTo(source, array, item);
	edits.set(value.number, appendTo(sourceOf(pdf, value.number).source, array, item));
	return undefined;
}

function editPage(pdf: PdfDocument, edits: Edits, page: PageObject, widget: number): void {
	const { source } = sourceOf(pdf, page.number);
	const annots = withItem(pdf, edits, source, page.dict, 'Annots', refText(widget));
	if (annots !== undefined) edits.set(page.number, editDict(source, page.dict, { Annots: annots }));
}

/** The form's dictionary with the field in it, signatures announced, and no appearance left to the viewer. */
function editedForm(
	pdf: PdfDocument,
	edits: Edits,
	source: Buffer,
	form: PdfDict,
	field: number,
	isFirst: boolean,
): Buffer {
	const fields = withItem(pdf, edits, source, form, 'Fields', refText(field));
	const redraws = pdf.get(form, 'NeedAppearances') === true;
	return editDict(source, form, {
		...(fields !== undefined && { Fields: fields }),
		SigFlags: String(SIG_FLAGS),
		// After a first signature it may not be changed any more.
		...(redraws && isFirst && { NeedAppearances: 'false' }),
	});
}

function editForm(pdf: PdfDocument, edits: Edits, field: number, isFirst: boolean): void {
	const root = entry(pdf.trailer, 'Root');
	const catalog = catalogOf(pdf);
	if (!isRef(root) || catalog === undefined) throw new PdfSyntaxError('No catalog');
	const value = entry(catalog, 'AcroForm');
	const form = formOf(pdf);
	const { source } = sourceOf(pdf, root.number);
	if (form === undefined) {
		const fresh = `<< /Fields [${refText(field)}] /SigFlags ${SIG_FLAGS} >>`;
		edits.set(root.number, editDict(source, catalog, { AcroForm: fresh }));
	} else if (isRef(value)) {
		edits.set(value.number, editedForm(pdf, edits, sourceOf(pdf, value.number).source, form, field, isFirst));
	} else {
		const edited = editedForm(pdf, edits, source, form, field, isFirst);
		edits.set(root.number, editDict(source, catalog, { AcroForm: edited }));
	}
}

function freeName(names: ReadonlySet<string>): string {
	let number = 1;
	while (names.has(`Sohoa${number}`)) number++;
	return `Sohoa${number}`;
}

/** The visible mark: its place, and the objects from `first` on that draw it. */
function drawMark(request: SignRequest, space: PageSpace, taken: readonly MarkPlace[], first: number) {
	const { kind } = request.mark;
	const font = loadMarkFont();
	const pageMm = [space.widthMm, space.heightMm] as const;
	const obstacles = [...(request.keepClear ?? []), ...taken.map(({ boxMm }) => boxMm)];
	const task = {
		lines: markLines(request.mark, request.at),
		side: SIDE[kind],
		sizePt: SIZE_PT[kind],
		pageMm,
		obstacles,
	};
	const layout = layOut(task, font);
	if (layout === undefined) return { objects: [], mark: undefined, rect: [0, 0, 0, 0] as const };
	const mark: MarkPlace = { page: 0, boxMm: layout.box, corner: cornerOf(layout.box, pageMm) };
	return { objects: appearanceObjects(layout, SIDE[kind], space, font, first), mark, rect: space.toUser(layout.box) };
}

/**
 * Makes the objects that add an empty signature to a PDF: dictionary, field with its widget, mark, and the changed page and form.
 *
 * @throws {Fault} `pdfDamaged` when the page or the form is not what it should be.
 */
export function prepareSignature(pdf: PdfDocument, request: SignRequest, contentsBytes: number): EmptySignature {
	try {
		const page = firstPage(pdf);
		const { names, signatures } = readFields(pdf);
		const signed = signatures.filter(({ value }) => isDict(pdf.resolve(value)));
		const places = [...markPlaces(pdf, signatures).values()].filter((place) => place.page === 0);
		const number = firstFreeNumber(pdf);
		const [field, drawing] = [number + 1, number + 2];
		const { objects, mark, rect } = drawMark(request, pageSpace(pdf, page), places, drawing);
		const edits = new Edits(pdf);
		editPage(pdf, edits, page, field);
		editForm(pdf, edits, field, signed.length === 0);
		const fieldName = freeName(names);
		const widget = `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${textString(fieldName)} /V ${refText(number)} /F ${WIDGET_FLAGS} /P ${refText(page.number, sourceOf(pdf, page.number).generation)} /Rect [${rect.map(numberText).join(' ')}]`;
		const appearance = objects.length > 0 ? ` /AP << /N ${refText(drawing)} >>` : '';
		return {
			objects: [
				{ number, generation: 0, value: emptyDict(request.at, contentsBytes) },
				{ number: field, generation: 0, value: Buffer.from(`${widget}${appearance} >>`, 'latin1') },
				...objects,
				...edits.objects(),
			],
			number,
			fieldName,
			mark,
		};
	} catch (error) {
		if (error instanceof PdfSyntaxError) throw new Fault('pdfDamaged', {}, error);
		throw error;
	}
}
