import { findDossierCodes, findProcedureCodes } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import type { Paper } from './paper.ts';
import { slice } from './span.ts';

/** Mã hồ sơ and mã TTHC printed as text: their shapes are particular enough; a label makes them surer. */
export function codesRule(paper: Paper): readonly Candidate[] {
	return paper.views.flatMap((view) =>
		view.segments.flatMap((segment) => {
			const text = segment.text.toUpperCase();
			if (text.length !== segment.text.length) return [];
			const dossiers = findDossierCodes(text).map((code) => ({
				...code,
				field: 'dossierCode' as const,
				label: /ma (?:so )?ho so/,
			}));
			const procedures = /ma (?:so )?(?:tthc|thu tuc)/.test(segment.folded)
				? findProcedureCodes(text).map((code) => ({ ...code, field: 'procedureCode' as const, label: /ma/ }))
				: [];
			return [...dossiers, ...procedures].map(({ field, value, start, end, label }) => {
				const certainty = label.test(segment.folded.slice(0, start)) ? 0.97 : 0.85;
				return fromSpan(field, slice(segment, start, end), {
					value,
					certainty,
					rule: 'code by its shape',
					origin: view.origin,
				});
			});
		}),
	);
}
