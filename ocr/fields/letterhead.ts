import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import { capitalShare, compact, distance } from './match.ts';
import { TITLES } from './titles.ts';
import type { PageView, Segment } from './view.ts';

/** The title line(s) of a paper and the kind it names. */
export type TitleBlock = { readonly segments: readonly Segment[]; readonly kind: OutcomeKind; readonly edits: number };

/** The head of the paper's first page: what stands where (NĐ 30 PL I, boxes 1-5). */
export type Head = {
	readonly view: PageView;
	/** "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM". */
	readonly republic: Segment | undefined;
	/** "Độc lập - Tự do - Hạnh phúc". */
	readonly motto: Segment | undefined;
	readonly title: TitleBlock | undefined;
	/** Where the body begins, as a fraction of the page's height: numbers and dates below are other papers'. */
	readonly bodyTop: number;
};

const REPUBLIC = 'conghoaxahoichunghiavietnam';
const MOTTO = 'doclaptudohanhphuc';
/** Pages looked through for the head: a slip or a cover may lie on top. */
const HEAD_PAGES = 3;
/** What starts the body: from here on numbers and dates belong to others. */
const BODY_STARTS =
	/^\W*(?:can cu|theo de nghi|xet de nghi|xet to trinh|kinh gui|dieu 1\b|dieu i\b|chuong i\b|thuc hien|phan [i1]\b|[i1]\. |trong thoi gian|ngay \d)/;

function like(segment: Segment, wanted: string, limit: number): boolean {
	return distance(compact(segment.folded), wanted, limit) <= limit;
}

function findHeadPage(views: readonly PageView[]): PageView | undefined {
	const first = views.filter((view) => view.segments.length > 0).slice(0, HEAD_PAGES);
	return first.find((view) => republicOf(view) !== undefined || mottoOf(view) !== undefined) ?? first[0];
}

function republicOf(view: PageView): Segment | undefined {
	return view.segments.find((segment) => segment.top < 0.35 && like(segment, REPUBLIC, 7));
}

function mottoOf(view: PageView): Segment | undefined {
	return view.segments.find((segment) => segment.top < 0.38 && like(segment, MOTTO, 5));
}

function titleEdits(size: number): number {
	return size < 8 ? 1 : Math.floor(size / 6);
}

function kindOf(text: string): { kind: OutcomeKind; edits: number } | undefined {
	for (const title of TITLES) {
		const limit = titleEdits(title.compact.length);
		const edits = prefixDistance(text, title.compact, limit);
		if (edits <= limit) return { kind: title.kind, edits };
	}
	return undefined;
}

function prefixDistance(text: string, title: string, limit: number): number {
	let best = limit + 1;
	for (let more = -limit; more <= limit; more += 1) {
		best = Math.min(best, distance(text.slice(0, title.length + more), title, limit));
	}
	return best;
}

function isTitleLine(segment: Segment): boolean {
	const middle = (segment.left + segment.right) / 2;
	return segment.top < 0.62 && Math.abs(middle - 0.5) < 0.17 && capitalShare(segment.text) > 0.75;
}

/** The title: capitals in the middle of the page, on one to three lines; the earliest line wins, and on it the longest title. */
function findTitle(view: PageView, below: number): TitleBlock | undefined {
	const lines = view.segments.filter((segment) => segment.top >= below && isTitleLine(segment));
	for (const [i, first] of lines.entries()) {
		const block = [first];
		let best: TitleBlock | undefined;
		for (const next of [undefined, lines[i + 1], lines[i + 2]]) {
			if (next !== undefined) {
				const last = block.at(-1);
				if (last === undefined || next.top - last.bottom > 3 * view.textHeight) break;
				block.push(next);
			}
			const found = kindOf(compact(block.map((segment) => segment.folded).join('')));
			if (found !== undefined && (best === undefined || found.kind !== best.kind))
				best = { ...found, segments: [...block] };
		}
		if (best !== undefined) return best;
	}
	return undefined;
}

function findBodyTop(view: PageView, below: number): number {
	return view.segments.find((segment) => segment.top > below && BODY_STARTS.test(segment.folded))?.top ?? 1;
}

/** Finds the head; `undefined` when no page holds a word. */
export function findHead(views: readonly PageView[]): Head | undefined {
	const view = findHeadPage(views);
	if (view === undefined) return undefined;
	const republic = republicOf(view);
	const motto = mottoOf(view);
	const below = Math.max(republic?.bottom ?? 0, motto?.bottom ?? 0);
	const title = findTitle(view, below) ?? (below > 0 ? undefined : findTitle(view, 0));
	const titleBottom = title?.segments.at(-1)?.bottom ?? below;
	return { view, republic, motto, title, bodyTop: findBodyTop(view, Math.min(titleBottom, 0.6)) };
}
