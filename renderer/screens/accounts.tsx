import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../contract/index.ts';
import { ROLES, type Role } from '../../domain/actor.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { PasswordDialog } from '../parts/password-dialog.tsx';

/** The form's id: its submit button stands outside it, in the dialog's foot. */
const FORM = 'create-account';

type Typed = { readonly name: string; readonly password: string; readonly roles: Role[] };

/** Accounts: see, add, set a new password, disable. */
export function AccountsScreen(): ReactNode {
	const { t } = useTranslation();
	const { message, modal } = App.useApp();
	const queries = useQueryClient();
	const [form] = Form.useForm<Typed>();
	const [adding, setAdding] = useState(false);
	const [changing, setChanging] = useState<AccountView>();
	const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: api.accounts.key() });
	const accounts = useQuery(api.accounts.list.queryOptions());
	const disable = useMutation(api.accounts.disable.mutationOptions({ onSettled: refresh }));
	const create = useMutation(
		api.accounts.create.mutationOptions({
			onSuccess: async ({ name }) => {
				setAdding(false);
				form.resetFields();
				message.success(t('screen.accounts.created', { name }));
				await refresh();
			},
		}),
	);
	const askDisable = ({ id, name }: AccountView): void => {
		modal.confirm({
			title: t('screen.accounts.disableFor', { name }),
			content: t('screen.accounts.disableQuestion', { name }),
			okText: t('screen.accounts.disable'),
			okButtonProps: { danger: true },
			cancelText: t('screen.common.cancel'),
			onOk: () => disable.mutate({ accountId: id }),
		});
	};
	const failed = accounts.error ?? disable.error;
	return (
		<section aria-labelledby="accounts-title">
			<div className="title-bar">
				<h1 id="accounts-title">{t('screen.accounts.title')}</h1>
				<Button type="primary" onClick={() => setAdding(true)}>
					{t('screen.accounts.create')}
				</Button>
			</div>
			{failed !== null && <FaultNotice error={failed} onRetry={accounts.refetch} />}
			<AccountTable accounts={accounts.data} onDisable={askDisable} onPassword={setChanging} />
			<Modal
				open={adding}
				title={t('screen.accounts.create')}
				okText={t('screen.accounts.create')}
				cancelText={t('screen.common.cancel')}
				confirmLoading={create.isPending}
				okButtonProps={{ htmlType: 'submit', form: FORM }}
				destroyOnHidden
				onCancel={() => setAdding(false)}
			>
				<CreateForm form={form} error={create.error} onFinish={(typed) => create.mutate(typed)} />
			</Modal>
			<PasswordDialog account={changing} onClose={() => setChanging(undefined)} />
		</section>
	);
}

type CreateProps = {
	readonly form: ReturnType<typeof Form.useForm<Typed>>[0];
	readonly error: unknown;
	readonly onFinish: (typed: Typed) => void;
};

function CreateForm({ form, error, onFinish }: CreateProps): ReactNode {
	const { t } = useTranslation();
	const required = (what: string) => [{ required: true, message: t('screen.common.required', { what }) }];
	return (
		<Form<Typed>
			name={FORM}
			form={form}
			layout="vertical"
			requiredMark={false}
			onFinish={onFinish}
			initialValues={{ roles: ['clerk'] }}
		>
			<Form.Item name="name" label={t('screen.accounts.name')} rules={required(t('screen.accounts.name'))}>
				<Input autoFocus maxLength={100} autoComplete="off" />
			</Form.Item>
			<Form.Item name="roles" label={t('screen.accounts.roles')} rules={required(t('screen.accounts.roles'))}>
				<Select mode="multiple" options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))} />
			</Form.Item>
			<Form.Item
				name="password"
				label={t('screen.accounts.password')}
				extra={t('screen.setUp.passwordHelp')}
				rules={required(t('screen.accounts.password'))}
			>
				<Input.Password autoComplete="new-password" />
			</Form.Item>
			{error !== null && <FaultNotice error={error} />}
		</Form>
	);
}

type TableProps = {
	readonly accounts: readonly AccountView[] | undefined;
	readonly onDisable: (account: AccountView) => void;
	readonly onPassword: (account: AccountView) => void;
};

function AccountTable({ accounts, onDisable, onPassword }: TableProps): ReactNode {
	const { t } = useTranslation();
	return (
		<Table<AccountView>
			size="small"
			rowKey="id"
			loading={accounts === undefined}
			dataSource={accounts}
			pagination={false}
			columns={[
				{ title: t('screen.accounts.name'), dataIndex: 'name' },
				{
					title: t('screen.accounts.roles'),
					render: (_, { roles }) => roles.map((role) => t(`role.${role}`)).join(', '),
				},
				{
					title: t('screen.accounts.status'),
					render: (_, { disabled }) => t(disabled ? 'screen.accounts.disabled' : 'screen.accounts.active'),
				},
				{
					key: 'acts',
					align: 'right',
					render: (_, account) => (
						<>
							<Button
								type="link"
								aria-label={t('screen.accounts.setPasswordFor', { name: account.name })}
								onClick={() => onPassword(account)}
							>
								{t('screen.accounts.setPassword')}
							</Button>
							<Button
								type="link"
								danger
								disabled={account.disabled}
								aria-label={t('screen.accounts.disableFor', { name: account.name })}
								onClick={() => onDisable(account)}
							>
								{t('screen.accounts.disable')}
							</Button>
						</>
					),
				},
			]}
		/>
	);
}
