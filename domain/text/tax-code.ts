/** Mã số thuế: of an enterprise (10 digits), of its branch (10 + 3), or since 1/7/2025 a person's 12-digit id (TT 86/2024/TT-BTC). */
export type TaxCodeKind = 'enterprise' | 'branch' | 'person';

/** Weights of the first nine digits; holds for the seven numbers tried in domain.md §4.4. */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3] as const;

/** Whether the tenth digit agrees with the nine before it: `10 - (Σ digit × weight mod 11)`; a result of 10 is not issued. */
export function hasTaxCheckDigit(tenDigits: string): boolean {
	if (!/^\d{10}$/.test(tenDigits)) return false;
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(tenDigits.charAt(i)), 0);
	return 10 - (sum % 11) === Number(tenDigits.charAt(9));
}

/** The code (`4600100003`, `4600100003-001`, 12 digits) without stray spaces; `undefined` when its length or check digit is wrong. */
export function parseTaxCode(text: string): { readonly code: string; readonly kind: TaxCodeKind } | undefined {
	if (text.length > 40) return undefined;
	const bare = text
		.trim()
		.replace(/(?<=[\d–—-])[\s.]+(?=[\d–—-])/g, '')
		.replace(/[–—]/g, '-');
	if (/^\d{12}$/.test(bare)) return { code: bare, kind: 'person' };
	const match = /^(\d{10})(?:-?(\d{3}))?$/.exec(bare);
	if (match?.[1] === undefined || !hasTaxCheckDigit(match[1])) return undefined;
	if (match[2] === undefined) return { code: match[1], kind: 'enterprise' };
	return { code: `${match[1]}-${match[2]}`, kind: 'branch' };
}
