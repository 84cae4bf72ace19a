import { readFileSync, writeFileSync } from 'node:fs';

/** Puts `text` between the markers `<!-- NAME:start -->` and `<!-- NAME:end -->` of `file`; what people wrote around them stays. */
export function writeBetweenMarkers(file: string, name: string, text: string): void {
	const start = `<!-- ${name}:start -->`;
	const before = readFileSync(file, 'utf8');
	const from = before.indexOf(start);
	const to = before.indexOf(`<!-- ${name}:end -->`);
	if (from === -1 || to < from) throw new Error(`${file} has no ${start} … `);
	writeFileSync(file, `${before.slice(0, from + start.length)}\n\n${text}\n\n${before.slice(to)}`);
}
