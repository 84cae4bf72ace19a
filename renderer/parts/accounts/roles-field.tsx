import { Checkbox, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../domain/actor.ts';

/** The roles of an account, each with what it may do; at least one. Stands in a form as `roles`. */
export function RolesField(): ReactNode {
	const { t } = useTranslation();
	return (
		<Form.Item
			name="roles"
			label={t('screen.accounts.roles')}
			rules={[{ required: true, type: 'array', min: 1, message: t('screen.accounts.roleNeeded') }]}
		>
			<Checkbox.Group
				className="role-choice"
				options={ROLES.map((value) => ({
					value,
					label: (
						<>
							{t(`role.${value}`)} <small>{t(`screen.accounts.roleHelp.${value}`)}</small>
						</>
					),
				}))}
			/>
		</Form.Item>
	);
}
