import { type Candidate, fromSpan } from './candidate.ts';
import { type Flow, sliceFlow } from './flow.ts';
import type { Paper } from './paper.ts';
import { checkName } from './person-name.ts';

/** Decisions and licences name their holder in the first article: "đối với ông X, sinh ngày …", "Cho phép CÔNG TY … (mã số …)". */
const PERSON =
	/\b(?:doi voi|cho phep|cap cho|cho|cua)\s(?:ho\s)?(?:gia dinh\s)?(?:ong|ba)(?:\s?\/\s?ba|\s?\(ba\))?\s?:?\s(?=[^,;.(]{4,40}[,;(]\s?(?:sinh|so dinh danh|cccd|can cuoc|cmnd|ma so|co so))/g;
const ORGANISATION =
	/\b(?:cho phep|cap phep cho|cap cho|doi voi)\s?:?\s?(?=(?:cong ty|tong cong ty|hop tac xa|doanh nghiep|chi nhanh|ho kinh doanh)\b[^,;(]{4,140}[,;(])/g;
const ARTICLE_ONE = /\bdieu [1il]\s?[.:]/;
const NAME = /^(?:\p{Lu}\p{L}{0,7} ){1,5}\p{Lu}\p{L}{0,7}$/u;
const SURETY = { sure: 0.96, mended: 0.87, unknown: 0.7 } as const;

/** Where the first article begins: what stands before cites other papers and people. */
function bodyStart(flow: Flow): number {
	return ARTICLE_ONE.exec(flow.folded)?.index ?? -1;
}

function personIn(flow: Flow, from: number): Candidate | undefined {
	for (const match of flow.folded.matchAll(PERSON)) {
		const start = match.index + match[0].length;
		const printed = /^[^,;.(]{4,40}/.exec(flow.text.slice(start))?.[0]?.trim() ?? '';
		if (match.index < from || !NAME.test(printed)) continue;
		const checked = checkName(printed);
		const about = {
			value: checked.name,
			certainty: SURETY[checked.looks],
			rule: 'holder in article 1',
			origin: flow.view.origin,
		};
		return fromSpan('ownerName', sliceFlow(flow, start, start + printed.length), about);
	}
	return undefined;
}

function organisationIn(flow: Flow, from: number): Candidate | undefined {
	for (const match of flow.folded.matchAll(ORGANISATION)) {
		const start = match.index + match[0].length;
		const printed = /^[^,;(]{4,160}/.exec(flow.text.slice(start))?.[0]?.trim() ?? '';
		if (match.index < from || printed.length < 8) continue;
		const about = { certainty: 0.93, rule: 'holder in article 1', origin: flow.view.origin };
		return fromSpan('ownerName', sliceFlow(flow, start, start + printed.length), about);
	}
	return undefined;
}

/** The holder named in the text of a decision or licence, and where that text stands; only from its first article on. */
export function findOwnerInText(paper: Paper): Candidate | undefined {
	if (paper.kind !== 'decision' && paper.kind !== 'licence') return undefined;
	for (const flow of paper.flows) {
		const from = bodyStart(flow);
		if (from < 0) continue;
		return personIn(flow, from) ?? organisationIn(flow, from);
	}
	return undefined;
}
