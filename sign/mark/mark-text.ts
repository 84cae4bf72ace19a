import { DEFAULT_MARK_TEMPLATES } from '../../domain/mark-templates.ts';
import { vietnamWallTime } from '../../domain/vietnam-time.ts';
import type { SignatureMark } from '../signer.ts';

/** Marks, controls and other code points that no line of a mark shows. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu;

function clean(text: string): string {
	return text.normalize('NFC').replace(UNSHOWN, ' ').replace(/\s+/gu, ' ').trim();
}

/** The lines that a mark shows, NFC, +07:00; one entry a line of the template. */
export function markLines(mark: SignatureMark, at: Date): readonly string[] {
	const wall = vietnamWallTime(at);
	const [year = '', month = '', day = ''] = wall.slice(0, 10).split('-');
	const values: Readonly<Record<string, string>> = {
		name: mark.kind === 'clerk' ? clean(mark.signerName) : '',
		agency: mark.kind === 'agencyCopy' ? clean(mark.agencyName) : '',
		date: `${day}/${month}/${year}`,
		time: wall.slice(11),
	};
	const template = mark.template ?? DEFAULT_MARK_TEMPLATES[mark.kind];
	return template
		.split('\n')
		.map((line) => clean(line.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole)))
		.filter((line) => line !== '');
}
