import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeSettingsView } from '../../contract/index.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { CodeSettings } from '../parts/settings/code-settings.tsx';
import { FolderSettings } from '../parts/settings/folder-settings.tsx';
import { OfficeSettings } from '../parts/settings/office-settings.tsx';
import { RepositorySettings } from '../parts/settings/repository-settings.tsx';
import { ScannerSettings } from '../parts/settings/scanner-settings.tsx';
import { SecuritySettings } from '../parts/settings/security-settings.tsx';
import { TrustSettings } from '../parts/settings/trust-settings.tsx';
import { WorkflowSettings } from '../parts/settings/workflow-settings.tsx';
import { useKeys } from '../state/use-keys.ts';
import '../styles/settings.css';

const PARTS = ['office', 'workflow', 'codes', 'repository', 'scanners', 'folders', 'trust', 'security'] as const;
type Part = (typeof PARTS)[number];

/** Parts to which something can be added. */
const ADDING: readonly Part[] = ['codes', 'scanners', 'trust'];

/** The office's own decisions, by subject; each part is saved by itself. */
export function SettingsScreen(): ReactNode {
	const { t } = useTranslation();
	const settings = useQuery(api.settings.show.queryOptions());
	const { data } = settings;
	const [part, setPart] = useState<Part>('office');
	useKeys({
		...Object.fromEntries(
			PARTS.map((name, index) => [
				String(index + 1),
				{ label: t(`screen.settings.part.${name}`), act: () => setPart(name) },
			]),
		),
		'ctrl+s': { label: t('screen.settings.save'), act: () => press('[type=submit]:not(.add)'), off: part === 'trust' },
		n: { label: t('screen.settings.addKey'), act: () => press('.add'), off: !ADDING.includes(part) },
	});
	return (
		<section className="settings" aria-labelledby="settings-title">
			<h1 id="settings-title">{t('screen.settings.title')}</h1>
			{settings.error !== null && <FaultNotice error={settings.error} onRetry={settings.refetch} />}
			{settings.isPending && <Loading />}
			{data !== undefined && (
				<Tabs
					tabPlacement="start"
					activeKey={part}
					onChange={(key) => setPart(key as Part)}
					destroyOnHidden={false}
					items={PARTS.map((key, index) => ({
						key,
						label: (
							<>
								{t(`screen.settings.part.${key}`)}
								<span className="kbd" aria-hidden="true">
									{index + 1}
								</span>
							</>
						),
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

/** Presses a button of the part that is shown. */
function press(button: string): void {
	const buttons = [...document.querySelectorAll<HTMLElement>(`.settings-part ${button}`)];
	buttons.find((one) => one.checkVisibility())?.click();
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
