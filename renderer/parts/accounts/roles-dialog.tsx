import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../../contract/index.ts';
import type { Role } from '../../../domain/actor.ts';
import { api } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { RolesField } from './roles-field.tsx';

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'change-roles';

type Props = { readonly account: AccountView | undefined; readonly onClose: () => void };

/** Other roles for an account; closed while there is none. */
export function RolesDialog({ account, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const name = account?.name ?? '';
	const change = useMutation(
		api.accounts.changeRoles.mutationOptions({
			onSuccess: async () => {
				onClose();
				message.success(t('screen.accounts.rolesChanged', { name }));
				await queries.invalidateQueries({ queryKey: api.accounts.key() });
			},
		}),
	);
	return (
		<Modal
			open={account !== undefined}
			title={t('screen.accounts.rolesFor', { name })}
			okText={t('screen.accounts.saveRoles')}
			cancelText={t('screen.common.cancel')}
			confirmLoading={change.isPending}
			okButtonProps={{ htmlType: 'submit', form: FORM }}
			destroyOnHidden
			onCancel={onClose}
			afterClose={change.reset}
		>
			{account !== undefined && (
				<Form<{ roles: Role[] }>
					key={account.id}
					name={FORM}
					layout="vertical"
					requiredMark={false}
					initialValues={{ roles: account.roles }}
					onFinish={({ roles }) => change.mutate({ accountId: account.id, roles })}
				>
					<RolesField />
					<p>{t('screen.accounts.rolesAtOnce')}</p>
					{change.error !== null && <FaultNotice error={change.error} />}
				</Form>
			)}
		</Modal>
	);
}
