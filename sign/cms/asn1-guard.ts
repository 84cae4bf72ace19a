/** What is no ASN.1, or none of the shape that it should have. Only inside `sign/`. */
export class Asn1Error extends Error {
	override readonly name = 'Asn1Error';
}

/** A chain of ten certificates with a timestamp and revocation data is below 200 kB. */
const MAX_BYTES = 2 * 1024 * 1024;
/** A certificate nests about ten deep. */
const MAX_DEPTH = 40;
const MAX_NODES = 200_000;

type Open = { readonly end: number; readonly indefinite: boolean };

/**
 * The length of the one BER value at the start of `bytes` (what follows is padding), after a look that it is small and shallow enough
 * to be handed to a recursive parser.
 *
 * @throws {Asn1Error}
 */
export function guardedLength(bytes: Uint8Array): number {
	if (bytes.length > MAX_BYTES) throw new Asn1Error('Too long');
	const open: Open[] = [];
	let at = 0;
	for (let nodes = 0; ; nodes++) {
		let top = open.at(-1);
		while (top !== undefined && !top.indefinite && at === top.end) {
			open.pop();
			top = open.at(-1);
		}
		if (nodes > 0 && open.length === 0) return at;
		if (nodes > MAX_NODES || open.length > MAX_DEPTH) throw new Asn1Error('Nested too deeply');
		if (top?.indefinite && bytes[at] === 0 && bytes[at + 1] === 0) {
			at += 2;
			open.pop();
			if (open.length === 0) return at;
			continue;
		}
		const limit = open.findLast(({ indefinite }) => !indefinite)?.end ?? bytes.length;
		const head = readHead(bytes, at, limit);
		at = head.at;
		if (head.constructed) open.push({ end: at + head.length, indefinite: head.indefinite });
		else at += head.length;
	}
}

function readHead(bytes: Uint8Array, start: number, limit: number) {
	const tag = bytes[start];
	let at = start + 1;
	if (tag === undefined || at >= limit) throw new Asn1Error('Ends too early');
	if ((tag & 0x1f) === 0x1f) while (at < limit && ((bytes[at++] ?? 0) & 0x80) !== 0);
	const constructed = (tag & 0x20) !== 0;
	const first = bytes[at++] ?? 0xff;
	if (first === 0x80) {
		if (!constructed) throw new Asn1Error('Primitive value without a length');
		return { at, length: 0, constructed, indefinite: true };
	}
	let length = first;
	if (first > 0x80) {
		if (first > 0x84) throw new Asn1Error('Too long');
		length = 0;
		for (let i = first & 0x7f; i > 0; i--) length = length * 256 + (bytes[at++] ?? 0);
	}
	if (at + length > limit) throw new Asn1Error('Ends too early');
	return { at, length, constructed, indefinite: false };
}
