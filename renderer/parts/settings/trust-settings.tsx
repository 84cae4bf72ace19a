import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Table, Tag } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrustedCertificateView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { showInstant } from '../../state/dates.ts';
import { FaultNotice } from '../fault-notice.tsx';

/** The certificates that signatures are trusted by: see, add from a file, take away. */
export function TrustSettings(): ReactNode {
	const { t } = useTranslation();
	const { modal } = App.useApp();
	const queries = useQueryClient();
	const file = useRef<HTMLInputElement>(null);
	const onSuccess = (now: readonly TrustedCertificateView[]): void => {
		queries.setQueryData(api.settings.trust.queryKey(), now);
	};
	const trust = useQuery(api.settings.trust.queryOptions());
	const add = useMutation(api.settings.addTrust.mutationOptions({ onSuccess }));
	const remove = useMutation(api.settings.removeTrust.mutationOptions({ onSuccess }));
	const askRemove = ({ sha256, commonName }: TrustedCertificateView): void => {
		modal.confirm({
			title: t('screen.settings.trust.removeQuestion', { name: commonName }),
			content: t('screen.settings.trust.removeHelp'),
			okText: t('screen.settings.trust.remove'),
			okButtonProps: { danger: true },
			cancelText: t('screen.common.cancel'),
			onOk: () => remove.mutate({ sha256 }),
		});
	};
	const failed = trust.error ?? add.error ?? remove.error;
	return (
		<>
			<p className="help">{t('screen.settings.trust.help')}</p>
			{failed !== null && <FaultNotice error={failed} onRetry={trust.refetch} />}
			<Table<TrustedCertificateView>
				size="small"
				rowKey={({ sha256, fileName }) => `${sha256} ${fileName}`}
				loading={trust.isPending}
				dataSource={trust.data}
				pagination={false}
				locale={{ emptyText: t('screen.settings.trust.none') }}
				columns={[
					{ title: t('screen.settings.trust.name'), render: (_, one) => <Holder certificate={one} /> },
					{ title: t('screen.settings.trust.until'), render: (_, one) => <Validity certificate={one} /> },
					{
						title: t('screen.settings.trust.hash'),
						render: (_, { sha256 }) => <code className="hash">{sha256.match(/.{16}/g)?.join(' ')}</code>,
					},
					{
						title: t('screen.accounts.acts'),
						render: (_, one) => (
							<Button
								size="small"
								danger
								aria-label={`${t('screen.settings.trust.remove')} ${one.commonName}`}
								onClick={() => askRemove(one)}
							>
								{t('screen.settings.trust.remove')}
							</Button>
						),
					},
				]}
			/>
			<p className="trust-add">
				<Button loading={add.isPending} onClick={() => file.current?.click()}>
					{t('screen.settings.trust.add')}
				</Button>
				<span>{t('screen.settings.trust.addHelp')}</span>
				<input
					ref={file}
					type="file"
					hidden
					accept=".pem,.crt,.cer"
					onChange={async ({ target }) => {
						const [chosen] = target.files ?? [];
						if (chosen !== undefined) add.mutate({ pem: await chosen.text() });
						target.value = '';
					}}
				/>
			</p>
		</>
	);
}

function Holder({ certificate }: { readonly certificate: TrustedCertificateView }): ReactNode {
	const { t } = useTranslation();
	const { commonName, organisation, isAuthority, fileName } = certificate;
	return (
		<>
			<strong>{commonName}</strong> {isAuthority && <Tag color="blue">{t('screen.settings.trust.authority')}</Tag>}
			<br />
			<small>{[organisation, fileName].filter((part) => part !== undefined).join(' · ')}</small>
		</>
	);
}

function Validity({ certificate }: { readonly certificate: TrustedCertificateView }): ReactNode {
	const { t } = useTranslation();
	const over = Date.parse(certificate.notAfter) < Date.now();
	return (
		<>
			{showInstant(certificate.notAfter)} {over && <Tag color="red">{t('screen.settings.trust.over')}</Tag>}
		</>
	);
}
