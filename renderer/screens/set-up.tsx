import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../client.ts';
import { CardScreen } from '../parts/card-screen.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';

type Typed = {
	readonly officeName: string;
	readonly agencyCode: string;
	readonly adminName: string;
	readonly adminPassword: string;
	readonly again: string;
};

/** An empty data folder: the office's name and its first administrator, who is then signed in. */
export function SetUpScreen({ version }: { readonly version: string }): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const setUp = useMutation({
		mutationFn: async ({ again: _again, ...office }: Typed) => {
			await client.office.setUp(office);
			return client.session.signIn({ name: office.adminName, password: office.adminPassword });
		},
		onSuccess: async (actor) => {
			queries.setQueryData(api.session.current.queryKey(), actor);
			await queries.invalidateQueries({ queryKey: api.office.key() });
		},
	});
	const required = (what: string) => [{ required: true, message: t('screen.common.required', { what }) }];
	const box = (name: keyof Typed, label: string, input: ReactNode, extra?: string): ReactNode => (
		<Form.Item name={name} label={label} extra={extra} rules={required(label)}>
			{input}
		</Form.Item>
	);
	return (
		<CardScreen title={t('screen.setUp.title')} version={version}>
			<p>{t('screen.setUp.intro')}</p>
			<Form<Typed> layout="vertical" requiredMark={false} onFinish={(typed) => setUp.mutate(typed)}>
				{box(
					'officeName',
					t('screen.setUp.officeName'),
					<Input autoFocus maxLength={200} placeholder={t('screen.setUp.officeNameExample')} />,
				)}
				{box(
					'agencyCode',
					t('screen.setUp.agencyCode'),
					<Input maxLength={35} autoComplete="off" />,
					t('screen.setUp.agencyCodeHelp'),
				)}
				{box('adminName', t('screen.setUp.adminName'), <Input maxLength={100} autoComplete="username" />)}
				{box(
					'adminPassword',
					t('screen.setUp.adminPassword'),
					<Input.Password autoComplete="new-password" />,
					t('screen.setUp.passwordHelp'),
				)}
				<Form.Item
					name="again"
					label={t('screen.setUp.adminPasswordAgain')}
					dependencies={['adminPassword']}
					rules={[
						({ getFieldValue }) => ({
							validator: (_, value) =>
								value === getFieldValue('adminPassword')
									? Promise.resolve()
									: Promise.reject(new Error(t('screen.setUp.passwordsDiffer'))),
						}),
					]}
				>
					<Input.Password autoComplete="new-password" />
				</Form.Item>
				{setUp.error !== null && <FaultNotice error={setUp.error} />}
				<Button type="primary" htmlType="submit" block loading={setUp.isPending}>
					{t('screen.setUp.submit')}
				</Button>
			</Form>
		</CardScreen>
	);
}
