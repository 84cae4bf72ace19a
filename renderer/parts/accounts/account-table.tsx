import { Button, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../../contract/index.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { showInstant } from '../../state/dates.ts';

type Act = (account: AccountView) => void;
type Props = {
	readonly accounts: readonly AccountView[] | undefined;
	/** Whose account is the administrator's own: it can't be disabled here. */
	readonly own: AccountId;
	readonly onRoles: Act;
	readonly onPassword: Act;
	readonly onDisable: Act;
	readonly onEnable: Act;
};

/** Accounts with what can be done to each. */
export function AccountTable({ accounts, own, ...on }: Props): ReactNode {
	const { t } = useTranslation();
	const acts = (account: AccountView): readonly AccountAct[] => [
		{ text: t('screen.accounts.changeRoles'), label: t('screen.accounts.rolesFor', account), act: on.onRoles },
		{ text: t('screen.accounts.setPassword'), label: t('screen.accounts.setPasswordFor', account), act: on.onPassword },
		account.disabled || isLocked(account)
			? { text: t('screen.accounts.enable'), label: t('screen.accounts.enableFor', account), act: on.onEnable }
			: {
					text: t('screen.accounts.disable'),
					label: t('screen.accounts.disableFor', account),
					act: on.onDisable,
					danger: true,
					off: account.id === own,
				},
	];
	return (
		<Table<AccountView>
			size="small"
			rowKey="id"
			loading={accounts === undefined}
			dataSource={accounts}
			pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
			locale={{ emptyText: t('screen.accounts.noneMatch') }}
			columns={[
				{ title: t('screen.accounts.name'), dataIndex: 'name', render: (name: string) => <strong>{name}</strong> },
				{
					title: t('screen.accounts.roles'),
					render: (_, { roles }) => roles.map((role) => t(`role.${role}`)).join(', '),
				},
				{ title: t('screen.accounts.status'), render: (_, account) => <Status account={account} /> },
				{ title: t('screen.accounts.since'), render: (_, { createdAt }) => showInstant(createdAt) },
				{
					title: t('screen.accounts.acts'),
					render: (_, account) => <Acts account={account} acts={acts(account)} />,
				},
			]}
		/>
	);
}

type AccountAct = {
	readonly text: string;
	/** With the name, for those who do not see the row. */
	readonly label: string;
	readonly act: Act;
	readonly danger?: boolean;
	readonly off?: boolean;
};

function Acts({ account, acts }: { readonly account: AccountView; readonly acts: readonly AccountAct[] }): ReactNode {
	return (
		<span className="row-acts">
			{acts.map(({ text, label, act, danger = false, off = false }) => (
				<Button key={text} size="small" danger={danger} disabled={off} aria-label={label} onClick={() => act(account)}>
					{text}
				</Button>
			))}
		</span>
	);
}

function Status({ account }: { readonly account: AccountView }): ReactNode {
	const { t } = useTranslation();
	if (account.disabled) return <Tag>{t('screen.accounts.disabled')}</Tag>;
	if (isLocked(account)) return <Tag color="orange">{t('screen.accounts.locked')}</Tag>;
	return <Tag color="green">{t('screen.accounts.active')}</Tag>;
}

function isLocked({ lockedUntil }: AccountView): boolean {
	return lockedUntil !== undefined && Date.parse(lockedUntil) > Date.now();
}
