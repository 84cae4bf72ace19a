import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, type InputRef } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView, ActorView } from '../../contract/index.ts';
import { fold } from '../../domain/text/fold.ts';
import { api } from '../client.ts';
import { AccountDialog } from '../parts/accounts/account-dialog.tsx';
import { AccountTable } from '../parts/accounts/account-table.tsx';
import { RolesDialog } from '../parts/accounts/roles-dialog.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { PasswordDialog } from '../parts/password-dialog.tsx';
import { useKeys } from '../state/use-keys.ts';

/** Accounts: find, add, other roles, a new password, disable and enable. */
export function AccountsScreen({ actor }: { readonly actor: ActorView }): ReactNode {
	const { t } = useTranslation();
	const { modal } = App.useApp();
	const queries = useQueryClient();
	const [adding, setAdding] = useState(false);
	const [password, setPassword] = useState<AccountView>();
	const [roles, setRoles] = useState<AccountView>();
	const [wanted, setWanted] = useState('');
	const box = useRef<InputRef>(null);
	const onSettled = (): Promise<void> => queries.invalidateQueries({ queryKey: api.accounts.key() });
	const accounts = useQuery(api.accounts.list.queryOptions());
	const disable = useMutation(api.accounts.disable.mutationOptions({ onSettled }));
	const enable = useMutation(api.accounts.enable.mutationOptions({ onSettled }));
	useKeys({
		n: { label: t('screen.accounts.create'), act: () => setAdding(true) },
		'/': { label: t('screen.accounts.search'), act: () => box.current?.focus() },
	});
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
	const failed = accounts.error ?? disable.error ?? enable.error;
	return (
		<section aria-labelledby="accounts-title">
			<div className="title-bar">
				<h1 id="accounts-title">{t('screen.accounts.title')}</h1>
				<Button type="primary" onClick={() => setAdding(true)}>
					{t('screen.accounts.create')}{' '}
					<span className="kbd" aria-hidden="true">
						N
					</span>
				</Button>
			</div>
			<Input
				ref={box}
				className="account-search"
				type="search"
				allowClear
				aria-label={t('screen.accounts.search')}
				placeholder={`${t('screen.accounts.search')}  ( / )`}
				value={wanted}
				onChange={(event) => setWanted(event.target.value)}
			/>
			{failed !== null && <FaultNotice error={failed} onRetry={accounts.refetch} />}
			<AccountTable
				accounts={accounts.data?.filter((account) => matches(account, wanted, (role) => t(`role.${role}`)))}
				own={actor.accountId}
				onRoles={setRoles}
				onPassword={setPassword}
				onDisable={askDisable}
				onEnable={({ id }) => enable.mutate({ accountId: id })}
			/>
			<AccountDialog open={adding} onClose={() => setAdding(false)} />
			<RolesDialog account={roles} onClose={() => setRoles(undefined)} />
			<PasswordDialog account={password} onClose={() => setPassword(undefined)} />
		</section>
	);
}

/** Whether name or roles hold the text, with or without marks. */
function matches(
	account: AccountView,
	wanted: string,
	roleName: (role: AccountView['roles'][number]) => string,
): boolean {
	return fold([account.name, ...account.roles.map(roleName)].join(' ')).includes(fold(wanted.trim()));
}
