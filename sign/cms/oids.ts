/** Object identifiers of what is signed and how (RFC 5652, 5035, 3161, 8017, 5480). */
export const OID = {
	data: '1.2.840.113549.1.7.1',
	signedData: '1.2.840.113549.1.7.2',
	timestampInfo: '1.2.840.113549.1.9.16.1.4',
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	signingTime: '1.2.840.113549.1.9.5',
	signingCertificate: '1.2.840.113549.1.9.16.2.12',
	signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
	sha256: '2.16.840.1.101.3.4.2.1',
	rsaEncryption: '1.2.840.113549.1.1.1',
	rsaPss: '1.2.840.113549.1.1.10',
	sha256WithRsa: '1.2.840.113549.1.1.11',
	ecPublicKey: '1.2.840.10045.2.1',
	ecdsaWithSha256: '1.2.840.10045.4.3.2',
	commonName: '2.5.4.3',
	organisation: '2.5.4.10',
	keyUsage: '2.5.29.15',
	basicConstraints: '2.5.29.19',
	extendedKeyUsage: '2.5.29.37',
	timeStamping: '1.3.6.1.5.5.7.3.8',
	anyExtendedKeyUsage: '2.5.29.37.0',
} as const;

/** A digest function: its name in node:crypto, and whether TT 15/2025/TT-BKHCN still takes it for signatures. */
export type DigestKind = { readonly name: string; readonly strong: boolean; readonly outputLength?: number };

const DIGESTS: Readonly<Record<string, DigestKind>> = {
	'1.2.840.113549.2.5': { name: 'md5', strong: false },
	'1.3.14.3.2.26': { name: 'sha1', strong: false },
	'2.16.840.1.101.3.4.2.4': { name: 'sha224', strong: false },
	[OID.sha256]: { name: 'sha256', strong: true },
	'2.16.840.1.101.3.4.2.2': { name: 'sha384', strong: true },
	'2.16.840.1.101.3.4.2.3': { name: 'sha512', strong: true },
	'2.16.840.1.101.3.4.2.8': { name: 'sha3-256', strong: true },
	'2.16.840.1.101.3.4.2.9': { name: 'sha3-384', strong: true },
	'2.16.840.1.101.3.4.2.10': { name: 'sha3-512', strong: true },
	'2.16.840.1.101.3.4.2.12': { name: 'shake256', strong: true, outputLength: 64 },
};

/** The digest function of that identifier; `undefined` for one that this program does not know. */
export function digestKind(oid: string): DigestKind | undefined {
	return DIGESTS[oid];
}

/** How a signature is made: the scheme, and the digest that its identifier names (else the one named beside it counts). */
export type SignatureKind = {
	readonly scheme: 'rsaPkcs1' | 'rsaPss' | 'ecdsa' | 'edDsa';
	readonly digest?: string;
};

const SIGNATURES: Readonly<Record<string, SignatureKind>> = {
	[OID.rsaEncryption]: { scheme: 'rsaPkcs1' },
	'1.2.840.113549.1.1.5': { scheme: 'rsaPkcs1', digest: 'sha1' },
	[OID.sha256WithRsa]: { scheme: 'rsaPkcs1', digest: 'sha256' },
	'1.2.840.113549.1.1.12': { scheme: 'rsaPkcs1', digest: 'sha384' },
	'1.2.840.113549.1.1.13': { scheme: 'rsaPkcs1', digest: 'sha512' },
	[OID.rsaPss]: { scheme: 'rsaPss' },
	[OID.ecPublicKey]: { scheme: 'ecdsa' },
	'1.2.840.10045.4.1': { scheme: 'ecdsa', digest: 'sha1' },
	[OID.ecdsaWithSha256]: { scheme: 'ecdsa', digest: 'sha256' },
	'1.2.840.10045.4.3.3': { scheme: 'ecdsa', digest: 'sha384' },
	'1.2.840.10045.4.3.4': { scheme: 'ecdsa', digest: 'sha512' },
	'1.3.101.112': { scheme: 'edDsa' },
	'1.3.101.113': { scheme: 'edDsa' },
};

/** How a signature of that identifier is made; `undefined` for one that this program does not know. */
export function signatureKind(oid: string): SignatureKind | undefined {
	return SIGNATURES[oid];
}
