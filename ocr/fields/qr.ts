import type { FieldName } from '../../domain/fields.ts';
import type { Candidate } from './candidate.ts';
import type { Paper } from './paper.ts';
import { readQrPayload } from './qr-payload.ts';

/** Error correction makes a wrong character in a QR code all but impossible; what is unsure is what a value means. */
const KEYED = 0.99;
const BY_SHAPE = 0.95;
/** Bar codes with few symbols and no key (Code 128, EAN) are taken for register labels, not for data. */
const MATRIX = /qr|matrix|aztec|pdf417/i;

/** Data of the QR codes on the paper. Two codes that disagree on a field say nothing about it. */
export function qrRule(paper: Paper): readonly Candidate[] {
	return qrCandidates(paper.views);
}

/** {@link qrRule} over pages alone. */
export function qrCandidates(views: Paper['views']): readonly Candidate[] {
	const byField = new Map<FieldName, Candidate[]>();
	for (const view of views) {
		for (const code of view.codes.filter(({ format }) => MATRIX.test(format))) {
			for (const { field, value, printed, keyed } of readQrPayload(code.text)) {
				const certainty = keyed ? KEYED : BY_SHAPE;
				const candidate: Candidate = {
					field,
					value,
					printed,
					certainty,
					legibility: 1,
					page: view.index,
					box: code.box,
					origin: 'qr',
					rule: 'qr',
				};
				byField.set(field, [...(byField.get(field) ?? []), candidate]);
			}
		}
	}
	return [...byField.values()].flatMap((own) => {
		const keyed = own.filter((candidate) => candidate.certainty === KEYED);
		const usable = keyed.length > 0 ? keyed : own;
		return new Set(usable.map((candidate) => candidate.value)).size === 1 ? usable.slice(0, 1) : [];
	});
}
