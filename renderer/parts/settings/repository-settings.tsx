import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeSettingsView, SettingsChangeView } from '../../../contract/index.ts';
import { api } from '../../client.ts';
import { SettingsForm } from './settings-form.tsx';

type Repository = OfficeSettingsView['repository'];
type Kind = 'embedded' | 'folder' | 'http';
type Typed = {
	readonly kind: Kind;
	readonly repository: {
		readonly folder?: string | undefined;
		readonly baseUrl?: string | undefined;
		readonly proof?: 'answer' | 'bytes' | undefined;
		readonly ca?: string | undefined;
	};
	readonly maxUploadMb: number;
};

/** Where finished papers go. The repository's token is no setting: the host keeps it. */
export function RepositorySettings({ settings }: { readonly settings: OfficeSettingsView }): ReactNode {
	const { t } = useTranslation();
	const [form] = Form.useForm<Typed>();
	const known = settings.repository;
	const kind = Form.useWatch('kind', form) ?? known?.kind ?? 'embedded';
	const initialValues: Typed = {
		kind: known?.kind ?? 'embedded',
		repository: { proof: 'answer', ...known },
		maxUploadMb: settings.maxUploadMb,
	};
	return (
		<SettingsForm<Typed>
			name="repository"
			form={form}
			initialValues={initialValues}
			toChange={(typed) => toChange(typed, known)}
		>
			<Form.Item name="kind" label={t('screen.settings.name.repository')}>
				<Radio.Group
					vertical
					options={(['embedded', 'folder', 'http'] as const).map((value) => ({
						value,
						label: t(`screen.settings.repository.${value}`),
					}))}
				/>
			</Form.Item>
			{kind === 'embedded' && <EmbeddedPath />}
			{kind === 'folder' && (
				<Form.Item
					name={['repository', 'folder']}
					label={t('screen.settings.repository.folderPath')}
					extra={t('screen.settings.pathHelp')}
					rules={[{ required: true, pattern: ABSOLUTE, message: t('screen.settings.pathWrong') }]}
				>
					<Input spellCheck={false} maxLength={1_000} />
				</Form.Item>
			)}
			{kind === 'http' && <HttpFields />}
			<Form.Item
				name="maxUploadMb"
				label={t('screen.settings.name.maxUploadMb')}
				rules={[
					{
						required: true,
						type: 'integer',
						min: 1,
						max: 2_000,
						message: t('screen.settings.between', { from: 1, to: 2_000 }),
					},
				]}
			>
				<InputNumber suffix="MB" />
			</Form.Item>
		</SettingsForm>
	);
}

/** `/…` or `C:\…`. */
export const ABSOLUTE = /^(\/|[A-Za-z]:[\\/])/;

function EmbeddedPath(): ReactNode {
	const { t } = useTranslation();
	const places = useQuery(api.settings.places.queryOptions());
	return (
		<p className="help">
			{t('screen.settings.repository.embeddedHelp')} <code>{places.data?.repository}</code>
		</p>
	);
}

function HttpFields(): ReactNode {
	const { t } = useTranslation();
	return (
		<>
			<Form.Item
				name={['repository', 'baseUrl']}
				label={t('screen.settings.repository.baseUrl')}
				extra={t('screen.settings.repository.tokenHelp', { name: 'SOHOA_REPOSITORY_TOKEN' })}
				rules={[{ required: true, type: 'url', message: t('screen.settings.repository.urlWrong') }]}
			>
				<Input spellCheck={false} maxLength={500} placeholder="https://kho.example.gov.vn/api" />
			</Form.Item>
			<Form.Item name={['repository', 'proof']} label={t('screen.settings.repository.proof')}>
				<Radio.Group
					vertical
					options={(['answer', 'bytes'] as const).map((value) => ({
						value,
						label: t(`screen.settings.repository.proofs.${value}`),
					}))}
				/>
			</Form.Item>
			<Form.Item
				name={['repository', 'ca']}
				label={t('screen.settings.repository.ca')}
				extra={t('screen.settings.repository.caHelp')}
			>
				<Input.TextArea rows={3} spellCheck={false} placeholder="-----BEGIN CERTIFICATE-----" />
			</Form.Item>
		</>
	);
}

/** What is not on the screen (waiting times) stays as it was. */
function toChange({ kind, repository, maxUploadMb }: Typed, known: Repository): SettingsChangeView {
	if (kind === 'embedded') return { repository: null, maxUploadMb };
	if (kind === 'folder') return { repository: { kind, folder: (repository.folder ?? '').trim() }, maxUploadMb };
	const { ca: _, ...rest } = known?.kind === 'http' ? known : {};
	const ca = (repository.ca ?? '').trim();
	return {
		repository: {
			...rest,
			kind,
			baseUrl: (repository.baseUrl ?? '').trim(),
			proof: repository.proof,
			...(ca !== '' && { ca }),
		},
		maxUploadMb,
	};
}
