/** A certificate that can sign, DER, with the chain above it as far as it is known. */
export type SigningCertificate = {
	readonly der: Uint8Array;
	readonly chain: readonly Uint8Array[];
};

/** The thing that signs bytes: a PKCS#12 file or a token. It never gives its private key away. */
export type SigningKey = {
	readonly certificate: SigningCertificate;
	/**
	 * Signs the SHA-256 digest of some bytes: RSA PKCS#1 v1.5 or ECDSA, as the certificate says
	 * (TT 15/2025/TT-BKHCN Điều 5).
	 */
	sign(digest: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
	/** Forgets the PIN or password and lets go of the token. */
	close(): Promise<void>;
};
