import type { Fault } from '../domain/index.ts';

/** What a watched folder offers: a file is one outcome, a folder of page files is one. */
export type HotItem = { readonly kind: 'file' | 'folder'; readonly path: string };

export type HotFolderOptions = {
	readonly folder: string;
	/** Folders that the watched one may not overlap: the data folder, the program's own. */
	readonly notInside: readonly string[];
	/**
	 * Takes an item over for good. One at a time. It must bear being given the same bytes again: that happens when the program was
	 * stopped between taking and moving. The signal is the one of these options.
	 *
	 * @throws {Fault} of the file, which sets it aside; another (`diskFull`, …) leaves it where it is to be offered again later.
	 */
	take(item: HotItem, signal: AbortSignal | undefined): Promise<void>;
	/** Ends the watching, after the item at hand. */
	readonly signal?: AbortSignal;
	/** What becomes of a file: moved to `.sohoa/done` or `.sohoa/failed` in the folder (default), or left where it is. */
	readonly after?: 'move' | 'keep';
	/** Milliseconds that size and times of a file must stay the same. Default 5,000. */
	readonly stableMs?: number;
	/** The same for a folder and all files in it: pages come as slowly as hands turn them. Default 60,000. */
	readonly folderStableMs?: number;
	/** Milliseconds between two looks (changes that the system reports shorten it). Default 2,000. */
	readonly pollMs?: number;
	/** Milliseconds until a file is offered again for which the fault was not its own. Default 60,000. */
	readonly retryMs?: number;
	/** Ends when all that lies there whole has been offered once. */
	readonly once?: boolean;
};

/** What happened in a watched folder. */
export type HotFolderEvent =
	/** `movedTo` is absent where it stays; `fault` then says why, if it should have been moved. */
	| { readonly kind: 'taken'; readonly path: string; readonly movedTo?: string; readonly fault?: Fault }
	/** Not offered again until it changes. A note with the fault lies beside `movedTo`. */
	| { readonly kind: 'failed'; readonly path: string; readonly fault: Fault; readonly movedTo?: string }
	/** It stays and is offered again; told once for each fault. */
	| { readonly kind: 'postponed'; readonly path: string; readonly fault: Fault }
	/** The folder itself can't be read (a share that is gone); told once, and looked for again. */
	| { readonly kind: 'folderLost'; readonly fault: Fault };
