import { useMutation } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobProgress } from '../../../contract/index.ts';
import { faultWords } from '../../../i18n/index.ts';
import { client } from '../../client.ts';
import { routeHash } from '../../state/route.ts';
import { FaultNotice } from '../fault-notice.tsx';

/** The most that is listed: who has more looks at the outcomes themselves. */
const MOST = 200;

type Props = {
	readonly jobs: readonly JobProgress[];
	/** A link of the list was followed. */
	readonly onLeave: () => void;
};

/** Jobs that have failed, run or wait, in this order; what has failed can be tried again by who may. */
export function JobList({ jobs, onLeave }: Props): ReactNode {
	const { t } = useTranslation();
	const retry = useMutation({ mutationFn: retryJobs });
	if (jobs.length === 0) return <p className="none">{t('screen.jobs.none')}</p>;
	const ordered = (['failed', 'running', 'waiting'] as const).flatMap((state) =>
		jobs.filter((job) => job.state === state),
	);
	const failed = ordered.filter((job) => job.state === 'failed');
	const retryable = failed.filter((job) => job.canRetry);
	return (
		<>
			{failed.length > 0 && <p className="none">{t('screen.jobs.failedHelp')}</p>}
			{retryable.length > 1 && (
				<Button loading={retry.isPending} onClick={() => retry.mutate(retryable)}>
					{t('screen.jobs.retryAll', { count: retryable.length })}
				</Button>
			)}
			{retry.error !== null && <FaultNotice error={retry.error} />}
			<ul className="job-list">
				{ordered.slice(0, MOST).map((job) => (
					<li key={job.jobId}>
						<Job job={job} retrying={retry.isPending} onRetry={() => retry.mutate([job])} onLeave={onLeave} />
					</li>
				))}
			</ul>
			{ordered.length > MOST && <p className="none">{t('screen.jobs.more', { count: ordered.length - MOST })}</p>}
		</>
	);
}

/** One after the other: each is a step of its own, and the first refusal is told. */
async function retryJobs(jobs: readonly JobProgress[]): Promise<void> {
	for (const { jobId } of jobs) await client.capture.retry({ jobId });
}

type JobProps = Pick<Props, 'onLeave'> & {
	readonly job: JobProgress;
	readonly retrying: boolean;
	readonly onRetry: () => void;
};

function Job({ job, retrying, onRetry, onLeave }: JobProps): ReactNode {
	const { t, i18n } = useTranslation();
	const title = t(`cli.progress.${job.title}` as 'cli.progress.import', { defaultValue: job.title });
	const words = job.fault && faultWords(job.fault, i18n.language === 'en' ? 'en' : 'vi');
	return (
		<>
			<strong>{title}</strong> {job.detail} · {t(`screen.jobs.state.${job.state}`)}
			{job.state === 'running' && (
				<Progress percent={Math.floor(job.value * 100)} size="small" aria-label={t('screen.jobs.progress')} />
			)}
			{words !== undefined && (
				<p className="job-fault">
					{words.text} {words.advice}
				</p>
			)}
			<p className="job-ways">
				{job.canRetry && (
					<Button size="small" disabled={retrying} onClick={onRetry}>
						{t('screen.jobs.retry')}
					</Button>
				)}
				<JobLink job={job} onLeave={onLeave} />
			</p>
		</>
	);
}

/** Where a job is settled, or its paper seen. One that failed to be taken in has made no paper. */
function JobLink({ job, onLeave }: Pick<JobProps, 'job' | 'onLeave'>): ReactNode {
	const { t } = useTranslation();
	if (job.state === 'failed' && !job.canRetry) {
		return job.title === 'upload' ? (
			<a href={routeHash({ kind: 'uploads' })} onClick={onLeave}>
				{t('screen.jobs.toUploads')}
			</a>
		) : (
			<span>{t('screen.jobs.clerkRetries')}</span>
		);
	}
	if (job.outcomeId === undefined || job.title === 'import') return null;
	return (
		<a href={routeHash({ kind: 'outcome', id: job.outcomeId, page: 0 })} onClick={onLeave}>
			{t('screen.jobs.open')}
		</a>
	);
}
