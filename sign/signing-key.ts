/** A certificate that can sign, DER, with the chain above it as far as it is known (without the certificate itself). */
export type SigningCertificate = {
	readonly der: Uint8Array;
	readonly chain: readonly Uint8Array[];
};

/** How a key signs: what TT 15/2025/TT-BKHCN Điều 5 allows, with SHA-256. */
export type SigningAlgorithm = 'rsaPkcs1' | 'ecdsa';

/** The thing that signs bytes: a PKCS#12 file or a token. It never gives its private key away. */
export type SigningKey = {
	readonly certificate: SigningCertificate;
	readonly algorithm: SigningAlgorithm;
	/**
	 * Signs some bytes (a few hundred: the CMS's signed attributes) with SHA-256: RSA PKCS#1 v1.5, or ECDSA as a DER sequence.
	 *
	 * @throws {Fault} `cancelled`.
	 */
	sign(message: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
	/** Forgets the PIN or password and lets go of the token. The key does not sign afterwards. */
	close(): Promise<void>;
};
