import type { Sha256 } from './ids.ts';

/** The host's clock, so that tests can set it. */
export type Clock = {
	/** Now, UTC. */
	now(): Date;
};

/** Where secrets rest: Electron's `safeStorage`, an encrypted file elsewhere. */
export type SecretStore = {
	get(name: string): Promise<Uint8Array | undefined>;
	set(name: string, secret: Uint8Array): Promise<void>;
	delete(name: string): Promise<void>;
};

/** A child process asked of the host (token drivers crash and hang, and the core may not fork under Electron's fuses). */
export type HostChild = {
	send(message: unknown): void;
	onMessage(listener: (message: unknown) => void): void;
	onExit(listener: (code: number | null) => void): void;
	kill(): void;
};

export type ProcessHost = {
	/** Starts the entry of that name; the host knows where its bundle lies. */
	start(entry: 'token'): HostChild;
};

/** A stored file: never overwritten, found by its relative path, proven by its hash. */
export type StoredFile = { readonly path: string; readonly sha256: Sha256; readonly byteLength: number };

/**
 * All reading and writing of stored bytes (originals, pages, documents) goes through here, so that encryption at rest
 * can be added in one place. Paths are relative to the data folder, `/`-separated.
 */
export type FileVault = {
	/**
	 * Writes to a temporary name, syncs, renames to a name that does not exist yet, syncs the folder.
	 * The same bytes at the same path are accepted (a retry after a crash).
	 *
	 * @throws {Fault} `outputExists` when other bytes are there; `diskFull`, `dataFolderReadOnly`.
	 */
	put(path: string, bytes: Uint8Array): Promise<StoredFile>;
	/** As {@link FileVault.put}, from a file outside the vault, which is copied and left alone. */
	putFile(path: string, from: string): Promise<StoredFile>;
	/** @throws {Fault} `fileLost` when it is gone, or has another hash than `expected`. */
	read(path: string, expected?: Sha256): Promise<Uint8Array>;
	exists(path: string): Promise<boolean>;
	/** All files below `prefix`, relative paths, sorted. */
	list(prefix: string): Promise<readonly string[]>;
	/** Takes away a file that no row names: what an interrupted attempt left. Nothing that a row names is ever taken away. */
	discard(path: string): Promise<void>;
	/** The absolute path, for libraries that read files themselves (reading only). */
	locate(path: string): string;
};
