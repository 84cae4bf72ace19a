import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../../sign/cms/certificate.ts';
import { standingOf } from '../../../sign/cms/certificate-path.ts';
import { issueCertificate, type Subject } from '../../../sign/keys/issue-certificate.ts';

const NOW = new Date('2026-11-23T00:00:00Z');
const YEAR = { notBefore: new Date('2026-01-01'), notAfter: new Date('2027-01-01') };

type Party = { readonly subject: Subject; readonly publicKey: KeyObject; readonly privateKey: KeyObject };

function party(commonName: string): Party {
	return {
		subject: { commonName, organisation: 'O', unit: 'U' },
		...generateKeyPairSync('rsa', { modulusLength: 2048 }),
	};
}

function certify(one: Party, issuer: Party, isAuthority: boolean, when = YEAR) {
	return readCertificate(
		issueCertificate({ subject: one.subject, publicKey: one.publicKey, issuer, isAuthority, ...when }),
	);
}

const [root, middle, leaf, stranger] = [party('Root'), party('Middle'), party('Leaf'), party('Root')];
const rootCertificate = certify(root, root, true);
const direct = certify(leaf, root, false);

describe('standingOf', () => {
	it('trusts a signer whose authority is an anchor, and a signer who is one', () => {
		expect(standingOf(direct, [], [rootCertificate], NOW, 'document')).toBe('trusted');
		expect(standingOf(direct, [], [direct], NOW, 'document')).toBe('trusted');
	});

	it('knows no path without an anchor, whatever comes along', () => {
		expect(standingOf(direct, [rootCertificate], [], NOW, 'document')).toBe('unknownIssuer');
	});

	it('is not taken in by an anchor of the same name with another key', () => {
		expect(standingOf(direct, [], [certify(stranger, stranger, true)], NOW, 'document')).toBe('unknownIssuer');
	});

	it('keeps to the length that an authority allows: these allow no authority below them', () => {
		const between = certify(middle, root, true);
		const below = certify(leaf, middle, false);
		expect(standingOf(below, [between], [rootCertificate], NOW, 'document')).toBe('unknownIssuer');
		expect(standingOf(below, [], [between], NOW, 'document')).toBe('trusted');
	});

	it('does not let a signer issue certificates', () => {
		const forged = certify(stranger, leaf, false);
		expect(standingOf(forged, [direct], [rootCertificate], NOW, 'document')).toBe('unknownIssuer');
	});

	it('tells a certificate that is over, not yet valid, or whose authority is over', () => {
		expect(standingOf(direct, [], [rootCertificate], new Date('2028-01-01'), 'document')).toBe('expired');
		expect(standingOf(direct, [], [rootCertificate], new Date('2020-01-01'), 'document')).toBe('notYetValid');
		const old = certify(root, root, true, { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') });
		expect(standingOf(direct, [], [old], NOW, 'document')).toBe('unknownIssuer');
	});

	it('takes no signer of documents for a time-stamping authority, and no authority for a signer', () => {
		expect(standingOf(direct, [], [rootCertificate], NOW, 'timestamp')).toBe('notForSigning');
		expect(standingOf(rootCertificate, [], [rootCertificate], NOW, 'document')).toBe('notForSigning');
	});
});
