import { isFault } from '../../domain/fault.ts';
import { readCertificate, tryReadCertificate } from '../cms/certificate.ts';
import { standingOf } from '../cms/certificate-path.ts';
import type { SigningCertificate } from '../signing-key.ts';
import { algorithmOf } from './fit-to-sign.ts';

/** Whether a certificate may sign now (TT 15/2025/TT-BKHCN Điều 5), or the first reason why not. */
export type CertificateFitness = 'fit' | 'expired' | 'notYetValid' | 'notForSigning' | 'keyTooWeak' | 'unknownIssuer';

/** What people ask of a certificate before they sign with it. Nothing of it is secret. */
export type CertificateFacts = {
	/** NFC; empty when it names nobody. */
	readonly holder: string;
	readonly organisation?: string;
	readonly issuer: string;
	/** Serial number, hexadecimal, upper case. */
	readonly serial: string;
	/** UTC, ISO 8601. */
	readonly validFrom: string;
	readonly validUntil: string;
	readonly fitness: CertificateFitness;
};

/** Describes a certificate as it stands at `now`; `anchors`: DER of what is trusted. */
export function describeCertificate(
	{ der, chain }: SigningCertificate,
	{ anchors, now }: { readonly anchors: readonly Uint8Array[]; readonly now: Date },
): CertificateFacts {
	const certificate = readCertificate(der);
	const read = (list: readonly Uint8Array[]) => list.flatMap((one) => tryReadCertificate(one) ?? []);
	const standing = standingOf(certificate, read(chain), read(anchors), now, 'document');
	const { commonName, organisation, issuerName, serial, notBefore, notAfter } = certificate;
	return {
		holder: commonName,
		...(organisation !== undefined && { organisation }),
		issuer: issuerName,
		serial: serial.toString('hex').toUpperCase(),
		validFrom: notBefore.toISOString(),
		validUntil: notAfter.toISOString(),
		fitness: fitnessOf(standing, isStrong(certificate.publicKey)),
	};
}

function fitnessOf(standing: ReturnType<typeof standingOf>, strong: boolean): CertificateFitness {
	switch (standing) {
		case 'expired':
		case 'notYetValid':
		case 'notForSigning':
			return standing;
		case 'trusted':
			return strong ? 'fit' : 'keyTooWeak';
		default:
			return strong ? 'unknownIssuer' : 'keyTooWeak';
	}
}

function isStrong(key: Parameters<typeof algorithmOf>[0]): boolean {
	try {
		algorithmOf(key);
		return true;
	} catch (error) {
		if (isFault(error, 'certificateKeyTooWeak')) return false;
		throw error;
	}
}
