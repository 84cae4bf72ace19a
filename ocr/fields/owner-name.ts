import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { findAllLabelled, type Labelled, withNextLine } from './labels.ts';
import { findOwnerInText } from './owner-in-text.ts';
import type { Paper } from './paper.ts';
import { checkName } from './person-name.ts';
import type { Span } from './span.ts';

const PERSON_LABELS = ['ho, chu dem, ten', 'ho va ten', 'ho ten', 'ho, chu dem va ten'];
/** Whom an extract is about; the parents' names have labels that start alike. */
const SUBJECT_LABELS = [
	'ho, chu dem, ten nguoi chet',
	'ho, chu dem, ten nguoi duoc khai sinh',
	'ho, chu dem, ten nguoi duoc cap',
	...PERSON_LABELS,
];

/** Where each kind names its holder, folded, best first. Applicants ("xét đề nghị của") are not holders. Domain.md §4.3. */
const LABELS: Partial<Record<OutcomeKind, readonly string[]>> = {
	birthExtract: SUBJECT_LABELS,
	deathExtract: SUBJECT_LABELS,
	maritalStatusConfirmation: ['xac nhan ong/ba', 'xac nhan', ...PERSON_LABELS],
	criminalRecord: [...PERSON_LABELS, 'ong (ba)', 'ong/ba'],
	practiceCertificate: [
		'cap cho ong/ba',
		'cap cho ong (ba)',
		'chung nhan ong/ba',
		'chung nhan',
		'cap cho',
		...PERSON_LABELS,
		'ong (ba)',
		'ong/ba',
		'ong',
		'ba',
	],
	businessHouseholdCertificate: [
		'ho va ten chu ho kinh doanh',
		'chu ho kinh doanh',
		...PERSON_LABELS,
		'ten ho kinh doanh',
	],
	enterpriseCertificate: [
		'ten cong ty viet bang tieng viet',
		'ten doanh nghiep viet bang tieng viet',
		'ten cong ty',
		'ten doanh nghiep',
	],
	landUseCertificate: ['nguoi su dung dat', 'ong/ba', 'ho ong', 'ong', 'ba'],
	constructionPermit: ['cap cho ong/ba', 'cap cho chu dau tu', 'cap cho', 'chu dau tu'],
	licence: [
		'cap cho',
		'cap phep cho',
		'cho phep',
		'ten thuong nhan',
		'ten doanh nghiep',
		'ten to chuc',
		'ten co so',
		'ten chu co so',
		'chu co so',
		...PERSON_LABELS,
	],
	certificate: ['chung nhan', 'cap cho', 'ten co so', 'chu co so', ...PERSON_LABELS],
	confirmation: ['xac nhan ong/ba', 'xac nhan', ...PERSON_LABELS],
};

const COURTESY = /^(?:(?:hộ\s)?(?:ông|bà)\s?(?:[/,(]\s?(?:ông|bà)\)?)?(?:\s?[/(]\s?tổ chức\)?)?\s?:?\s*|cho\s+)+/iu;
const ORGANISATION =
	/^(?:công ty|doanh nghiệp|hợp tác xã|hộ kinh doanh|chi nhánh|tổng công ty|trường|bệnh viện|phòng khám|cơ sở|nhà thuốc|quầy thuốc|trung tâm|ngân hàng|tập đoàn)/iu;
const NAME_WORD = /^(?:\p{Lu}\p{Ll}{0,7}|\p{Lu}{1,8})$/u;
/** What ends a name; a dotted rule under it is read as `_`. */
const NAME_END = /[,;._]{1,4}$/;

/** How far a name that looks so is trusted: one that was mended is shown for checking. */
const SURETY = { sure: 0.98, mended: 0.88, unknown: 0.75 } as const;

/** A person's name: the words at the start that look like one, two to six. `undefined` otherwise. */
function personName(text: string): string | undefined {
	const words = text.replace(COURTESY, '').split(/\s+/);
	const upTo = words.findIndex((word) => !NAME_WORD.test(word.replace(NAME_END, '')));
	const ended = words.findIndex((word) => NAME_END.test(word)) + 1;
	const count = Math.min(upTo < 0 ? words.length : upTo, ended > 0 ? ended : words.length);
	return count >= 2 && count <= 6 ? words.slice(0, count).join(' ').replace(NAME_END, '') : undefined;
}

/** Keeps the words that the name is made of. */
function narrow(span: Span, name: string): Span {
	const parts = new Set(name.split(' '));
	return {
		...span,
		text: name,
		words: span.words.filter((word) => parts.has(word.text.replace(/^[(:]|[,;.)_]+$/g, ''))),
	};
}

function toCandidate(found: Labelled): Candidate | undefined {
	const doubt = found.edits === 0 ? 1 : 0.95;
	const { origin } = found.view;
	const long = withNextLine(found);
	const bare = long.text.replace(COURTESY, '').trim();
	if (ORGANISATION.test(bare)) {
		const name = bare.split(/[;:]|, (?=\p{Ll})/u)[0]?.trim() ?? bare;
		return fromSpan(
			'ownerName',
			{ ...long, text: name },
			{ certainty: 0.95 * doubt, rule: 'organisation by label', origin },
		);
	}
	const name = personName(found.value.text);
	if (name === undefined) return undefined;
	const checked = checkName(name);
	const about = { value: checked.name, certainty: SURETY[checked.looks] * doubt, rule: 'name by label', origin };
	return fromSpan('ownerName', narrow(found.value, name), about);
}

/** Where the holder stands, so that the id beside it can be told from others'. */
export function findOwner(paper: Paper): { readonly candidate: Candidate; readonly found: Labelled } | undefined {
	const labels = LABELS[paper.kind];
	if (labels === undefined) return undefined;
	for (const all of findAllLabelled(paper, labels)) {
		for (const found of all) {
			const candidate = toCandidate(found);
			if (candidate !== undefined) return { candidate, found };
		}
	}
	return undefined;
}

/** Chủ giấy tờ: the person or organisation that the paper is about, in the first article, or by the label of its kind. */
export function ownerNameRule(paper: Paper): readonly Candidate[] {
	const owner = findOwner(paper);
	const candidate = findOwnerInText(paper) ?? owner?.candidate;
	return candidate === undefined ? [] : [candidate];
}
