import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../state/use-jobs.ts';

/** What the machine is busy with, in one line; nothing when it rests. */
export function JobsBar(): ReactNode {
	const { t } = useTranslation();
	const jobs = useJobs();
	const failed = jobs.filter((job) => job.state === 'failed');
	const busy = jobs.filter((job) => job.state !== 'failed');
	const share = busy.reduce((sum, job) => sum + job.value, 0) / Math.max(1, busy.length);
	return (
		<div className="jobs-bar" aria-live="polite">
			{busy.length > 0 && (
				<>
					<span>{t('screen.jobs.running', { count: busy.length })}</span>
					<Progress percent={Math.floor(share * 100)} size="small" aria-label={t('screen.jobs.progress')} />
				</>
			)}
			{failed.length > 0 && <strong>{t('screen.jobs.failed', { count: failed.length })}</strong>}
		</div>
	);
}
