import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignRow } from '../../../contract/index.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { api, client } from '../../client.ts';
import { BatchReport } from './batch-report.tsx';
import { paperName } from './paper-columns.tsx';
import { type Batch, oneByOne, useBatch } from './use-batch.ts';

type Props = {
	/** What gets codes, as it was looked at. */
	readonly rows: readonly SignRow[];
	/** The list as it is now: it brings the codes once they are issued. */
	readonly fresh: readonly SignRow[];
	readonly onDone: (batch: Batch | undefined) => void;
};

/** Issues codes: they never change, so they are asked for once more; then they are shown. */
export function CodesDialog({ rows, fresh, onDone }: Props): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const { batch, start, cancel } = useBatch();
	const { phase } = batch;
	const nameOf = (id: OutcomeId): string => {
		const row = rows.find((one) => one.id === id);
		return row === undefined ? '' : paperName(row, t);
	};
	const issue = async (): Promise<void> => {
		const revisions = new Map(rows.map((row) => [row.id, row.revision]));
		const one = (id: OutcomeId) => client.workflow.issueCodes({ id, revision: revisions.get(id) ?? 0 });
		await start(rows.length, (signal) => oneByOne([...revisions.keys()], one, signal));
		await queries.invalidateQueries({ queryKey: api.signing.forAgency.key() });
		void queries.invalidateQueries({ queryKey: api.outcomes.key() });
	};
	const close = (): void => {
		if (phase === 'running') cancel();
		else onDone(phase === 'idle' ? undefined : batch);
	};
	const issued = fresh.filter((row) => batch.done.includes(row.id) && row.codes !== undefined);
	return (
		<Modal
			open
			width={680}
			title={t('screen.agency.codesTitle', { count: rows.length })}
			mask={{ closable: false }}
			onCancel={close}
			footer={
				phase === 'idle' ? (
					<>
						<Button onClick={close}>
							{t('screen.common.cancel')} <kbd>Esc</kbd>
						</Button>
						<Button type="primary" autoFocus onClick={() => void issue()}>
							{t('screen.agency.codeNow')} <kbd>Enter</kbd>
						</Button>
					</>
				) : (
					<Button key={phase} type="primary" autoFocus onClick={close}>
						{phase === 'running' ? t('screen.sign.stop') : t('screen.common.close')} <kbd>Esc</kbd>
					</Button>
				)
			}
		>
			{phase === 'idle' && <p>{t('screen.agency.codesHelp')}</p>}
			<BatchReport batch={batch} nameOf={nameOf} />
			{issued.length > 0 && (
				<div className="issued">
					<table>
						<thead>
							<tr>
								<th scope="col">{t('screen.sign.paper')}</th>
								<th scope="col">{t('screen.agency.docCode')}</th>
								<th scope="col">{t('screen.agency.outcomeCode')}</th>
							</tr>
						</thead>
						<tbody>
							{issued.map((row) => (
								<tr key={row.id}>
									<td>{paperName(row, t)}</td>
									<td>
										<code>{row.codes?.docCode}</code>
									</td>
									<td>
										<code>{row.codes?.outcomeCode}</code>
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
		</Modal>
	);
}
