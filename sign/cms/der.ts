import { Asn1Error } from './asn1-guard.ts';

/** Tags of the DER that is written here (X.690). */
export const TAG = {
	integer: 0x02,
	octets: 0x04,
	null: 0x05,
	oid: 0x06,
	sequence: 0x30,
	set: 0x31,
	context0: 0xa0,
} as const;

/** A value with its tag and length. Parts are taken as they are, so that a certificate keeps its very bytes. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
	const length = parts.reduce((sum, part) => sum + part.length, 0);
	const digits: number[] = [];
	for (let rest = length; rest > 0; rest >>>= 8) digits.unshift(rest & 255);
	const head = length < 128 ? [tag, length] : [tag, 0x80 | digits.length, ...digits];
	return Buffer.concat([Buffer.from(head), ...parts]);
}

/** An object identifier from its dotted form. */
export function oidBytes(dotted: string): Buffer {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
		const septets = [arc & 127];
		for (let more = Math.floor(arc / 128); more > 0; more = Math.floor(more / 128)) septets.unshift((more & 127) | 128);
		return septets;
	});
	return tlv(TAG.oid, Buffer.from(bytes));
}

/** A small whole number. */
export function smallInteger(value: number): Buffer {
	return tlv(TAG.integer, Buffer.from([value]));
}

/** A SET OF: its members sorted by their bytes (X.690, 11.6). */
export function setOf(members: readonly Uint8Array[], tag: number = TAG.set): Buffer {
	return tlv(tag, ...members.toSorted(Buffer.compare));
}

/**
 * The members of the constructed DER value at the start of `bytes`, each with its tag and length.
 *
 * @throws {Asn1Error} when it is none with definite lengths.
 */
export function membersOf(bytes: Buffer): readonly Buffer[] {
	const outer = readHead(bytes, 0);
	const members: Buffer[] = [];
	for (let at = outer.start; at < outer.end; ) {
		const { end } = readHead(bytes, at);
		members.push(bytes.subarray(at, end));
		at = end;
	}
	return members;
}

function readHead(bytes: Buffer, at: number): { readonly start: number; readonly end: number } {
	const first = bytes[at + 1];
	if (first === undefined || first === 0x80 || first > 0x84) throw new Asn1Error('No DER');
	const digits = first > 0x80 ? first & 0x7f : 0;
	const start = at + 2 + digits;
	const length = digits === 0 ? first : start <= bytes.length ? bytes.readUIntBE(at + 2, digits) : -1;
	if (length < 0 || start + length > bytes.length) throw new Asn1Error('Ends too early');
	return { start, end: start + length };
}
