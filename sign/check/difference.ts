import type { PdfDocument } from '../pdf/document.ts';
import { asRect, pageSpace } from '../pdf/page-space.ts';
import { pagesOf } from '../pdf/pages.ts';
import { readFields, type SignatureField } from '../pdf/signature-fields.ts';
import { dictOf, entry, isArray, isName, isRef, PdfSyntaxError } from '../pdf/values.ts';
import { addedSections, isAccountedFor, isBlank } from './added-bytes.ts';
import { type Changes, findChanges, type Visits } from './changes.ts';
import {
	areAppearancesPrivate,
	type Context,
	isFormAllowed,
	isFreshAllowed,
	isOverrideAllowed,
	isTrailerAllowed,
	placesOf,
} from './difference-rules.ts';
import { refsWithPath } from './same-value.ts';

/**
 * One step from a revision to the next, judged. stray: bytes that are no incremental update. `signs`: signature fields that were
 * filled in it.
 */
export type Step = {
	readonly added: 'nothing' | 'allowed' | 'forbidden' | 'stray';
	readonly signs: readonly { readonly name: string; readonly isTimestamp: boolean }[];
};

const FORBIDDEN: Step = { added: 'forbidden', signs: [] };

/** A mark that comes later and covers more of its page could hide what was signed. */
const MAX_MARK_SHARE = 0.25;

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
		isFormAllowed(context) &&
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
