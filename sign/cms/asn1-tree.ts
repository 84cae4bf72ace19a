import { Set as Asn1Set, type BaseBlock, Constructed, fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Asn1Error, guardedLength } from './asn1-guard.ts';

/** One ASN.1 value as parsed. */
export type Block = BaseBlock;

/**
 * The value at the start of `bytes`, BER or DER; what follows it is padding.
 *
 * @throws {Asn1Error}
 */
export function readTree(bytes: Uint8Array): Block {
	const { offset, result } = fromBER(bytes.subarray(0, guardedLength(bytes)));
	if (offset < 0) throw new Asn1Error('No ASN.1');
	return result;
}

/** The bytes of a value as they were encoded, tag and length included. */
export function rawOf(block: Block): Buffer {
	return Buffer.from(block.valueBeforeDecodeView);
}

/** The members of a SEQUENCE, a SET or an explicit tag. @throws {Asn1Error} */
export function partsOf(block: Block | undefined): readonly Block[] {
	if (block instanceof Sequence || block instanceof Asn1Set || block instanceof Constructed)
		return block.valueBlock.value;
	throw new Asn1Error('Not constructed');
}

/** @throws {Asn1Error} */
export function oidOf(block: Block | undefined): string {
	if (!(block instanceof ObjectIdentifier)) throw new Asn1Error('No identifier');
	return block.getValue();
}

/** @throws {Asn1Error} */
export function octetsOf(block: Block | undefined): Uint8Array {
	if (!(block instanceof OctetString)) throw new Asn1Error('No octets');
	return new Uint8Array(block.getValue());
}

/** Whether a value has the context-specific tag `[number]`. */
export function hasTag(block: Block | undefined, number: number): block is Block {
	return block?.idBlock.tagClass === 3 && block.idBlock.tagNumber === number;
}
