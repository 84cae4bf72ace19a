import type { PdfDocument } from '../pdf/document.ts';
import { asRect, pageSpace } from '../pdf/page-space.ts';
import { catalogOf, pagesOf } from '../pdf/pages.ts';
import { formOf, readFields, type SignatureField } from '../pdf/signature-fields.ts';
import {
	dictOf,
	entry,
	isArray,
	isDict,
	isName,
	isRef,
	isString,
	type PdfDict,
	PdfSyntaxError,
	type PdfValue,
} from '../pdf/values.ts';
import { addedSections, isAccountedFor, isBlank } from './added-bytes.ts';
import { type Changes, type Edge, findChanges, type Visits } from './changes.ts';
import { sameMetadata } from './metadata.ts';
import { differingKeys, refsWithPath, sameValue } from './same-value.ts';

/** What a signature forbids those who come after it (ISO 32000-2, 12.8.2.2 and 12.8.2.4). */
export type Restrictions = {
	/** DocMDP level 1: nothing but validation data and document timestamps. */
	readonly noChanges: boolean;
	/** Whether a field of that name is locked. */
	isLocked(fieldName: string): boolean;
};

/**
 * One step from a revision to the next, judged. stray: bytes that are no incremental update. `signs`: signature fields that were
 * filled in it.
 */
export type Step = {
	readonly added: 'nothing' | 'allowed' | 'forbidden' | 'stray';
	readonly signs: readonly { readonly name: string; readonly isTimestamp: boolean }[];
};

const FORBIDDEN: Step = { added: 'forbidden', signs: [] };

const CATALOG_KEYS = new Set(['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version']);
const FORM_KEYS = new Set(['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances']);
/** What filling an empty signature field changes in it and in its widget. */
const FILL_KEYS = new Set(['V', 'AP', 'AS', 'F', 'M', 'NM', 'DA', 'MK']);
const INFO_KEYS = new Set(['ModDate', 'Producer']);
/** A mark that comes later and covers more of its page could hide what was signed. */
const MAX_MARK_SHARE = 0.25;

