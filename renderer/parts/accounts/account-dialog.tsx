import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../domain/actor.ts';
import { api } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { RolesField } from './roles-field.tsx';

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'create-account';

type Typed = { readonly name: string; readonly password: string; readonly roles: Role[] };

/** A new account. */
export function AccountDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const create = useMutation(
		api.accounts.create.mutationOptions({
			onSuccess: async ({ name }) => {
				onClose();
				message.success(t('screen.accounts.created', { name }));
				await queries.invalidateQueries({ queryKey: api.accounts.key() });
			},
		}),
	);
	const required = (what: string) => [{ required: true, message: t('screen.common.required', { what }) }];
	return (
		<Modal
			open={open}
			title={t('screen.accounts.create')}
			okText={t('screen.accounts.create')}
			cancelText={t('screen.common.cancel')}
			confirmLoading={create.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			destroyOnHidden
			onCancel={onClose}
			afterClose={create.reset}
		>
			<Form<Typed>
				name={FORM}
				layout="vertical"
				requiredMark={false}
				onFinish={(typed) => create.mutate(typed)}
				initialValues={{ roles: ['clerk'] }}
			>
				<Form.Item name="name" label={t('screen.accounts.name')} rules={required(t('screen.accounts.name'))}>
					<Input autoFocus maxLength={100} autoComplete="off" />
				</Form.Item>
				<RolesField />
				<Form.Item
					name="password"
					label={t('screen.accounts.password')}
					extra={t('screen.setUp.passwordHelp')}
					rules={required(t('screen.accounts.password'))}
				>
					<Input.Password autoComplete="new-password" />
				</Form.Item>
				{create.error !== null && <FaultNotice error={create.error} />}
			</Form>
		</Modal>
	);
}
