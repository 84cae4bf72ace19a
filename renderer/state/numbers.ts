/**
 * A share of 1 as percent, as the language writes it (`57,1%`, `57.1%`); rounded down to a tenth, so that nothing seems reached
 * that is not.
 */
export function showPercent(share: number, language: string): string {
	const tenths = Math.floor(share * 1000) / 1000;
	return tenths.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
}