type Context = {
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

function isFormAllowed(context: Context, was: PdfDict | undefined, now: PdfDict): boolean {
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
type Place = { readonly isPlace: (edge: Edge) => boolean; readonly rule: Rule };

/** Whether a reference is how a field that may be filled uses its own appearance. */
function isOwnAppearance({ fillable, appearances }: Context, { from, path }: Edge): boolean {
	return appearances.has(from) || (fillable.has(from) && /^AP(\.|$)/.test(path));
}

/** What an empty field showed may have no other use: else filling the field could change what is seen there. */
function areAppearancesPrivate(context: Context): boolean {
	const edges = [...context.appearances].flatMap((number) => context.changes.edges.get(number) ?? []);
	return edges.every((edge) => isOwnAppearance(context, edge));
}

/** The places whose objects an update that only signs may change. */
function placesOf(context: Context): readonly Place[] {
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
			rule: (was, now) => isDict(was) && isDict(now) && isFormAllowed(context, was, now),
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
function isOverrideAllowed(context: Context, number: number, places: readonly Place[]): boolean {
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
function isFreshAllowed({ changes }: Context, number: number): boolean {
	return (changes.edges.get(number) ?? []).every(
		({ from }) => from === 0 || changes.fresh.has(from) || changes.overridden.has(from),
	);
}

function isTrailerAllowed(before: PdfDocument, after: PdfDocument): boolean {
	const [was, now] = [entry(before.trailer, 'Root'), entry(after.trailer, 'Root')];
	return isRef(was) && isRef(now) && was.number === now.number && !after.trailer.entries.has('Encrypt');
}

/** Whether the marks that came in this step leave the page to be seen, and do nothing when they are clicked. */
function areMarksModest(context: Context): boolean {
	const { after, changes, widgets } = context;
	const sized = [...widgets].filter((number) => changes.fresh.has(number));
	const dicts = sized.map((number) => dictOf(after.object(number)?.value));
	if (dicts.some((dict) => dict?.entries.has('A') === true || dict?.entries.has('AA') === true)) return false;
	if (sized.length === 0) return true;
	for (const page of pagesOf(after)) {
		const annots = after.get(page.dict, 'Annots');
		const here = isArray(annots) ? annots.items.filter((item) => isRef(item) && sized.includes(item.number)) : [];
		if (here.length === 0) continue;
		const { widthMm, heightMm, toDisplayed } = pageSpace(after, page);
		for (const item of here) {
			const dict = dictOf(after.resolve(item));
			const rect = dict && asRect(after, after.get(dict, 'Rect'));
			if (rect === undefined) continue;
			const [, , width, height] = toDisplayed(rect);
			if (width * height > widthMm * heightMm * MAX_MARK_SHARE) return false;
		}
	}
	return true;
}

function isSigned(field: SignatureField): boolean {
	return field.value !== undefined && field.value !== null;
}

function isTimestampField(pdf: PdfDocument, field: SignatureField): boolean {
	const dict = dictOf(pdf.resolve(field.value));
	return dict !== undefined && isName(pdf.get(dict, 'Type'), 'DocTimeStamp');
}

type Fillable = Pick<Context, 'fillable' | 'appearances'>;

/** The empty signature fields that are filled in `after`, with what they showed before. */
function filledFields(before: PdfDocument, after: PdfDocument): Fillable {
	const isNowSigned = new Set(
		readFields(after)
			.signatures.filter(isSigned)
			.map(({ number }) => number),
	);
	const filled = readFields(before).signatures.filter((field) => !isSigned(field) && isNowSigned.has(field.number));
	const widgets = filled.flatMap((field) => field.widgets);
	const appearances = new Set<number>();
	for (const { dict } of widgets) {
		const appearance = entry(dict, 'AP');
		if (isRef(appearance)) appearances.add(appearance.number);
		const states = dictOf(before.resolve(appearance));
		for (const { number } of states === undefined ? [] : refsWithPath(states)) appearances.add(number);
	}
	const fillable = new Set([...filled.map(({ number }) => number), ...widgets.map(({ number }) => number)]);
	return { fillable, appearances };
}

function contextOf(before: PdfDocument, after: PdfDocument, changes: Changes, fillable: Fillable) {
	const old = readFields(before).signatures;
	const known = new Set(old.map(({ number }) => number));
	const signedBefore = new Set(old.filter(isSigned).map(({ number }) => number));
	const signed = readFields(after).signatures.filter((field) => isSigned(field) && !signedBefore.has(field.number));
	const context: Context = {
		before,
		after,
		changes,
		...fillable,
		widgets: new Set(signed.flatMap(({ widgets }) => widgets.map(({ number }) => number))),
		newFields: new Set(signed.map(({ number }) => number).filter((number) => !known.has(number))),
	};
	const signs = signed.map((field) => ({ name: field.name, isTimestamp: isTimestampField(after, field) }));
	return { context, signs };
}

/** A form that comes with the update: it is written into the catalog, or is a new object. */
function isNewFormAllowed(context: Context): boolean {
	const [was, now] = [formOf(context.before), formOf(context.after)];
	if (was !== undefined && now === undefined) return false;
	return now === undefined || isFormAllowed(context, was, now);
}

async function judge(before: PdfDocument, after: PdfDocument, visits: Visits): Promise<Step> {
	if (isBlank(after.bytes, before.end, after.end)) return { added: 'nothing', signs: [] };
	const added = addedSections(before, after);
	if (added?.length === 0) return { added: 'stray', signs: [] };
	if (added === undefined || !isTrailerAllowed(before, after) || !isAccountedFor(before, after, added))
		return FORBIDDEN;
	const fillable = filledFields(before, after);
	const changes = await findChanges(before, after, added, fillable.appearances, visits);
	if (changes === undefined) return FORBIDDEN;
	const { context, signs } = contextOf(before, after, changes, fillable);
	const places = placesOf(context);
	const allowed =
		isNewFormAllowed(context) &&
		[...changes.overridden.keys()].every((number) => isOverrideAllowed(context, number, places)) &&
		[...changes.fresh].every((number) => isFreshAllowed(context, number)) &&
		areAppearancesPrivate(context) &&
		areMarksModest(context);
	return { added: allowed ? 'allowed' : 'forbidden', signs };
}

/**
 * Judges what was added to a PDF between two revisions: allowed are further signatures with what belongs to them, document
 * timestamps and validation data; everything else is forbidden, whether it shows or not (pdf-insecurity.org: incremental saving and
 * shadow attacks live on what a checker did not think of).
 */
export async function judgeStep(before: PdfDocument, after: PdfDocument, visits: Visits): Promise<Step> {
	try {
		return await judge(before, after, visits);
	} catch (error) {
		if (error instanceof PdfSyntaxError) return FORBIDDEN;
		throw error;
	}
}

/** Whether a signature with these restrictions bears a step. */
export function bears(restrictions: Restrictions, step: Step): boolean {
	return step.signs.every(({ name, isTimestamp }) =>
		restrictions.noChanges ? isTimestamp : isTimestamp || !restrictions.isLocked(name),
	);
}

/** The restrictions that a signature dictionary and its field put on what follows. */
export function restrictionsOf(pdf: PdfDocument, signature: PdfDict, field: PdfDict): Restrictions {
	const references = pdf.get(signature, 'Reference');
	const transforms = isArray(references) ? references.items.map((item) => dictOf(pdf.resolve(item))) : [];
	const paramsOf = (method: string) => {
		const found = transforms.find((one) => one !== undefined && isName(pdf.get(one, 'TransformMethod'), method));
		return found && dictOf(pdf.get(found, 'TransformParams'));
	};
	const lock = dictOf(pdf.get(field, 'Lock'));
	const certified = paramsOf('DocMDP');
	const locks = [paramsOf('FieldMDP'), lock].filter((one) => one !== undefined);
	return {
		noChanges: [certified, lock].some((one) => one !== undefined && pdf.get(one, 'P') === 1),
		isLocked: (name) => locks.some((one) => isFieldLocked(pdf, one, name)),
	};
}

function isFieldLocked(pdf: PdfDocument, lock: PdfDict, name: string): boolean {
	const action = pdf.get(lock, 'Action');
	const fields = pdf.get(lock, 'Fields');
	const names = isArray(fields) ? fields.items.map((item) => pdf.resolve(item)) : [];
	const isNamed = names.some((one) => isString(one) && [one.bytes.toString('latin1')].includes(name));
	if (isName(action, 'All')) return true;
	if (isName(action, 'Include')) return isNamed;
	return isName(action, 'Exclude') && !isNamed;
}
