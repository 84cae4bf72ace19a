import { basename } from 'node:path';
import { kindOfName } from './file-kind.ts';

/** Peers' limit for names that must also live on Windows, with room for an ending. */
const MAX_NAME_CHARS = 120;
/** A Vietnamese letter has up to three bytes in UTF-8, and a name up to 255 on Linux: room is left for `-99999.json`. */
const MAX_NAME_BYTES = 220;
const FALLBACK = 'scan';

/** Names that Windows keeps for devices, whatever their ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const WINDOWS_DEVICE = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\..*)?$/i;

/**
 * A name for the outputs of an input that is safe on every system: NFC, one line, without path, control, bidi and reserved
 * characters, at most 120 characters and 220 bytes. The ending is dropped when it is one of ours. Never empty.
 */
export function safeBaseName(path: string): string {
	const full = basename(path.replaceAll('\\', '/'));
	return cleanName(kindOfName(full) === undefined ? full : full.slice(0, full.lastIndexOf('.')));
}

/** As {@link safeBaseName}, for a folder: the ending of its name promises nothing, so all of it is kept. */
export function safeFolderName(path: string): string {
	return cleanName(basename(path.replaceAll('\\', '/')));
}

function cleanName(raw: string): string {
	const cleaned = raw
		.toWellFormed()
		.normalize('NFC')
		.replaceAll(/[\s\p{Z}]+/gu, ' ')
		.replaceAll(/[\p{Cc}\p{Cf}\uFFFD]/gu, '')
		.replaceAll(/[<>:"/\\|?*]/g, '_')
		.replace(/^[ .-]+/, '');
	const name = withoutTail(cut(cleaned));
	if (name === '') return FALLBACK;
	return WINDOWS_DEVICE.test(name) ? `_${name}` : name;
}

/** Cuts between graphemes, so that no letter loses its marks. */
function cut(name: string): string {
	let kept = '';
	for (const { segment } of new Intl.Segmenter('vi').segment(name)) {
		const longer = kept + segment;
		if (longer.length > MAX_NAME_CHARS || Buffer.byteLength(longer) > MAX_NAME_BYTES) break;
		kept = longer;
	}
	return kept;
}

/** Windows drops dots and spaces at the end, so that two names would become one. */
function withoutTail(name: string): string {
	return name.replace(/[ .]+$/, '');
}
