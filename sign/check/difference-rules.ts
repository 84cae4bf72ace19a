import type { PdfDocument } from '../pdf/document.ts';
import { catalogOf, pagesOf } from '../pdf/pages.ts';
import { formOf } from '../pdf/signature-fields.ts';
import { entry, isArray, isDict, isName, isRef, type PdfDict, type PdfValue } from '../pdf/values.ts';
import type { Changes, Edge } from './changes.ts';
import { sameMetadata } from './metadata.ts';
import { differingKeys, sameValue } from './same-value.ts';

const CATALOG_KEYS = new Set(['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']);
const FORM_KEYS = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);
/** What filling an empty signature field changes in it and in its widget. */
const FILL_KEYS = new Set(['V', 'AP', 'AS', 'F', 'M', 'NM', 'DA', 'MK']);
const INFO_KEYS = new Set(['ModDate', 'Producer']);
/** Two revisions, and which objects play a part in signing. */
export type Context = {
	readonly before: PdfDocument;
	readonly after: PdfDocument;
	readonly changes: Changes;
	/** Empty signature fields that were filled in this step, and their widgets: object numbers. */
	readonly fillable: ReadonlySet<number>;
	/** What those show while they are empty: object numbers. */
	readonly appearances: ReadonlySet<number>;
	/** Widgets of fields that were signed in this step: object numbers. */
	readonly widgets: ReadonlySet<number>;
	/** Numbers of fields that were added signed in this step. */
	readonly newFields: ReadonlySet<number>;
};

function onlyKeys(keys: readonly string[], allowed: ReadonlySet<string>): boolean {
	return keys.every((key) => allowed.has(key));
}

/** The items that `now` has beyond those of `was`; `undefined` when one of those is gone or moved. */
function appended(
	was: PdfValue | undefined,
	now: PdfValue | undefined,
	bytes: Buffer,
): readonly PdfValue[] | undefined {
	const old = isArray(was) ? was.items : [];
	if (!isArray(now)) return old.length === 0 && (now === undefined || now === null) ? [] : undefined;
	const added: PdfValue[] = [];
	let next = 0;
	for (const item of now.items) {
		if (next < old.length && sameValue(old[next] ?? null, item, bytes)) next++;
		else added.push(item);
	}
	return next === old.length ? added : undefined;
}

/** Whether `now` says all that `was` says and perhaps more, references followed. */
function isAdditive(context: Context, was: PdfValue | undefined, now: PdfValue | undefined, depth = 0): boolean {
	const { before, after } = context;
	const [old, fresh] = [before.resolve(was), after.resolve(now)];
	if (old === undefined || old === null) return true;
	if (isDict(old) && isDict(fresh) && depth < 6) {
		return [...old.entries].every(([key, { value }]) => isAdditive(context, value, entry(fresh, key), depth + 1));
	}
	if (isArray(old) && isArray(fresh)) return appended(old, fresh, after.bytes) !== undefined;
	return sameValue(old, fresh ?? null, after.bytes);
}

function isFormDictAllowed(context: Context, was: PdfDict | undefined, now: PdfDict): boolean {
	const { before, after } = context;
	const keys = differingKeys(was, now, after.bytes);
	if (!onlyKeys(keys, FORM_KEYS)) return false;
	if (keys.includes('NeedAppearances') && after.get(now, 'NeedAppearances') === true) return false;
	if (keys.includes('DA') && was?.entries.has('DA') === true) return false;
	if (!isAdditive(context, was && entry(was, 'DR'), entry(now, 'DR'))) return false;
	const fields = appended(was && before.get(was, 'Fields'), after.get(now, 'Fields'), after.bytes);
	return fields?.every((field) => isRef(field) && context.newFields.has(field.number)) === true;
}

function isCatalogAllowed(context: Context, was: PdfDict, now: PdfDict): boolean {
	const { before, after } = context;
	if (!onlyKeys(differingKeys(was, now, after.bytes), CATALOG_KEYS)) return false;
	const version = entry(now, 'Version');
	if (version !== undefined && !(isName(version) && /^\d\.\d$/.test(version.value))) return false;
	if (!isAdditive(context, entry(was, 'DSS'), entry(now, 'DSS'))) return false;
	return !was.entries.has('Metadata') || sameMetadata(before, after, entry(was, 'Metadata'), entry(now, 'Metadata'));
}

function areAnnotsAllowed(context: Context, was: PdfValue | undefined, now: PdfValue | undefined): boolean {
	const added = appended(context.before.resolve(was), context.after.resolve(now), context.after.bytes);
	return added?.every((item) => isRef(item) && context.widgets.has(item.number)) === true;
}

function isPageAllowed(context: Context, was: PdfDict, now: PdfDict): boolean {
	const keys = differingKeys(was, now, context.after.bytes);
	return onlyKeys(keys, new Set(['Annots'])) && areAnnotsAllowed(context, entry(was, 'Annots'), entry(now, 'Annots'));
}

function isFillAllowed(context: Context, was: PdfDict, now: PdfDict): boolean {
	return onlyKeys(differingKeys(was, now, context.after.bytes), FILL_KEYS) && !was.entries.has('V');
}

