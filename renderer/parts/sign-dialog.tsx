import type { ReactNode } from 'react';
import type { OutcomeId } from '../../domain/ids.ts';
import { SignBatchDialog } from './signing/sign-batch-dialog.tsx';
import type { Batch } from './signing/use-batch.ts';

type Props = {
	readonly open: boolean;
	readonly outcomeId: OutcomeId;
	readonly onClose: () => void;
	/** Brings the newest state; the dialog waits for it, so that a key that is pressed as it goes finds the next step. */
	readonly onSigned: () => Promise<unknown>;
};

/** The clerk's signature on one outcome. */
export function SignDialog({ open, outcomeId, onClose, onSigned }: Props): ReactNode {
	if (!open) return null;
	const done = async (batch: Batch | undefined): Promise<void> => {
		if (batch !== undefined) await onSigned();
		onClose();
	};
	return <SignBatchDialog kind="clerk" ids={[outcomeId]} onDone={(batch) => void done(batch)} />;
}
