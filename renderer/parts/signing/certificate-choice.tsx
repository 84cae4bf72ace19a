import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, type RefSelectProps, Select, Spin } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CERTIFICATE_FILE_MAX, type CertificateView, type SignatureUse } from '../../../contract/index.ts';
import { Fault } from '../../../domain/fault.ts';
import type { Sha256 } from '../../../domain/ids.ts';
import { api, client } from '../../client.ts';
import { useKeys } from '../../state/use-keys.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import '../../styles/sign.css';

type Props = {
	readonly use: SignatureUse;
	/** Inside a dialog: without removing. */
	readonly compact?: boolean;
};

/** What one signs with: the remembered certificate and its facts, another from the list, or a new file. */
export function CertificateChoice({ use, compact = false }: Props): ReactNode {
	const { t } = useTranslation();
	const list = useQuery(api.signing.certificates.queryOptions({ input: { use } }));
	const { choose, add, remove, error } = useCertificateActs(use);
	const removal = useRef<HTMLButtonElement>(null);
	const select = useRef<RefSelectProps>(null);
	useKeys(compact ? {} : { x: () => removal.current?.click(), d: () => select.current?.focus() });
	if (list.error !== null) return <FaultNotice error={list.error} onRetry={list.refetch} />;
	if (list.isPending) return <Spin />;
	const chosen = list.data.find((one) => one.chosen);
	return (
		<section className="certificate" aria-label={t('screen.sign.certificate')}>
			<div className="certificate-pick">
				{list.data.length > 0 && (
					<Select<Sha256>
						ref={select}
						aria-label={t('screen.sign.certificate')}
						placeholder={t('screen.sign.choose')}
						value={chosen?.id ?? null}
						onChange={(id) => choose.mutate(id)}
						popupMatchSelectWidth={false}
						options={list.data.map((one) => ({ value: one.id, label: labelOf(one) }))}
					/>
				)}
				<AddFile pending={add.isPending} keyed={!compact} onFile={(file) => add.mutate(file)} />
				{!compact && chosen !== undefined && chosen.owner !== 'demo' && (
					<Popconfirm
						title={t('screen.sign.removeSure', { name: chosen.fileName })}
						okText={t('screen.sign.remove')}
						cancelText={t('screen.common.cancel')}
						okButtonProps={{ autoFocus: true }}
						onConfirm={() => remove.mutate(chosen.id)}
					>
						<Button ref={removal}>
							{t('screen.sign.remove')} <kbd>X</kbd>
						</Button>
					</Popconfirm>
				)}
			</div>
			{list.data.length === 0 && <p>{t(`screen.sign.none.${use}`)}</p>}
			{chosen !== undefined && <CertificateFacts certificate={chosen} />}
			{error !== null && <FaultNotice error={error} />}
		</section>
	);
}

function labelOf({ facts, fileName }: CertificateView): string {
	return facts === undefined || facts.holder === '' ? fileName : `${facts.holder} · ${fileName}`;
}

function useCertificateActs(use: SignatureUse) {
	const queries = useQueryClient();
	const onSettled = () => queries.invalidateQueries({ queryKey: api.signing.certificates.key() });
	const choose = useMutation({
		mutationFn: (id: Sha256) => client.signing.chooseCertificate({ use, id }),
		onSettled,
	});
	const add = useMutation({
		mutationFn: async (file: File) => {
			if (file.size > CERTIFICATE_FILE_MAX) throw new Fault('signingKeyDamaged');
			return client.signing.addCertificate({ use, name: file.name, file });
		},
		onSettled,
	});
	const remove = useMutation({
		mutationFn: (id: Sha256) => client.signing.removeCertificate({ use, id }),
		onSettled,
	});
	return { choose, add, remove, error: choose.error ?? add.error ?? remove.error };
}

type AddProps = {
	readonly pending: boolean;
	/** Whether T picks a file: in a dialog, plain keys are typed into boxes. */
	readonly keyed: boolean;
	readonly onFile: (file: File) => void;
};

function AddFile({ pending, keyed, onFile }: AddProps): ReactNode {
	const { t } = useTranslation();
	const input = useRef<HTMLInputElement>(null);
	const pick = (): void => input.current?.click();
	useKeys(keyed ? { t: pick } : {});
	return (
		<>
			<input
				ref={input}
				type="file"
				hidden
				accept=".p12,.pfx"
				aria-label={t('screen.sign.addFile')}
				onChange={(event) => {
					const [file] = event.target.files ?? [];
					if (file !== undefined) onFile(file);
					// The same file again is a new choice.
					event.target.value = '';
				}}
			/>
			<Button loading={pending} onClick={pick}>
				{t('screen.sign.add')} {keyed && <kbd>T</kbd>}
			</Button>
		</>
	);
}
