import { assertNever } from './assert-never.ts';
import { Fault } from './fault.ts';
import type { StackId, StackPageId } from './ids.ts';

/** A clockwise turn in degrees. */
export type PageTurn = 0 | 90 | 180 | 270;
export const PAGE_TURNS = [0, 90, 180, 270] as const satisfies readonly PageTurn[];

/** `page`: part of the paper. `blank`: kept with the original, left out of the document. `aside`: not of this paper; stays with the clerk. */
export type PageUse = 'page' | 'blank' | 'aside';
export const PAGE_USES = ['page', 'blank', 'aside'] as const satisfies readonly PageUse[];

/** TT 01/2023 Đ8: a sheet with a stuck-on note is captured twice. */
export type NoteMark = 'with' | 'without';

/** A page of a stack, and what the clerk has decided about it. Its picture never changes. */
export type StackPage = {
	readonly id: StackPageId;
	/** Turns it from how it lies to how it is to be read; `null`: nobody has turned it, the machine finds out. */
	readonly turn: PageTurn | null;
	readonly use: PageUse;
	/** Another paper begins with this page. */
	readonly cut: boolean;
	readonly note: NoteMark | null;
};

/** A page as it arrives. */
export function freshPage(id: StackPageId): StackPage {
	return { id, turn: null, use: 'page', cut: false, note: null };
}

/** Chồng giấy: pages on their way to become one outcome or several. */
export type Stack = {
	readonly id: StackId;
	readonly pages: readonly StackPage[];
	/** How many pages the clerk has counted on paper. */
	readonly expected: number | null;
	/** A signed or born-digital PDF: its pages stay together as they are. */
	readonly bound: boolean;
};

/** What a clerk does to stacks. Pages are named by id, so that an edit means the same whatever arrives meanwhile. */
export type StackEdit =
	/** `to`: index among the pages that stay. */
	| {
			readonly kind: 'move';
			readonly stackId: StackId;
			readonly pages: readonly StackPageId[];
			readonly to: number;
	  }
	| {
			readonly kind: 'turn';
			readonly stackId: StackId;
			readonly pages: readonly StackPageId[];
			readonly by: PageTurn;
	  }
	| {
			readonly kind: 'use';
			readonly stackId: StackId;
			readonly pages: readonly StackPageId[];
			readonly use: PageUse;
	  }
	| { readonly kind: 'cut'; readonly stackId: StackId; readonly page: StackPageId; readonly on: boolean }
	/** This page shows the note, the next one does not. */
	| { readonly kind: 'pair'; readonly stackId: StackId; readonly page: StackPageId; readonly on: boolean }
	| { readonly kind: 'expect'; readonly stackId: StackId; readonly count: number | null }
	| { readonly kind: 'merge'; readonly stackId: StackId; readonly into: StackId };

/** A done edit: the stacks that it touched, before and after. */
export type StackStep = { readonly before: readonly Stack[]; readonly after: readonly Stack[] };

/**
 * Does an edit. No edit adds or loses a page.
 *
 * @throws {Fault} `stackMissing` for a stack or page that is not there; `pagesBound` for pages that must stay as they are.
 */
export function doEdit(stacks: readonly Stack[], edit: StackEdit): StackStep {
	const stack = find(stacks, edit.stackId);
	if (edit.kind === 'merge') return merge(stack, find(stacks, edit.into));
	if (stack.bound) refuseApart(stack, edit);
	return { before: [stack], after: [tidy(edited(stack, edit))] };
}

/** A file whose pages stay together can be counted, and set aside as a whole. */
function refuseApart(stack: Stack, edit: StackEdit): void {
	const whole = edit.kind === 'use' && edit.use !== 'blank' && edit.pages.length === stack.pages.length;
	if (!whole && edit.kind !== 'expect') throw new Fault('pagesBound');
}

function find(stacks: readonly Stack[], id: StackId): Stack {
	const stack = stacks.find((one) => one.id === id);
	if (stack === undefined) throw new Fault('stackMissing');
	return stack;
}

function merge(from: Stack, into: Stack): StackStep {
	if (from.bound || into.bound) throw new Fault('pagesBound');
	if (from.id === into.id) throw new Fault('stackMissing');
	const counted = [from.expected, into.expected];
	const expected = counted.every((count) => count !== null) ? counted.reduce((sum, count) => sum + count, 0) : null;
	const joined = { ...into, pages: [...into.pages, ...from.pages], expected };
	return { before: [from, into], after: [{ ...from, pages: [], expected: null }, tidy(joined)] };
}

function edited(stack: Stack, edit: Exclude<StackEdit, { kind: 'merge' }>): Stack {
	switch (edit.kind) {
		case 'move':
			return { ...stack, pages: moved(stack.pages, edit.pages, edit.to) };
		case 'turn':
			return change(stack, edit.pages, (page) => ({ ...page, turn: turnedBy(page.turn ?? 0, edit.by) }));
		case 'use':
			return change(stack, edit.pages, (page) => ({ ...page, use: edit.use }));
		case 'cut':
			return change(stack, [edit.page], (page) => ({ ...page, cut: edit.on }));
		case 'pair':
			return paired(stack, edit.page, edit.on);
		case 'expect':
			return { ...stack, expected: edit.count };
		default:
			return assertNever(edit);
	}
}

