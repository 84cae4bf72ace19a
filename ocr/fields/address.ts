import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { findLabelled, withNextLine } from './labels.ts';
import type { Paper } from './paper.ts';

/** Whose address a kind is about: the plot, the site, the seat. A holder's residence is another matter. Folded, best first. */
const LABELS: Partial<Record<OutcomeKind, readonly string[]>> = {
	landUseCertificate: ['dia chi thua dat', 'dia chi', 'tai dia chi'],
	constructionPermit: ['dia diem xay dung', 'vi tri xay dung', 'tai dia chi', 'dia diem'],
	businessHouseholdCertificate: [
		'dia chi tru so ho kinh doanh',
		'tru so ho kinh doanh',
		'dia diem kinh doanh',
		'dia chi tru so',
		'dia chi',
	],
	enterpriseCertificate: ['dia chi tru so chinh', 'dia chi tru so', 'dia chi'],
	licence: ['dia chi tru so', 'dia diem', 'dia chi'],
	certificate: ['dia chi tru so', 'dia diem', 'dia chi'],
};

/** Địa chỉ that the paper is about, by the label of its kind. */
export function addressRule(paper: Paper): readonly Candidate[] {
	const labels = LABELS[paper.kind];
	const found = labels === undefined ? undefined : findLabelled(paper, labels, { below: true })[0];
	if (found === undefined) return [];
	const span = withNextLine(found);
	if (span.text.length < 8 || !/\p{L}{2}/u.test(span.text)) return [];
	const certainty = found.edits === 0 ? 0.93 : 0.85;
	return [fromSpan('address', span, { certainty, rule: 'address by label', origin: found.view.origin })];
}
