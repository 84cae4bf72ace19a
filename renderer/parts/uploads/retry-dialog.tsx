import { Alert, Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadView } from '../../../contract/index.ts';
import { client } from '../../client.ts';
import { BatchReport } from '../signing/batch-report.tsx';
import { paperName } from '../signing/paper-columns.tsx';
import { type Batch, oneByOne, useBatch } from '../signing/use-batch.ts';

/** `ask`: the repository is asked first, nothing is sent twice. `sendAgain`: a person has made sure that it is not there. */
export type Decision = 'ask' | 'sendAgain';

type Props = {
	readonly decision: Decision;
	readonly rows: readonly UploadView[];
	readonly onDone: (batch: Batch | undefined) => void;
};

/** Puts failed uploads into the queue again; before they are sent without asking, it is said plainly what that may do. */
export function RetryDialog({ decision, rows, onDone }: Props): ReactNode {
	const { t } = useTranslation();
	const { batch, start } = useBatch();
	const ids = rows.map((row) => row.outcomeId);
	const count = rows.length;
	const go = async (): Promise<void> => {
		const settle = (id: (typeof ids)[number]) => client.uploads.settle({ id, decision });
		const result = await start(count, (signal) => oneByOne(ids, settle, signal));
		if (result.refused.length === 0) onDone(result);
	};
	const close = (): void => onDone(batch.phase === 'idle' ? undefined : batch);
	return (
		<Modal
			open
			width={620}
			title={t(`screen.uploads.${decision}Title`, { count })}
			mask={{ closable: false }}
			onCancel={close}
			footer={
				<>
					<Button autoFocus={decision === 'sendAgain'} onClick={close}>
						{t(batch.phase === 'ended' ? 'screen.common.close' : 'screen.common.cancel')} <kbd>Esc</kbd>
					</Button>
					{batch.phase === 'idle' && (
						<Button
							type="primary"
							danger={decision === 'sendAgain'}
							autoFocus={decision === 'ask'}
							onClick={() => void go()}
						>
							{t(`screen.uploads.${decision}Now`)}
						</Button>
					)}
				</>
			}
		>
			{batch.phase === 'idle' && decision === 'ask' && <p>{t('screen.uploads.askHelp')}</p>}
			{batch.phase === 'idle' && decision === 'sendAgain' && (
				<Alert
					type="warning"
					showIcon
					role="alert"
					title={t('screen.uploads.sendAgainWarning')}
					description={t('screen.uploads.sendAgainHelp')}
				/>
			)}
			<BatchReport
				batch={batch}
				nameOf={(id) => {
					const row = rows.find((one) => one.outcomeId === id);
					return row === undefined ? '' : paperName(row, t);
				}}
			/>
		</Modal>
	);
}
