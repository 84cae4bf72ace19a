import { Drawer, Progress } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../state/use-jobs.ts';
import { JobList } from './shell/job-list.tsx';

/** What the machine is busy with, in two lines that open the list of it; nothing when it rests. */
export function JobsBar(): ReactNode {
	const { t } = useTranslation();
	const jobs = useJobs();
	const [open, setOpen] = useState(false);
	const failed = jobs.filter((job) => job.state === 'failed');
	const busy = jobs.filter((job) => job.state !== 'failed');
	const share = busy.reduce((sum, job) => sum + job.value, 0) / Math.max(1, busy.length);
	return (
		<>
			<div aria-live="polite">
				{jobs.length > 0 && (
					<button type="button" className="jobs-bar" onClick={() => setOpen(true)}>
						{busy.length > 0 && (
							<>
								<span>{t('screen.jobs.running', { count: busy.length })}</span>
								<Progress
									percent={Math.floor(share * 100)}
									size="small"
									showInfo={false}
									aria-label={t('screen.jobs.progress')}
								/>
							</>
						)}
						{failed.length > 0 && <strong>{t('screen.jobs.failed', { count: failed.length })}</strong>}
					</button>
				)}
			</div>
			<Drawer
				open={open}
				title={t('screen.jobs.title')}
				destroyOnHidden
				size={440}
				onClose={() => setOpen(false)}
				closable={{ 'aria-label': t('screen.common.close') }}
			>
				<JobList jobs={jobs} />
			</Drawer>
		</>
	);
}
