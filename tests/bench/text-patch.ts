/** What a text patch says of one page. */
export type PagePatch = {
	/** Path of the text that is corrected, as the patch names it; undefined where the page was typed from nothing. */
	readonly base: string | undefined;
	/** SHA-256 (hex) of the base's bytes; undefined where there is none. */
	readonly sha256: string | undefined;
	/** Name of the corrected page, such as `p001.txt`. */
	readonly page: string;
	readonly hunks: readonly Hunk[];
};

type Hunk = {
	/** First line of the base that the hunk speaks of, from 1; 0 for an empty base. */
	readonly from: number;
	/** Lines with their mark: ' ' kept, '-' taken out, '+' put in. */
	readonly lines: readonly string[];
};

const OLD = /^--- (?<base>\S+)\tsha256:(?<hash>[0-9a-f]{64}|none)$/u;
const NEW = /^\+\+\+ (?<page>\S+)$/u;
const HUNK = /^@@ -(?<from>\d+)(?:,(?<took>\d+))? \+\d+(?:,(?<gave>\d+))? @@$/u;

/**
 * Reads a unified diff of several pages whose `---` lines also carry the hash of what they correct. Throws an Error with the line's
 * number for anything else: a truth that was half understood is worse than none.
 */
export function parsePatch(text: string): readonly PagePatch[] {
	const lines = text.replace(/\n$/u, '').split('\n');
	const pages: PagePatch[] = [];
	let at = 0;
	const wrong = (why: string): Error => new Error(`patch, line ${at + 1}: ${why}: ${lines[at] ?? 'end of file'}`);
	while (at < lines.length) {
		const old = OLD.exec(lines[at] ?? '')?.groups;
		if (old === undefined) throw wrong('expected "--- path<tab>sha256:hash"');
		at += 1;
		const page = NEW.exec(lines[at] ?? '')?.groups?.page;
		if (page === undefined) throw wrong('expected "+++ page"');
		at += 1;
		const hunks: Hunk[] = [];
		for (let head = HUNK.exec(lines[at] ?? '')?.groups; head !== undefined; head = HUNK.exec(lines[at] ?? '')?.groups) {
			at += 1;
			const start = at;
			let [took, gave] = [Number(head.took ?? 1), Number(head.gave ?? 1)];
			while (took > 0 || gave > 0) {
				const mark = lines[at]?.[0];
				if (mark !== ' ' && mark !== '-' && mark !== '+') throw wrong('hunk is shorter than it says');
				if (mark !== '+') took -= 1;
				if (mark !== '-') gave -= 1;
				at += 1;
			}
			if (took < 0 || gave < 0) throw wrong('hunk is longer than it says');
			hunks.push({ from: Number(head.from), lines: lines.slice(start, at) });
		}
		const known = old.hash !== 'none';
		pages.push({ base: known ? old.base : undefined, sha256: known ? old.hash : undefined, page, hunks });
	}
	return pages;
}

/** The lines that patches count: form feeds end a line, and lines of white space alone are left out. */
export function linesOf(text: string): readonly string[] {
	return text.split(/[\n\f]/u).filter((line) => line.trim() !== '');
}

/**
 * Corrects the text of a page. Every kept and every removed line must stand in the base exactly where the patch says (no fuzz);
 * otherwise throws an Error that names the page and the line. That the base is the right one (its hash) is checked by the caller,
 * which has its bytes.
 */
export function applyPatch(base: string, patch: PagePatch): string {
	const old = linesOf(base);
	const made: string[] = [];
	let at = 0;
	for (const hunk of patch.hunks) {
		const start = Math.max(0, hunk.from - 1);
		if (start < at) throw new Error(`${patch.page}: hunk at line ${hunk.from} overlaps the one before`);
		made.push(...old.slice(at, start));
		at = start;
		for (const line of hunk.lines) {
			const text = line.slice(1);
			if (line.startsWith('+')) {
				made.push(text);
				continue;
			}
			if (old[at] !== text)
				throw new Error(`${patch.page}: line ${at + 1} is "${old[at] ?? 'past the end'}" and not "${text}"`);
			if (line.startsWith(' ')) made.push(text);
			at += 1;
		}
	}
	return [...made, ...old.slice(at)].map((line) => `${line}\n`).join('');
}
