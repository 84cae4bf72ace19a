import { useQuery } from '@tanstack/react-query';
import { Spin, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeSettingsView } from '../../contract/index.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { CodeSettings } from '../parts/settings/code-settings.tsx';
import { FolderSettings } from '../parts/settings/folder-settings.tsx';
import { OfficeSettings } from '../parts/settings/office-settings.tsx';
import { RepositorySettings } from '../parts/settings/repository-settings.tsx';
import { ScannerSettings } from '../parts/settings/scanner-settings.tsx';
import { SecuritySettings } from '../parts/settings/security-settings.tsx';
import { TrustSettings } from '../parts/settings/trust-settings.tsx';
import { WorkflowSettings } from '../parts/settings/workflow-settings.tsx';
import '../styles/settings.css';

const PARTS = ['office', 'workflow', 'codes', 'repository', 'scanners', 'folders', 'trust', 'security'] as const;
type Part = (typeof PARTS)[number];

/** The office's own decisions, by subject; each part is saved by itself. */
export function SettingsScreen(): ReactNode {
	const { t } = useTranslation();
	const settings = useQuery(api.settings.show.queryOptions());
	const { data } = settings;
	return (
		<section className="settings" aria-labelledby="settings-title">
			<h1 id="settings-title">{t('screen.settings.title')}</h1>
			{settings.error !== null && <FaultNotice error={settings.error} onRetry={settings.refetch} />}
			{settings.isPending && <Spin />}
			{data !== undefined && (
				<Tabs
					tabPlacement="start"
					destroyOnHidden={false}
					items={PARTS.map((key) => ({
						key,
						label: t(`screen.settings.part.${key}`),
						children: (
							<div className="settings-part">
								<h2>{t(`screen.settings.part.${key}`)}</h2>
								<SettingsPart part={key} settings={data} />
							</div>
						),
					}))}
				/>
			)}
		</section>
	);
}

function SettingsPart({ part, settings }: { readonly part: Part; readonly settings: OfficeSettingsView }): ReactNode {
	switch (part) {
		case 'office':
			return <OfficeSettings />;
		case 'workflow':
			return <WorkflowSettings settings={settings} />;
		case 'codes':
			return <CodeSettings settings={settings} />;
		case 'repository':
			return <RepositorySettings settings={settings} />;
		case 'scanners':
			return <ScannerSettings settings={settings} />;
		case 'folders':
			return <FolderSettings settings={settings} />;
		case 'trust':
			return <TrustSettings />;
		case 'security':
			return <SecuritySettings settings={settings} />;
		default:
			return assertNever(part);
	}
}
