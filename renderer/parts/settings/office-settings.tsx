import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client.ts';
import { FaultNotice } from '../fault-notice.tsx';

type Typed = { readonly name: string; readonly agencyCode: string };

/** The office's name and agency code. */
export function OfficeSettings(): ReactNode {
	const { t } = useTranslation();
	const { message } = App.useApp();
	const queries = useQueryClient();
	const status = useQuery(api.office.status.queryOptions());
	const save = useMutation(
		api.settings.changeOffice.mutationOptions({
			onSuccess: async () => {
				message.success(t('screen.settings.saved'));
				await queries.invalidateQueries({ queryKey: api.office.key() });
				await queries.invalidateQueries({ queryKey: api.settings.numberRanges.key() });
			},
		}),
	);
	if (status.data?.office === undefined) return <Spin />;
	const required = (what: string) => [
		{ required: true, whitespace: true, message: t('screen.common.required', { what }) },
	];
	return (
		<Form<Typed>
			name="office"
			layout="vertical"
			requiredMark={false}
			initialValues={status.data.office}
			onFinish={(typed) => save.mutate(typed)}
		>
			<Form.Item name="name" label={t('screen.setUp.officeName')} rules={required(t('screen.setUp.officeName'))}>
				<Input maxLength={200} />
			</Form.Item>
			<Form.Item
				name="agencyCode"
				label={t('screen.setUp.agencyCode')}
				extra={t('screen.settings.agencyCodeHelp')}
				rules={required(t('screen.setUp.agencyCode'))}
			>
				<Input maxLength={35} />
			</Form.Item>
			{save.error !== null && <FaultNotice error={save.error} />}
			<Button type="primary" htmlType="submit" loading={save.isPending}>
				{t('screen.settings.save')}
			</Button>
		</Form>
	);
}
