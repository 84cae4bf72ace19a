import type { CallContext } from '../../contract/index.ts';
import type { AccountActor } from '../../domain/index.ts';
import type { Core } from '../core.ts';
import type { UseCases } from '../use-cases.ts';

/** What every procedure works with. */
export type Tools = {
	readonly app: UseCases;
	readonly core: Core;
	/** Who is signed in. @throws {Fault} `sessionExpired`. */
	actorOf(context: CallContext): Promise<AccountActor>;
};
