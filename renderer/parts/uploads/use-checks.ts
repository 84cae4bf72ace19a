import { useState } from 'react';
import { type PreflightReasonView, toFault } from '../../../contract/index.ts';
import type { FaultRecord } from '../../../domain/fault.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { client } from '../../client.ts';

/** What the check before an upload found in one outcome, or why it could not be checked. */
export type Check =
	| { readonly kind: 'checked'; readonly reasons: readonly PreflightReasonView[] }
	| { readonly kind: 'failed'; readonly fault: FaultRecord };
export type Checks = ReadonlyMap<OutcomeId, Check>;

/** Checks outcomes before they are sent, one after the other, and keeps what was found while the screen is open. */
export function useChecks(): {
	readonly checks: Checks;
	readonly check: (ids: readonly OutcomeId[]) => void;
	readonly checking: boolean;
} {
	const [checks, setChecks] = useState<Checks>(new Map());
	const [checking, setChecking] = useState(false);
	const run = async (ids: readonly OutcomeId[]): Promise<void> => {
		setChecking(true);
		for (const id of ids) {
			const found: Check = await client.uploads.check({ id }).then(
				(reasons) => ({ kind: 'checked', reasons }),
				(error: unknown) => ({ kind: 'failed', fault: toFault(error) }),
			);
			setChecks((known) => new Map([...known, [id, found]]));
		}
		setChecking(false);
	};
	return {
		checks,
		check: (ids) => {
			if (!checking && ids.length > 0) void run(ids);
		},
		checking,
	};
}
