import type { FieldName } from '../../domain/fields.ts';
import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { type Flow, sliceFlow, toFlow } from './flow.ts';
import type { Paper } from './paper.ts';
import { slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

type Pattern = { readonly field: FieldName; readonly pattern: RegExp; readonly certainty: number };

/** On folded text; the first group is the value. `Thửa đất số: 123`, `Tờ bản đồ số: 45`, `Số vào sổ cấp GCN: CH 00120`. */
const PATTERNS: readonly Pattern[] = [
	{ field: 'plotNumber', pattern: /\bthua (?:dat )?s[o06]\s?[:.;]?\s?(\d{1,5}[a-z]?)(?![\d/])/, certainty: 0.97 },
	{
		field: 'mapSheet',
		pattern: /\bt[o0] b[ae]n do(?: dia chinh)?(?: s[o06])?\s?[:.;]?\s?(\d{1,4}(?:-\d{1,3})?)(?![\d/])/,
		certainty: 0.97,
	},
	{
		field: 'registerNumber',
		pattern:
			/\bs[o06] va[o0] s[o06](?: cap)?(?: gcn| giay chung nhan)?(?: quyen su dung dat)?\s?[:.;]?\s?([a-z]{2,3}\s?[-.]?\s?\d{3,6}(?:\/[a-z0-9]{1,6})?)/,
		certainty: 0.95,
	},
];
/** Other kinds that may be about a plot. */
const PLOT_KINDS: ReadonlySet<OutcomeKind> = new Set(['decision', 'constructionPermit', 'licence']);
/** Two capitals (no Vietnamese marks but Đ) and six digits (old form) or eight (new form), alone on their line or after "Số:"/"Seri". */
const SERIAL = /^(?:\W{0,2}(?:so|seri|so seri|so phat hanh|ma)\s?[:.]?\s?)?([a-zđ]{2})\s?(\d{8}|\d{6})\W{0,2}$/;

function byPattern(flow: Flow, { field, pattern, certainty }: Pattern): Candidate | undefined {
	const match = pattern.exec(flow.folded);
	const printed = match?.[1];
	if (match === null || printed === undefined) return undefined;
	const start = match.index + match[0].lastIndexOf(printed);
	const span = sliceFlow(flow, start, start + printed.length);
	const value = span.text.replace(/\s+/g, ' ');
	return fromSpan(field, span, { value, certainty, rule: 'land label', origin: flow.view.origin });
}

function serial(view: PageView, segment: Segment): Candidate | undefined {
	const match = SERIAL.exec(segment.folded);
	if (match?.[1] === undefined || match[2] === undefined) return undefined;
	const start = match.index + match[0].lastIndexOf(match[2]) - 1;
	const letters = segment.text
		.slice(0, start + 1)
		.trim()
		.slice(-2);
	if (letters !== letters.toUpperCase()) return undefined;
	const from = segment.text.lastIndexOf(letters, start);
	const span = slice(segment, from, start + 1 + match[2].length);
	return fromSpan('certificateSerial', span, {
		value: `${letters} ${match[2]}`,
		certainty: 0.95,
		rule: 'serial',
		origin: view.origin,
	});
}

/** Thửa, tờ, số vào sổ, seri of a land-use certificate. The serial is not the register number: the one stands alone, the other has its label. */
export function landRule(paper: Paper): readonly Candidate[] {
	const isLand = paper.kind === 'landUseCertificate';
	const patterns = PATTERNS.filter(({ field }) => isLand || (PLOT_KINDS.has(paper.kind) && field !== 'registerNumber'));
	if (patterns.length === 0) return [];
	const found = new Map<FieldName, Candidate>();
	for (const view of paper.views) {
		const flow = toFlow(view);
		const own = patterns.map((pattern) => byPattern(flow, pattern));
		if (isLand) own.push(...view.segments.map((segment) => serial(view, segment)));
		for (const candidate of own) {
			if (candidate !== undefined && !found.has(candidate.field)) found.set(candidate.field, candidate);
		}
	}
	return [...found.values()];
}
