import { escapeHtml } from '../parts.ts';
import type { Random } from '../random.ts';

const STAR = 'M0-6 L1.4-1.9 5.7-1.9 2.3.7 3.5 4.9 0 2.4-3.5 4.9-2.3.7-5.7-1.9-1.4-1.9Z';

/** Words in at most three lines of about equal length. */
function wrapped(text: string): string[] {
	const words = text.split(' ');
	const perLine = Math.ceil(text.length / (text.length > 24 ? 3 : 2)) + 2;
	const lines: string[] = [];
	for (const word of words) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < perLine) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.slice(0, 4);
}

/** Uneven ink: parts of a stamp print weakly. */
function unevenInk(random: Random, id: string): string {
	return `<filter id="${id}" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency="0.7" numOctaves="2" seed="${random.int(1, 999)}"/><feColorMatrix type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 -3.2 ${random.real(2.1, 2.6).toFixed(2)}"/><feComposite in="SourceGraphic" operator="in"/></filter>`;
}

/**
 * An agency's round red seal, 36 mm across (two rings, text between them, a star or the agency's name inside).
 * Box: 40 × 40 mm, centre in the middle.
 */
export function seal(random: Random, ring: string, centre: string): string {
	const red = random.pick(['#d4202a', '#c8142b', '#dd3a35', '#b81d3a']);
	const state = centre === 'ỦY BAN NHÂN DÂN';
	const text = state ? `${centre} ${ring}` : ring;
	const size = Math.min(3.5, 92 / text.length / 0.72);
	const lines = wrapped(centre);
	const step = Math.min(3.2, 11 / lines.length);
	const longest = Math.max(...lines.map((l) => l.length));
	const letter = Math.min(step * 0.95, 19 / longest / 0.66);
	const middle = state
		? `<circle r="6.6" fill="none" stroke="${red}" stroke-width=".45"/><path d="${STAR}" fill="${red}"/>`
		: lines
				.map(
					(l, i) =>
						`<text y="${((i - (lines.length - 1) / 2) * step + letter * 0.35).toFixed(2)}" font-size="${letter.toFixed(2)}" text-anchor="middle">${escapeHtml(l)}</text>`,
				)
				.join('');
	const id = `s${random.digits(8)}`;
	return `<svg class="stamp" viewBox="-20 -20 40 40" style="width:40mm;height:40mm;transform:rotate(${random.real(-14, 14).toFixed(1)}deg);opacity:${random.real(0.72, 0.94).toFixed(2)}"><defs>${unevenInk(random, id)}<path id="${id}p" d="M0 13.2 A13.2 13.2 0 1 1 0.01 13.2"/></defs><g filter="url(#${id})" fill="${red}" font-family="Tinos" font-weight="700"><circle r="17.6" fill="none" stroke="${red}" stroke-width=".8"/><circle r="16.7" fill="none" stroke="${red}" stroke-width=".25"/><circle r="11.4" fill="none" stroke="${red}" stroke-width=".35"/><text font-size="${size.toFixed(2)}" textLength="80" lengthAdjust="spacingAndGlyphs"><textPath href="#${id}p" startOffset="1">${escapeHtml(text)}</textPath></text>${middle}</g></svg>`;
}

/** A signature with a blue pen: one fast line with loops and a flourish. Box: 46 × 24 mm. */
export function signature(random: Random): string {
	let x = random.real(2, 6);
	let y = random.real(10, 15);
	let path = `M${x.toFixed(1)} ${y.toFixed(1)}`;
	const strokes = random.int(5, 9);
	for (let i = 0; i < strokes; i += 1) {
		const dx = random.real(3, 7);
		const up = (i % 2 === 0 ? -1 : 1) * random.real(3, 10);
		path += ` C${(x + random.real(-3, 3)).toFixed(1)} ${(y + up * 1.3).toFixed(1)} ${(x + dx + random.real(-2, 4)).toFixed(1)} ${(y + up).toFixed(1)} ${(x + dx).toFixed(1)} ${(y + random.real(-2, 2)).toFixed(1)}`;
		x += dx;
		y = Math.min(17, Math.max(7, y + random.real(-2, 2)));
	}
	path += ` Q${(x - 20).toFixed(1)} ${(y + random.real(5, 8)).toFixed(1)} ${random.real(8, 14).toFixed(1)} ${random.real(17, 21).toFixed(1)} L${random.real(38, 44).toFixed(1)} ${random.real(13, 19).toFixed(1)}`;
	const ink = random.pick(['#1b2f9c', '#233a8f', '#12208a', '#2a3fb5']);
	return `<svg class="stamp" viewBox="0 0 46 24" style="width:46mm;height:24mm;transform:rotate(${random.real(-12, 6).toFixed(1)}deg)"><path d="${path}" fill="none" stroke="${ink}" stroke-width="${random.real(0.45, 0.8).toFixed(2)}" stroke-linecap="round" stroke-linejoin="round" opacity=".9"/></svg>`;
}

/** The box that an office stamps on what comes in, filled in by hand. Box: 50 × 20 mm. */
export function arrivalStamp(random: Random): string {
	const colour = random.pick(['#c4202c', '#2b3b9e', '#5b2a86']);
	const id = `a${random.digits(8)}`;
	return `<svg class="stamp" viewBox="0 0 50 20" style="width:50mm;height:20mm;transform:rotate(${random.real(-6, 6).toFixed(1)}deg);opacity:.8"><defs>${unevenInk(random, id)}</defs><g filter="url(#${id})" fill="${colour}" font-family="Tinos" font-weight="700" font-size="3.2"><rect x=".5" y=".5" width="49" height="19" fill="none" stroke="${colour}" stroke-width=".6"/><text x="25" y="4.6" text-anchor="middle">CÔNG VĂN ĐẾN</text><text x="2.5" y="10">Số: ........................</text><text x="2.5" y="15">Ngày: ....../....../20.....</text></g><g fill="none" stroke="#1b2f9c" stroke-width=".5" stroke-linecap="round"><path d="M14 9l1-3 0 4M18 7q2-2 2 0t-2 3h3M25 7q2-1 1 1 2 1-1 2"/><path d="M15 13l0 2.6M18 13q2 0 0 1.6t1 1M26 13.2q2-1 1 1 2 1-1 2"/></g></svg>`;
}
