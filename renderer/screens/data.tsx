import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActorView, CheckReport } from '../../contract/index.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { showInstant } from '../state/dates.ts';
import { may } from '../state/may.ts';
import { useKeys } from '../state/use-keys.ts';

/** Care of the data folder: check and, for administrators, back up. */
export function DataScreen({ actor }: { readonly actor: ActorView }): ReactNode {
	const { t } = useTranslation();
	const check = useMutation(api.data.check.mutationOptions());
	useKeys({ k: { label: t('screen.data.check'), act: () => check.mutate({}) } });
	return (
		<section className="data-screen" aria-labelledby="data-title">
			<h1 id="data-title">{t('screen.data.title')}</h1>
			{may(actor, 'backUp') && <Backups />}
			<h2>{t('screen.data.check')}</h2>
			<div className="act">
				<Button loading={check.isPending} onClick={() => check.mutate({})}>
					{t('screen.data.check')}{' '}
					<span className="kbd" aria-hidden="true">
						K
					</span>
				</Button>
				<span>{t('screen.data.checkHelp')}</span>
			</div>
			{check.error !== null && <FaultNotice error={check.error} />}
			{check.data !== undefined && <Report report={check.data} />}
		</section>
	);
}

const DAY_MS = 24 * 3_600_000;
/** A backup older than this is warned of: a week's papers can still be scanned again. */
const OLD_DAYS = 7;
/** The newest ones are listed. */
const LISTED = 10;

function Backups(): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const known = useQuery(api.data.backups.queryOptions());
	const backup = useMutation(
		api.data.backup.mutationOptions({
			onSuccess: () => queries.invalidateQueries({ queryKey: api.data.backups.key() }),
		}),
	);
	useKeys({ b: { label: t('screen.data.backup'), act: () => backup.mutate({}) } });
	return (
		<>
			<h2>{t('screen.data.backups')}</h2>
			{known.error !== null && <FaultNotice error={known.error} onRetry={known.refetch} />}
			{known.data !== undefined && <LastBackup at={known.data.lastAt} />}
			<div className="act">
				<Button type="primary" loading={backup.isPending} onClick={() => backup.mutate({})}>
					{t('screen.data.backup')}{' '}
					<span className="kbd" aria-hidden="true">
						B
					</span>
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
			{known.data !== undefined && known.data.backups.length > 0 && (
				<ul className="backup-list" aria-label={t('screen.data.backups')}>
					{known.data.backups.slice(0, LISTED).map(({ name, at }) => (
						<li key={name}>
							{showInstant(at)} <small>{name}</small>
						</li>
					))}
				</ul>
			)}
		</>
	);
}

function LastBackup({ at }: { readonly at: string | undefined }): ReactNode {
	const { t } = useTranslation();
	if (at === undefined) return <Alert type="warning" showIcon title={t('screen.data.neverBackedUp')} />;
	const days = Math.floor((Date.now() - Date.parse(at)) / DAY_MS);
	const title = t('screen.data.lastBackup', { at: showInstant(at), days });
	return days >= OLD_DAYS ? (
		<Alert type="warning" showIcon title={title} description={t('screen.data.backupOld')} />
	) : (
		<p>{title}</p>
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
