/** Random access to bytes, whether they lie in a file or in memory. */
export type ByteSource = {
	readonly size: number;
	/** Up to `length` bytes from `position`; fewer (or none) where the bytes end. */
	read(position: number, length: number): Promise<Uint8Array>;
};

/** Bytes in memory as a source; nothing is copied. */
export function memorySource(bytes: Uint8Array): ByteSource {
	return {
		size: bytes.length,
		read: async (position, length) => bytes.subarray(position, Math.min(bytes.length, position + length)),
	};
}

/** The bytes as a view that numbers can be read from. */
export function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes as Latin-1 text, for comparing signatures. */
export function latin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
