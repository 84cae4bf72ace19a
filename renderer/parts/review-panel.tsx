import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import { Fault } from '../../domain/fault.ts';
import { api } from '../client.ts';
import { SUPERVISOR_STATES } from '../state/next-steps.ts';
import { useKeys } from '../state/use-keys.ts';
import { useQueue } from '../state/use-queue.ts';
import { FaultNotice } from './fault-notice.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { ReturnReason } from './return-reason.tsx';
import { SignatureList, useSignatureReport } from './signature-list.tsx';

/** How long an outcome must have been on the screen before a key decides on it, ms: a second press of A was meant for the last one. */
const LOOK_MS = 600;

/**
 * The supervisor's decision: A approves, R returns, N leaves it for later; then the next one opens. An approval names the bytes
 * that the signature report on the screen is about.
 */
export function ReviewPanel({ outcome }: { readonly outcome: OutcomeView }): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const [returning, setReturning] = useState(false);
	const looked = useLooked();
	const report = useSignatureReport(outcome.id);
	const goOn = useQueue(SUPERVISOR_STATES, outcome.id, { kind: 'approve' });
	const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: api.outcomes.key() });
	const approve = useMutation(
		api.workflow.approve.mutationOptions({
			onSuccess: () => {
				message.success(t('screen.approve.approved'));
				goOn();
			},
			onSettled: refresh,
		}),
	);
	const { id, revision, document } = outcome;
	const otherBytes = report.data !== undefined && report.data.sha256 !== document?.sha256;
	const lookAgain = (): unknown => Promise.all([refresh(), report.refetch()]);
	const ready = looked && report.data !== undefined && !otherBytes && !approve.isPending;
	const accept = (): void => {
		if (ready && document !== undefined) approve.mutate({ id, revision, sha256: document.sha256 });
	};
	const returned = (): void => {
		message.success(t('screen.approve.returned'));
		setReturning(false);
		goOn();
	};
	useKeys({ a: accept, r: () => setReturning(looked), n: goOn });
	return (
		<section className="review" aria-labelledby="review-title">
			<h2 id="review-title">{t('screen.approve.title')}</h2>
			<ReturnReason outcome={outcome} />
			{approve.error !== null && <FaultNotice error={approve.error} />}
			{otherBytes && <FaultNotice error={new Fault('documentChanged')} onRetry={lookAgain} />}
			<SignatureList report={report} />
			<div className="act">
				<Button type="primary" disabled={!ready} loading={approve.isPending} onClick={accept}>
					{t('screen.approve.approve')}
					<kbd>A</kbd>
				</Button>
				<Button danger disabled={!looked} onClick={() => setReturning(true)}>
					{t('screen.approve.return')}
					<kbd>R</kbd>
				</Button>
				<Button onClick={goOn}>
					{t('screen.verify.skip')}
					<kbd>N</kbd>
				</Button>
			</div>
			<ReturnDialog
				open={returning}
				outcome={outcome}
				onClose={() => setReturning(false)}
				onReturned={returned}
				onSettled={refresh}
			/>
		</section>
	);
}

function useLooked(): boolean {
	const [looked, setLooked] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setLooked(true), LOOK_MS);
		return () => clearTimeout(timer);
	}, []);
	return looked;
}
