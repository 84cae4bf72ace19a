import { Fault, nfc } from '../../domain/index.ts';

/** Longest reason, characters. */
const MAX_REASON = 2_000;

/** A reason as it is kept. @throws {Fault} `reasonMissing`, `invalidInput` (too long). */
export function reasonOf(text: string): string {
	const reason = nfc(text).trim();
	if (reason === '') throw new Fault('reasonMissing');
	if (reason.length > MAX_REASON) throw new Fault('invalidInput', { paths: 'reason' });
	return reason;
}
