import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckReport } from '../../contract/index.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';

/** Care of the data folder: check and back up. */
export function DataScreen(): ReactNode {
	const { t } = useTranslation();
	const check = useMutation(api.data.check.mutationOptions());
	const backup = useMutation(api.data.backup.mutationOptions());
	return (
		<section className="data-screen" aria-labelledby="data-title">
			<h1 id="data-title">{t('screen.data.title')}</h1>
			<div className="act">
				<Button loading={check.isPending} onClick={() => check.mutate({})}>
					{t('screen.data.check')}
				</Button>
				<span>{t('screen.data.checkHelp')}</span>
			</div>
			{check.error !== null && <FaultNotice error={check.error} />}
			{check.data !== undefined && <Report report={check.data} />}
			<div className="act">
				<Button loading={backup.isPending} onClick={() => backup.mutate({})}>
					{t('screen.data.backup')}
				</Button>
				<span>{t('screen.data.backupHelp')}</span>
			</div>
			{backup.error !== null && <FaultNotice error={backup.error} />}
			{backup.data !== undefined && (
				<Alert
					type="success"
					showIcon
					role="status"
					title={t('screen.data.backupDone', { count: backup.data.fileCount, path: backup.data.path })}
				/>
			)}
		</section>
	);
}

function Report({ report }: { readonly report: CheckReport }): ReactNode {
	const { t } = useTranslation();
	const sound = report.losses.length === 0 && report.databaseSound && report.auditSound;
	const lines = [
		!report.databaseSound && t('screen.data.databaseBroken'),
		!report.auditSound && t('screen.data.auditBroken'),
		report.losses.length > 0 && t('screen.data.lost', { count: report.losses.length }),
		report.orphans.length > 0 && t('screen.data.orphans', { count: report.orphans.length }),
		...report.losses.map((loss) => loss.path),
	].filter((line) => line !== false);
	return (
		<Alert
			type={sound ? 'success' : 'error'}
			showIcon
			role="status"
			title={sound ? t('screen.data.checkSound', { count: report.checkedFiles }) : t('screen.data.checkBroken')}
			description={lines.length > 0 && lines.map((line) => <div key={line}>{line}</div>)}
		/>
	);
}
