/** Classes that an ICCBased colour space may have: scanner, monitor, printer, colour space (ISO 19005-2, 6.2.4.2). */
const CLASSES = new Set(['scnr', 'mntr', 'prtr', 'spac']);
/** ICC.1 versions 2 and 4; version 5 (iccMAX) came after PDF/A-2. */
const MAX_MAJOR_VERSION = 4;
/** A profile larger than this is no scanner's, bytes. */
const MAX_BYTES = 4_000_000;

/** Whether a PDF/A-2 may describe `components` channels by this profile. Header only (ICC.1:2010, 7.2). */
export function isUsableProfile(profile: Uint8Array, components: 1 | 3): boolean {
	if (profile.length < 132 || profile.length > MAX_BYTES) return false;
	const bytes = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
	const tag = (at: number) => bytes.toString('latin1', at, at + 4);
	const major = bytes[8] ?? 0;
	return (
		bytes.readUInt32BE(0) <= bytes.length &&
		tag(36) === 'acsp' &&
		major >= 2 &&
		major <= MAX_MAJOR_VERSION &&
		CLASSES.has(tag(12)) &&
		tag(16) === (components === 1 ? 'GRAY' : 'RGB ') &&
		(tag(20) === 'XYZ ' || tag(20) === 'Lab ')
	);
}
