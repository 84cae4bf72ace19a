import { type AccountId, type ExportId, Fault } from '../../domain/index.ts';

/** The exports that are being fetched, piece by piece, by the accounts that asked for them. */
export type ExportDesk = {
	/** Opens one; the account's one of before, if it is not finished, is dropped. */
	open(id: ExportId, accountId: AccountId, pieces: AsyncGenerator<Uint8Array, void, undefined>): void;
	/** The next piece; `undefined` at the end, which closes it. @throws {Fault} `exportGone`, and what making the piece throws. */
	next(id: ExportId, accountId: AccountId): Promise<Uint8Array | undefined>;
	close(): void;
};

type Open = {
	readonly id: ExportId;
	readonly pieces: AsyncGenerator<Uint8Array, void, undefined>;
	idle: NodeJS.Timeout;
	busy: boolean;
};

/** A page that has not asked for so long is gone, ms: a piece takes well under a second. */
const IDLE_MS = 60_000;

/** Nothing is open yet. */
export function createExportDesk(): ExportDesk {
	const open = new Map<AccountId, Open>();
	const drop = (accountId: AccountId): void => {
		const known = open.get(accountId);
		if (known === undefined) return;
		clearTimeout(known.idle);
		open.delete(accountId);
		// Lets what it was reading go; a piece under way ends first.
		void known.pieces.return().catch(() => undefined);
	};
	const wait = (accountId: AccountId): NodeJS.Timeout => setTimeout(() => drop(accountId), IDLE_MS).unref();
	return {
		open(id, accountId, pieces) {
			drop(accountId);
			open.set(accountId, { id, pieces, idle: wait(accountId), busy: false });
		},
		async next(id, accountId) {
			const known = open.get(accountId);
			if (known?.id !== id || known.busy) throw new Fault('exportGone');
			clearTimeout(known.idle);
			known.busy = true;
			try {
				const { value, done } = await known.pieces.next();
				if (done === true) drop(accountId);
				return done === true ? undefined : value;
			} catch (error) {
				drop(accountId);
				throw error;
			} finally {
				known.busy = false;
				if (open.get(accountId) === known) known.idle = wait(accountId);
			}
		},
		close() {
			for (const accountId of [...open.keys()]) drop(accountId);
		},
	};
}
