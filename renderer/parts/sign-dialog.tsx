import type { ReactNode } from 'react';
import type { OutcomeId } from '../../domain/ids.ts';
import { SignBatchDialog } from './signing/sign-batch-dialog.tsx';
import type { Batch } from './signing/use-batch.ts';

type Props = {
	readonly open: boolean;
	readonly outcomeId: OutcomeId;
	readonly onClose: () => void;
	readonly onSigned: () => unknown;
};

/** The clerk's signature on one outcome. */
export function SignDialog({ open, outcomeId, onClose, onSigned }: Props): ReactNode {
	if (!open) return null;
	const done = (batch: Batch | undefined): void => {
		if (batch !== undefined) onSigned();
		onClose();
	};
	return <SignBatchDialog kind="clerk" ids={[outcomeId]} onDone={done} />;
}