/** One turn after the other. */
export function turnedBy(turn: PageTurn, by: PageTurn): PageTurn {
	return PAGE_TURNS[((turn + by) % 360) / 90] ?? 0;
}

function change(stack: Stack, ids: readonly StackPageId[], to: (page: StackPage) => StackPage): Stack {
	refuseStrangers(stack.pages, ids);
	return { ...stack, pages: stack.pages.map((page) => (ids.includes(page.id) ? to(page) : page)) };
}

function moved(pages: readonly StackPage[], ids: readonly StackPageId[], to: number): readonly StackPage[] {
	refuseStrangers(pages, ids);
	const going = pages.filter((page) => ids.includes(page.id));
	const staying = pages.filter((page) => !ids.includes(page.id));
	return [...staying.slice(0, to), ...going, ...staying.slice(to)];
}

function paired(stack: Stack, id: StackPageId, on: boolean): Stack {
	const at = stack.pages.findIndex((page) => page.id === id);
	const next = stack.pages[at + 1];
	if (at < 0 || next === undefined) throw new Fault('stackMissing');
	const marks = new Map<StackPageId, NoteMark | null>([
		[id, on ? 'with' : null],
		[next.id, on ? 'without' : null],
	]);
	const pages = stack.pages.map((page) => ({
		...page,
		note: marks.get(page.id) ?? (marks.has(page.id) ? null : page.note),
	}));
	return { ...stack, pages };
}

function refuseStrangers(pages: readonly StackPage[], ids: readonly StackPageId[]): void {
	const known = new Set(pages.map((page) => page.id));
	if (ids.length === 0 || ids.some((id) => !known.has(id))) throw new Fault('stackMissing');
}

/** Marks that mean nothing any more go: half a pair, and a cut before the first page. */
function tidy(stack: Stack): Stack {
	const { pages } = stack;
	const opens = (page: StackPage | undefined, next: StackPage | undefined): boolean =>
		page?.note === 'with' && next?.note === 'without' && page.use === 'page' && next.use === 'page';
	const clean = pages.map((page, at): StackPage => {
		const whole = opens(page, pages[at + 1]) || opens(pages[at - 1], page);
		return { ...page, note: whole ? page.note : null, cut: at > 0 && page.cut };
	});
	return { ...stack, pages: clean };
}

/**
 * Puts stacks back to how they were before a step (or after it), as far as their pages are still here: a page that came
 * meanwhile stays at the end of the stack it is in.
 */
export function putBack(now: readonly Stack[], wanted: readonly Stack[]): readonly Stack[] {
	const ids = new Set(wanted.map((stack) => stack.id));
	const touched = now.filter((stack) => ids.has(stack.id));
	const here = new Set(touched.flatMap((stack) => stack.pages.map((page) => page.id)));
	const known = new Set(wanted.flatMap((stack) => stack.pages.map((page) => page.id)));
	return touched.map((stack) => {
		const like = wanted.find((one) => one.id === stack.id) ?? stack;
		const kept = like.pages.filter((page) => here.has(page.id));
		const arrived = stack.pages.filter((page) => !known.has(page.id));
		return tidy({ ...stack, expected: like.expected, pages: [...kept, ...arrived] });
	});
}

/** The papers that a stack makes: its pages and blanks between cuts. Blanks alone go with the paper beside them. */
export function papersOf(stack: Pick<Stack, 'pages'>): readonly (readonly StackPage[])[] {
	const papers: StackPage[][] = [];
	let begin = true;
	for (const page of stack.pages) {
		begin ||= page.cut;
		if (page.use === 'aside') continue;
		const last = papers.at(-1);
		const lastIsBlank = last?.every((one) => one.use === 'blank') ?? false;
		if (last === undefined || (begin && !lastIsBlank)) papers.push([page]);
		else last.push(page);
		begin = false;
	}
	const tail = papers.at(-1);
	if (tail?.every((page) => page.use === 'blank')) {
		papers.pop();
		papers.at(-1)?.push(...tail);
	}
	return papers;
}

/** Pages as a person counts them on the table: without blanks, the two captures of a sheet with a note as one. */
export function countedPages(stack: Pick<Stack, 'pages'>): number {
	return stack.pages.filter((page) => page.use === 'page' && page.note !== 'without').length;
}

/** Whether nothing is left of a stack that would go into an outcome. */
export function isAside({ pages }: Pick<Stack, 'pages'>): boolean {
	return pages.every((page) => page.use === 'aside');
}

/** What a clerk decided about one page of a paper, as kept with its version. */
export type PlannedPage = {
	/** Which of the originals, from 0. */
	readonly file: number;
	/** Which page of it, from 0. */
	readonly page: number;
	readonly turn: PageTurn | null;
	/** Left out of the document; the original stays. */
	readonly blank: boolean;
	readonly note: NoteMark | null;
};
