import { type FieldName, parseDocumentNumber } from '../../domain/index.ts';

/** Số and ký hiệu, apart, as CV 7197 wants them (`CodeNumber` 11, `CodeNotation` 30). */
export type SplitNumber = { readonly number: string; readonly notation: string };

/**
 * The number that a paper is known by. `12/GP-UBND` is `12` and `GP-UBND`; a year goes with the notation (`105/2018/QĐST-HNGĐ`:
 * `2018/QĐST-HNGĐ`), so that the two, joined by `/`, are the number as printed. Papers without a number are known by their
 * enterprise code or serial (domain.md §4.3). `undefined`: by nothing.
 */
export function splitNumber(fields: { readonly [F in FieldName]?: string }): SplitNumber | undefined {
	const printed = fields.documentNumber || fields.enterpriseCode || fields.certificateSerial;
	if (!printed) return undefined;
	const parsed = parseDocumentNumber(printed);
	if (parsed !== undefined) {
		return { number: parsed.number, notation: [parsed.year, parsed.notation].filter(Boolean).join('/') };
	}
	const slash = printed.indexOf('/');
	if (slash > 0) return { number: printed.slice(0, slash).trim(), notation: printed.slice(slash + 1).trim() };
	// `THN-00012345`, `AA 09273289`: the prefix says of what kind the number is.
	const prefixed = /^(\p{L}{1,4})[-\s]?(\d+)$/u.exec(printed);
	return prefixed === null
		? { number: printed, notation: '' }
		: { number: prefixed[2] ?? '', notation: prefixed[1] ?? '' };
}
