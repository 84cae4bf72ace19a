import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeId } from '../../../domain/ids.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { FaultLines } from './fault-lines.tsx';
import type { Batch } from './use-batch.ts';

type Props = { readonly batch: Batch; readonly nameOf: (id: OutcomeId) => string };

/** How far a batch is: a bar while it runs, then what was refused and why. Announced to screen readers. */
export function BatchReport({ batch, nameOf }: Props): ReactNode {
	const { t } = useTranslation();
	const { phase, total, done, refused, stopped, cancelled } = batch;
	if (phase === 'idle') return null;
	const counted = done.length + refused.length;
	return (
		<div className="batch-report">
			{total > 1 && stopped === undefined && (
				<Progress
					percent={Math.floor((counted / total) * 100)}
					status={phase === 'running' ? 'active' : refused.length > 0 || cancelled ? 'exception' : 'success'}
					format={() => `${counted}/${total}`}
					aria-label={t('screen.sign.progress')}
				/>
			)}
			<p role="status">
				{phase === 'ended' &&
					(stopped === undefined || done.length > 0) &&
					t('screen.sign.batchDone', { done: done.length, total })}
				{cancelled && ` ${t('screen.sign.batchCancelled', { count: total - counted })}`}
			</p>
			{stopped !== undefined && <FaultNotice error={stopped} />}
			{refused.length > 0 && (
				<>
					<h3>{t('screen.sign.refused', { count: refused.length })}</h3>
					<ul className="refusals">
						{refused.map(({ id, fault }) => (
							<li key={id}>
								<strong>{nameOf(id)}</strong>
								<FaultLines fault={fault} />
							</li>
						))}
					</ul>
				</>
			)}
		</div>
	);
}
