import { fold, toneKey } from '../../domain/text/index.ts';
import { PROVINCES } from './data/provinces.ts';

let byFold: Map<string, string> | undefined;

function provincesByFold(): Map<string, string> {
	byFold ??= new Map(PROVINCES.map((name) => [fold(name), name]));
	return byFold;
}

/**
 * A place's name with its marks set right when, without marks, it is a province's ("Thái Nguyen" → "Thái Nguyên"); anything else
 * stays as read. Both spellings of a tone are right and kept.
 */
export function correctPlace(name: string): { readonly name: string; readonly known: boolean } {
	const province = provincesByFold().get(fold(name));
	if (province === undefined) return { name, known: false };
	return { name: toneKey(province) === toneKey(name) ? name : province, known: true };
}
