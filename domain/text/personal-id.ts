/** Số định danh cá nhân / CCCD (12 digits) or the older CMND (9 digits). */
export type PersonalIdKind = 'citizenId' | 'identityCard';

/** What a 12-digit number says about its holder (domain.md §4.4; positions from memory there, so only ever a warning). */
export type PersonalIdFacts = {
	/** `PPP`: province or country of birth registration. */
	readonly place: string;
	readonly sex: 'male' | 'female';
	readonly birthYear: number;
};

/** How a number and the paper's other facts disagree. */
export type PersonalIdWarning = 'birthYear' | 'sex';

/** The digits alone, when they are 12 or 9; papers print spaces or dots between ("0011 6902 0213"). */
export function parsePersonalId(text: string): { readonly id: string; readonly kind: PersonalIdKind } | undefined {
	if (text.length > 40) return undefined;
	const id = text.trim().replace(/(?<=\d)[\s.]+(?=\d)/g, '');
	if (/^\d{12}$/.test(id)) return { id, kind: 'citizenId' };
	if (/^\d{9}$/.test(id)) return { id, kind: 'identityCard' };
	return undefined;
}

/** Reads place, sex and year of birth out of a 12-digit number; `undefined` for another shape or a century digit not yet in use (6-9). */
export function readPersonalId(id: string): PersonalIdFacts | undefined {
	const match = /^(\d{3})([0-5])(\d{2})\d{6}$/.exec(id);
	if (match === null) return undefined;
	const century = Number(match[2]);
	return {
		place: match[1] ?? '',
		sex: century % 2 === 0 ? 'male' : 'female',
		birthYear: 1900 + Math.floor(century / 2) * 100 + Number(match[3]),
	};
}

/**
 * Where a 12-digit number contradicts the birth date (`YYYY-MM-DD`) or sex on the paper. A warning, never an error: numbers are given
 * with the data of the day, and data get corrected. A 9-digit number says nothing, so nothing is warned about.
 */
export function personalIdWarnings(
	id: string,
	person: { readonly birthDate?: string; readonly sex?: 'male' | 'female' },
): readonly PersonalIdWarning[] {
	const facts = readPersonalId(id);
	if (facts === undefined) return [];
	const warnings: PersonalIdWarning[] = [];
	if (person.birthDate !== undefined && Number(person.birthDate.slice(0, 4)) !== facts.birthYear) {
		warnings.push('birthYear');
	}
	if (person.sex !== undefined && person.sex !== facts.sex) warnings.push('sex');
	return warnings;
}
