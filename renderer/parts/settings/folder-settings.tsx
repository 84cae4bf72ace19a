import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeSettingsView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { ABSOLUTE } from './repository-settings.tsx';
import { SettingsForm } from './settings-form.tsx';

/** The folder that other programs scan into, and where Sohoa keeps its own. */
export function FolderSettings({ settings }: { readonly settings: OfficeSettingsView }): ReactNode {
	const { t } = useTranslation();
	const places = useQuery(api.settings.places.queryOptions());
	return (
		<>
			<SettingsForm<{ readonly hotFolder: string }>
				name="folders"
				initialValues={{ hotFolder: settings.hotFolder ?? '' }}
				toChange={({ hotFolder }) => ({ hotFolder: hotFolder.trim() === '' ? null : hotFolder.trim() })}
			>
				<Form.Item
					name="hotFolder"
					label={t('screen.settings.name.hotFolder')}
					extra={t('screen.settings.hotFolderHelp')}
					rules={[{ pattern: ABSOLUTE, message: t('screen.settings.pathWrong') }]}
				>
					<Input maxLength={1_000} spellCheck={false} placeholder={t('screen.settings.hotFolderNone')} />
				</Form.Item>
			</SettingsForm>
			{places.error !== null && <FaultNotice error={places.error} onRetry={places.refetch} />}
			{places.data !== undefined && (
				<dl className="places">
					{(['data', 'backups', 'trust', 'repository'] as const).map((name) => (
						<div key={name}>
							<dt>{t(`screen.settings.place.${name}`)}</dt>
							<dd>
								<code>{places.data[name]}</code>
							</dd>
						</div>
					))}
				</dl>
			)}
		</>
	);
}
