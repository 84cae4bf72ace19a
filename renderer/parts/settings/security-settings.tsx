import { Checkbox, Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeSettingsView } from '../../../contract/index.ts';
import { SettingsForm } from './settings-form.tsx';

type Typed = { readonly idleMinutes: number; readonly offerAccountNames: boolean };

/** When the screen is locked, and what the sign-in screen gives away. */
export function SecuritySettings({ settings }: { readonly settings: OfficeSettingsView }): ReactNode {
	const { t } = useTranslation();
	const { idleMinutes, offerAccountNames } = settings;
	return (
		<SettingsForm<Typed> name="security" initialValues={{ idleMinutes, offerAccountNames }} toChange={(typed) => typed}>
			<Form.Item
				name="idleMinutes"
				label={t('screen.settings.name.idleMinutes')}
				extra={t('screen.settings.idleHelp')}
				rules={[
					{
						required: true,
						type: 'integer',
						min: 1,
						max: 240,
						message: t('screen.settings.between', { from: 1, to: 240 }),
					},
				]}
			>
				<InputNumber />
			</Form.Item>
			<Form.Item name="offerAccountNames" valuePropName="checked" extra={t('screen.settings.offerNamesHelp')}>
				<Checkbox>{t('screen.settings.name.offerAccountNames')}</Checkbox>
			</Form.Item>
		</SettingsForm>
	);
}
