import type { KeyObject } from 'node:crypto';
import { Fault } from '../../domain/fault.ts';
import { vietnamWallTime } from '../../domain/vietnam-time.ts';
import type { CertificateInfo } from '../cms/certificate.ts';
import { isFor } from '../cms/certificate-path.ts';
import type { SigningAlgorithm } from '../signing-key.ts';

/** TT 15/2025/TT-BKHCN: RSA of at least 2048 bits, ECDSA of at least 256. */
const MIN_RSA_BITS = 2048;
const MIN_EC_BITS = 256;

/** Bits of the named curves that node:crypto reports. */
const CURVE_BITS: Readonly<Record<string, number>> = {
	prime256v1: 256,
	secp256k1: 256,
	secp384r1: 384,
	secp521r1: 521,
	brainpoolP256r1: 256,
	brainpoolP384r1: 384,
	brainpoolP512r1: 512,
};

/**
 * How a key of this kind signs.
 *
 * @throws {Fault} `certificateKeyTooWeak` for keys below the limits, and for kinds that TT 15/2025/TT-BKHCN does not name.
 */
export function algorithmOf(key: KeyObject): SigningAlgorithm {
	const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
	if (key.asymmetricKeyType === 'rsa' && modulusLength >= MIN_RSA_BITS) return 'rsaPkcs1';
	if (key.asymmetricKeyType === 'ec' && (CURVE_BITS[namedCurve] ?? 0) >= MIN_EC_BITS) return 'ecdsa';
	throw new Fault('certificateKeyTooWeak');
}

/** dd/MM/yyyy, Viet Nam's time. */
function day(instant: Date): string {
	return vietnamWallTime(instant).slice(0, 10).split('-').toReversed().join('/');
}

/**
 * Checks a certificate before anything is signed with it (TT 15/2025/TT-BKHCN Điều 5).
 *
 * @throws {Fault} `certificateExpired`, `certificateNotYetValid`, `certificateNotForSigning`, `certificateKeyTooWeak`.
 */
export function assertFitToSign(certificate: CertificateInfo, at: Date): void {
	if (at > certificate.notAfter) throw new Fault('certificateExpired', { until: day(certificate.notAfter) });
	if (at < certificate.notBefore) throw new Fault('certificateNotYetValid', { from: day(certificate.notBefore) });
	if (!isFor(certificate, 'document')) throw new Fault('certificateNotForSigning');
	algorithmOf(certificate.publicKey);
}
