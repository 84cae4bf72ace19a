import type { PdfDocument } from './document.ts';
import { catalogOf } from './pages.ts';
import {
	entry,
	isArray,
	isDict,
	isName,
	isRef,
	isString,
	type PdfDict,
	type PdfRef,
	type PdfValue,
	textOf,
} from './values.ts';

/** A signature field of the document's form. */
export type SignatureField = {
	/** The full name: partial names joined by dots. */
	readonly name: string;
	/** The field's object number; 0 for one written straight into an array. */
	readonly number: number;
	readonly dict: PdfDict;
	/** Its widgets: itself, or its kids. */
	readonly widgets: readonly { readonly number: number; readonly dict: PdfDict }[];
	/** /V: where the signature is; `undefined` for an empty field. */
	readonly value: PdfValue | undefined;
};

const MAX_FIELDS = 100_000;
const MAX_DEPTH = 32;

type Node = { readonly name: string; readonly type: PdfValue | undefined; readonly depth: number };

/** The document's interactive form; `undefined` when it has none. */
export function formOf(pdf: PdfDocument): PdfDict | undefined {
	const catalog = catalogOf(pdf);
	const form = catalog === undefined ? undefined : pdf.get(catalog, 'AcroForm');
	return isDict(form) ? form : undefined;
}

/** All fields of the form that signatures go into, and the names of all fields. A form that loops is cut where it does. */
export function readFields(pdf: PdfDocument): {
	readonly signatures: readonly SignatureField[];
	readonly names: Set<string>;
} {
	const signatures: SignatureField[] = [];
	const names = new Set<string>();
	const seen = new Set<number>();

	function visit(value: PdfValue, above: Node): void {
		if (isRef(value)) {
			if (seen.has(value.number) || seen.size > MAX_FIELDS) return;
			seen.add(value.number);
		}
		const dict = pdf.resolve(value);
		if (!isDict(dict) || above.depth > MAX_DEPTH) return;
		const partial = pdf.get(dict, 'T');
		const name = isString(partial) ? [above.name, textOf(partial)].filter((part) => part !== '').join('.') : above.name;
		const type = pdf.get(dict, 'FT') ?? above.type;
		const kids = pdf.get(dict, 'Kids');
		const children = isArray(kids) ? kids.items : [];
		const areFields = children.some((kid) => {
			const child = pdf.resolve(kid);
			return isDict(child) && child.entries.has('T');
		});
		if (isString(partial)) names.add(name);
		if (areFields) {
			for (const kid of children) visit(kid, { name, type, depth: above.depth + 1 });
			return;
		}
		if (!isName(type, 'Sig')) return;
		const own = { number: isRef(value) ? value.number : 0, dict };
		const widgets = children.length === 0 ? [own] : children.flatMap((kid) => widgetOf(pdf, kid));
		signatures.push({ name, ...own, widgets, value: entry(dict, 'V') });
	}

	const form = formOf(pdf);
	const fields = form === undefined ? undefined : pdf.get(form, 'Fields');
	if (isArray(fields)) for (const field of fields.items) visit(field, { name: '', type: undefined, depth: 0 });
	return { signatures, names };
}

function widgetOf(pdf: PdfDocument, kid: PdfValue): readonly { readonly number: number; readonly dict: PdfDict }[] {
	const dict = pdf.resolve(kid);
	return isDict(dict) ? [{ number: isRef(kid) ? kid.number : 0, dict }] : [];
}

/** The object numbers that an array refers to. */
export function refsIn(value: PdfValue | undefined): readonly PdfRef[] {
	return isArray(value) ? value.items.filter(isRef) : [];
}
