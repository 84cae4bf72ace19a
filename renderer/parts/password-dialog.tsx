import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../contract/index.ts';
import { api } from '../client.ts';
import { FaultNotice } from './fault-notice.tsx';

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'set-password';

type Props = { readonly account: AccountView | undefined; readonly onClose: () => void };

/** A new password for an account; closed while there is none. */
export function PasswordDialog({ account, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const [form] = Form.useForm<{ password: string }>();
	const change = useMutation(api.accounts.setPassword.mutationOptions());
	const close = (): void => {
		form.resetFields();
		change.reset();
		onClose();
	};
	const name = account?.name ?? '';
	const submit = ({ password }: { password: string }): void => {
		if (account === undefined) return;
		const onSuccess = (): void => {
			message.success(t('screen.accounts.passwordSet', { name }));
			close();
		};
		change.mutate({ accountId: account.id, password }, { onSuccess });
	};
	const label = t('screen.accounts.newPassword');
	return (
		<Modal
			open={account !== undefined}
			title={t('screen.accounts.setPasswordFor', { name })}
			okText={t('screen.accounts.setPassword')}
			cancelText={t('screen.common.cancel')}
			confirmLoading={change.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			destroyOnHidden
			onCancel={close}
		>
			<Form name={FORM} form={form} layout="vertical" requiredMark={false} onFinish={submit}>
				<Form.Item
					name="password"
					label={label}
					extra={t('screen.setUp.passwordHelp')}
					rules={[{ required: true, message: t('screen.common.required', { what: label }) }]}
				>
					<Input.Password autoFocus autoComplete="new-password" />
				</Form.Item>
				{change.error !== null && <FaultNotice error={change.error} />}
			</Form>
		</Modal>
	);
}
