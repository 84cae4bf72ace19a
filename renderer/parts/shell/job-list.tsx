import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobProgress } from '../../../contract/index.ts';
import { faultWords } from '../../../i18n/index.ts';
import { routeHash } from '../../state/route.ts';

/** The most that is listed: who has more looks at the outcomes themselves. */
const MOST = 200;

/** Jobs that have failed, run or wait, in this order. */
export function JobList({ jobs }: { readonly jobs: readonly JobProgress[] }): ReactNode {
	const { t } = useTranslation();
	if (jobs.length === 0) return <p className="none">{t('screen.jobs.none')}</p>;
	const ordered = (['failed', 'running', 'waiting'] as const).flatMap((state) =>
		jobs.filter((job) => job.state === state),
	);
	return (
		<>
			<ul className="job-list">
				{ordered.slice(0, MOST).map((job) => (
					<li key={job.jobId}>
						<Job job={job} />
					</li>
				))}
			</ul>
			{ordered.length > MOST && <p className="none">{t('screen.jobs.more', { count: ordered.length - MOST })}</p>}
		</>
	);
}

function Job({ job }: { readonly job: JobProgress }): ReactNode {
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
			{job.outcomeId !== undefined && (
				<p>
					<a href={routeHash({ kind: 'outcome', id: job.outcomeId, query: '', page: 0 })}>{t('screen.jobs.open')}</a>
				</p>
			)}
		</>
	);
}
