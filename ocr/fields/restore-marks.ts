import { fold, foldAligned, toneKey } from '../../domain/text/index.ts';
import { OFFICE_PHRASES } from './data/bodies.ts';
import { POSITIONS } from './data/positions.ts';
import { PROVINCES } from './data/provinces.ts';
import { compact, distance } from './match.ts';

type Phrase = { readonly words: readonly string[]; readonly folded: string };

let phrases: Map<string, Phrase[]> | undefined;

/** Phrases by their folded first word, longest first. */
function known(): Map<string, Phrase[]> {
	if (phrases !== undefined) return phrases;
	phrases = new Map();
	const all = [...OFFICE_PHRASES, ...POSITIONS, ...PROVINCES.map((name) => name.toUpperCase())];
	for (const phrase of all.toSorted((a, b) => b.length - a.length)) {
		const words = phrase.split(' ');
		const first = fold(words[0] ?? '');
		if (words.length < 2) continue;
		const own = phrases.get(first) ?? [];
		own.push({ words, folded: fold(phrase) });
		phrases.set(first, own);
	}
	return phrases;
}

/**
 * Sets the marks of known phrases right in a line of capitals ("SO XAY DUNG" → "SỞ XÂY DỰNG"): only where the letters without marks
 * are the same, so no letter and no digit changes. Both places of a tone mark stay as read. Other words stay.
 */
export function restoreMarks(line: string): { readonly text: string; readonly changed: boolean } {
	const words = line.split(' ');
	const folded = words.map(fold);
	const out: string[] = [];
	for (let i = 0; i < words.length; ) {
		const phrase = (known().get(folded[i] ?? '') ?? []).find(
			(candidate) => folded.slice(i, i + candidate.words.length).join(' ') === candidate.folded,
		);
		const read = words.slice(i, i + (phrase?.words.length ?? 1));
		const isCapitals = read.every((word) => word === word.toUpperCase());
		out.push(...read.map((word, k) => setRight(word, isCapitals ? phrase?.words[k] : undefined)));
		i += read.length;
	}
	const text = out.join(' ');
	return { text, changed: text !== line };
}

function setRight(word: string, right: string | undefined): string {
	return right === undefined || toneKey(word) === toneKey(right) ? word : right;
}

const PROVINCE_IN_TEXT = /(?<=\b(?:tinh|thanh pho|tp\.?) )\p{L}+(?: - \p{L}+| \p{L}+){1,4}/gu;

/** Sets the marks of a province's name right where "tỉnh" or "thành phố" stands before it ("tỉnh Đông Tháp" → "tỉnh Đồng Tháp"). */
export function restoreProvinces(text: string): string {
	let out = text;
	for (const match of foldAligned(text).matchAll(PROVINCE_IN_TEXT)) {
		const province = PROVINCES.find((name) => `${match[0]} `.startsWith(`${fold(name)} `));
		if (province === undefined) continue;
		const read = text.slice(match.index, match.index + province.length);
		if (/^\p{Lu}\p{Ll}/u.test(read) && read.length === province.length && toneKey(read) !== toneKey(province)) {
			out = out.slice(0, match.index) + province + out.slice(match.index + province.length);
		}
	}
	return out;
}

/** A line of capitals without strokes of seal, pen and speckle between and on its words ("‘PHƯỜNG", "DÂN .", "PHÓ-GIÁM ĐỐC"). */
export function withoutDirt(line: string): string {
	const words = line.replace(/(?<!\p{L})PHÓ[^\p{L}\s](?=\p{L})/gu, 'PHÓ ').split(' ');
	const clean = words.map((word) => (word === '-' ? word : word.replace(/^[^\p{L}\p{N}(]+/u, '')));
	return clean
		.filter((word) => word !== '')
		.join(' ')
		.replace(/[^\p{L}\p{N})]+$/u, '');
}

/** Letters that OCR swaps in capitals under a seal or a pen stroke are forgiven in one place of a position this long. */
const SHORTEST_MENDED = 7;

/**
 * A line of a signature block whose position is read with one wrong letter, a lost space or small letters among the capitals
 * ("PHÓ GHỦ TỊCH", "PHố TRƯỞNG PHÒNG") set to the position it must be; any other line comes back as it is.
 */
export function mendPosition(line: string): { readonly text: string; readonly changed: boolean } {
	const [, authority = '', rest = ''] = /^((?:(?:TM|KT|TL|TUQ|Q)[.,]?\s)?)(.*)$/u.exec(line) ?? [];
	const letters = compact(fold(rest));
	if (letters.length < SHORTEST_MENDED) return { text: line, changed: false };
	const distances = POSITIONS.map((position) => ({ position, edits: distance(letters, compact(fold(position)), 1) }));
	const best = distances.toSorted((a, b) => a.edits - b.edits)[0];
	if (best === undefined || best.edits > 1 || toneKey(best.position) === toneKey(rest)) {
		return { text: line, changed: false };
	}
	return { text: authority + best.position, changed: true };
}
