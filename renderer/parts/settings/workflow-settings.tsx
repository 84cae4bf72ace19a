import { Checkbox, Form, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeSettingsView } from '../../../contract/index.ts';
import { FIELD_NAMES, type FieldName } from '../../../domain/fields.ts';
import { SettingsForm } from './settings-form.tsx';

type Typed = { readonly order: OfficeSettingsView['order']; readonly doubleKeyFields: readonly FieldName[] };

/** Which step comes first, and which fields are typed twice. */
export function WorkflowSettings({ settings }: { readonly settings: OfficeSettingsView }): ReactNode {
	const { t } = useTranslation();
	const { order, doubleKeyFields } = settings;
	return (
		<SettingsForm<Typed> name="workflow" initialValues={{ order, doubleKeyFields }} toChange={(typed) => typed}>
			<Form.Item name="order" label={t('screen.settings.name.order')} extra={t('screen.settings.orderHelp')}>
				<Radio.Group
					vertical
					options={(['signFirst', 'verifyFirst'] as const).map((value) => ({
						value,
						label: t(`screen.settings.order.${value}`),
					}))}
				/>
			</Form.Item>
			<Form.Item
				name="doubleKeyFields"
				label={t('screen.settings.name.doubleKeyFields')}
				extra={t('screen.settings.doubleKeyHelp')}
			>
				<Checkbox.Group
					className="field-choice"
					options={FIELD_NAMES.map((value) => ({ value, label: t(`field.${value}`) }))}
				/>
			</Form.Item>
		</SettingsForm>
	);
}