type Rule = (was: PdfValue, now: PdfValue) => boolean;

/** A rule for an object that may be changed when it is used in no other place than these. */
export type Place = { readonly isPlace: (edge: Edge) => boolean; readonly rule: Rule };

/** Whether a reference is how a field that may be filled uses its own appearance. */
function isOwnAppearance({ fillable, appearances }: Context, { from, path }: Edge): boolean {
	return appearances.has(from) || (fillable.has(from) && /^AP(\.|$)/.test(path));
}

/** What an empty field showed may have no other use: else filling the field could change what is seen there. */
export function areAppearancesPrivate(context: Context): boolean {
	const edges = [...context.appearances].flatMap((number) => context.changes.edges.get(number) ?? []);
	return edges.every((edge) => isOwnAppearance(context, edge));
}

/** The places whose objects an update that only signs may change. */
export function placesOf(context: Context): readonly Place[] {
	const { before, after } = context;
	const root = entry(after.trailer, 'Root');
	const rootNumber = isRef(root) ? root.number : -1;
	const form = catalogOf(after)?.entries.get('AcroForm')?.value;
	const formNumber = isRef(form) ? form.number : -1;
	const pages = new Set<number>();
	const inForm = ({ from, path }: Edge, key: string) =>
		(from === formNumber && path === key) || (from === rootNumber && path === `AcroForm.${key}`);
	const isPage = (number: number) => {
		if (pages.size === 0) for (const page of pagesOf(before)) pages.add(page.number);
		return pages.has(number);
	};
	const arrays: Rule = (was, now) => {
		const added = appended(was, now, after.bytes);
		return added?.every((item) => isRef(item) && context.newFields.has(item.number)) === true;
	};
	const additive: Rule = (was, now) => isAdditive(context, was, now);
	return [
		{
			isPlace: ({ from, path }) => isPage(from) && path === 'Annots',
			rule: (was, now) => areAnnotsAllowed(context, was, now),
		},
		{ isPlace: (edge) => inForm(edge, 'Fields'), rule: arrays },
		{
			isPlace: (edge) =>
				inForm(edge, 'DR') ||
				(/^(AcroForm\.)?DR\.[A-Za-z]+$/.test(edge.path) && (edge.from === formNumber || edge.from === rootNumber)),
			rule: additive,
		},
		{
			isPlace: ({ from, path }) => from === rootNumber && path === 'AcroForm',
			rule: (was, now) => isDict(was) && isDict(now) && isFormDictAllowed(context, was, now),
		},
		{ isPlace: ({ from, path }) => from === rootNumber && path === 'Extensions', rule: () => true },
		{ isPlace: ({ from, path }) => from === rootNumber && /^DSS(\.|$)/.test(path), rule: additive },
		{
			isPlace: ({ from, path }) => from === rootNumber && path === 'Metadata',
			rule: (was, now) => sameMetadata(before, after, was, now),
		},
		{ isPlace: (edge) => isOwnAppearance(context, edge), rule: () => true },
		{
			isPlace: ({ from, path }) => from === 0 && path === 'Info',
			rule: (was, now) => isDict(was) && isDict(now) && onlyKeys(differingKeys(was, now, after.bytes), INFO_KEYS),
		},
	];
}

/** Whether an object that was there may say what it says now. */
export function isOverrideAllowed(context: Context, number: number, places: readonly Place[]): boolean {
	const change = context.changes.overridden.get(number);
	if (change === undefined) return false;
	const [was, now] = [change.before.value, change.after.value];
	const root = entry(context.before.trailer, 'Root');
	if (isDict(was) && isDict(now)) {
		if (isRef(root) && root.number === number) return isCatalogAllowed(context, was, now);
		if (context.fillable.has(number)) return isFillAllowed(context, was, now);
		if (isName(entry(was, 'Type'), 'Page')) return isPageAllowed(context, was, now);
	}
	const edges = context.changes.edges.get(number) ?? [];
	const place = places.find(({ isPlace }) => edges.length > 0 && edges.every(isPlace));
	return place?.rule(was, now) === true;
}

/** A new object may only be reached from what is new or was allowed to change: never from what was signed and stayed as it was. */
export function isFreshAllowed({ changes }: Context, number: number): boolean {
	return (changes.edges.get(number) ?? []).every(
		({ from }) => from === 0 || changes.fresh.has(from) || changes.overridden.has(from),
	);
}

/** Whether the trailer still names the same catalog, and nothing was encrypted. */
export function isTrailerAllowed(before: PdfDocument, after: PdfDocument): boolean {
	const [was, now] = [entry(before.trailer, 'Root'), entry(after.trailer, 'Root')];
	return isRef(was) && isRef(now) && was.number === now.number && !after.trailer.entries.has('Encrypt');
}

/** Whether the form, wherever it is written, says what it said and names new signature fields at most. */
export function isFormAllowed(context: Context): boolean {
	const [was, now] = [formOf(context.before), formOf(context.after)];
	if (was !== undefined && now === undefined) return false;
	return now === undefined || isFormDictAllowed(context, was, now);
}
