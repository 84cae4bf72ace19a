import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, ReviewEntryView } from '../../contract/index.ts';
import { Fault } from '../../domain/fault.ts';
import { api } from '../client.ts';
import { useKeys } from '../state/use-keys.ts';
import { FaultNotice } from './fault-notice.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { rememberOpened, useReviewQueue } from './review-queue.ts';
import type { useSignatureReport } from './signature-list.tsx';

/** How long an outcome must have been on the screen before a key decides on it, ms: a second press of A was meant for the last one. */
const LOOK_MS = 600;

type Props = {
	readonly outcome: OutcomeView;
	/** The outcome in the queue, once it is known. */
	readonly entry: ReviewEntryView | undefined;
	readonly report: ReturnType<typeof useSignatureReport>;
	/** Whether a page of it stands on the screen: nobody approves what was not shown. */
	readonly pageSeen: boolean;
};

/**
 * The supervisor's decision: A approves, R returns, N leaves it for later, J and K walk the queue. An approval names the bytes that
 * the signature report on the screen is about. What is already approved can be taken back until the agency has signed.
 */
export function ReviewPanel({ outcome, entry, report, pageSeen }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const [returning, setReturning] = useState(false);
	const looked = useLooked();
	const queue = useReviewQueue(outcome.id);
	const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: api.outcomes.key() });
	const approve = useMutation(
		api.workflow.approve.mutationOptions({
			onSuccess: () => {
				message.success(t('screen.approve.approved'));
				queue.leave();
			},
			onSettled: refresh,
		}),
	);
	const { id, revision, document } = outcome;
	const submitted = outcome.state === 'submitted';
	const otherBytes = report.data !== undefined && report.data.sha256 !== document?.sha256;
	const lookAgain = (): unknown => Promise.all([refresh(), report.refetch()]);
	const whole = looked && pageSeen && report.data !== undefined && !otherBytes;
	const ready = whole && submitted && entry?.own === false && !approve.isPending;
	useTellLook(outcome, whole && submitted);
	const accept = (): void => {
		if (ready && document !== undefined) approve.mutate({ id, revision, sha256: document.sha256 });
	};
	const returned = (): void => {
		message.success(t('screen.approve.returned'));
		setReturning(false);
		queue.leave();
	};
	const walk = { n: queue.goOn, j: queue.goOn, k: queue.goBack };
	useKeys({ a: accept, r: () => setReturning(looked), ...(submitted && walk) });
	return (
		<section className="review" aria-labelledby="review-title">
			<div className="review-head">
				<h2 id="review-title">{t('screen.approve.title')}</h2>
				{submitted && <Walk queue={queue} />}
			</div>
			{entry?.own === true && <p className="own">⚠ {t('screen.approve.ownSubmission')}</p>}
			{!submitted && <p>{t('screen.approve.takeBackHelp')}</p>}
			{approve.error !== null && <FaultNotice error={approve.error} />}
			{otherBytes && <FaultNotice error={new Fault('documentChanged')} onRetry={lookAgain} />}
			{submitted && !pageSeen && <p role="status">{t('screen.approve.waitForPage')}</p>}
			<div className="act">
				{submitted && (
					<Button type="primary" disabled={!ready} loading={approve.isPending} onClick={accept}>
						{t('screen.approve.approve')}
						<kbd>A</kbd>
					</Button>
				)}
				<Button disabled={!looked} onClick={() => setReturning(true)}>
					{t(submitted ? 'screen.approve.return' : 'screen.approve.takeBack')}
					<kbd>R</kbd>
				</Button>
				{submitted && (
					<Button onClick={queue.goOn}>
						{t('screen.approve.later')}
						<kbd>N</kbd>
					</Button>
				)}
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

type Queue = ReturnType<typeof useReviewQueue>;

/** Where in the queue this is, and the ways to its neighbours. */
function Walk({ queue }: { readonly queue: Queue }): ReactNode {
	const { t } = useTranslation();
	return (
		<span className="walk">
			{queue.position !== undefined && (
				<small>{t('screen.approve.position', { at: queue.position, total: queue.total })}</small>
			)}
			<Button size="small" onClick={queue.goBack}>
				{t('screen.approve.previous')}
				<kbd>K</kbd>
			</Button>
			<Button size="small" onClick={queue.goOn}>
				{t('screen.approve.next')}
				<kbd>J</kbd>
			</Button>
		</span>
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

/** Tells the core that this has been on the screen, with its signatures: what several may be approved together by. */
function useTellLook({ id, revision, document }: OutcomeView, whole: boolean): void {
	const queries = useQueryClient();
	const { mutate } = useMutation(
		api.review.look.mutationOptions({
			// The list shows it when it is opened again; this screen's order must not change under the supervisor's hands.
			onSettled: () => queries.invalidateQueries({ queryKey: api.review.list.key(), refetchType: 'none' }),
		}),
	);
	const sha256 = document?.sha256;
	useEffect(() => {
		rememberOpened(id);
		if (whole && sha256 !== undefined) mutate({ id, revision, sha256 });
	}, [whole, id, revision, sha256, mutate]);
}
